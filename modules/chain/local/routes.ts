import type { Route } from '#kernel/module'

export const localRoutes: readonly Route[] = []
