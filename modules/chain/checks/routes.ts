import type { Route } from '#kernel/module'

export const checksRoutes: readonly Route[] = []
