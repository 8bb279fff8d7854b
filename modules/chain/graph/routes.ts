import type { Route } from '#kernel/module'

export const graphRoutes: readonly Route[] = []
