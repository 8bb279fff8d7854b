import type { Route } from '#kernel/module'

export const riskRoutes: readonly Route[] = []
