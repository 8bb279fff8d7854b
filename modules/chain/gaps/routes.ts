import type { Route } from '#kernel/module'

export const gapsRoutes: readonly Route[] = []
