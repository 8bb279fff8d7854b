import type { Route } from '#kernel/module'

export const taggingRoutes: readonly Route[] = []
