import type { Route } from '#kernel/module'

export const importsRoutes: readonly Route[] = []
