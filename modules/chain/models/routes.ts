import type { Route } from '#kernel/module'

export const modelsRoutes: readonly Route[] = []
