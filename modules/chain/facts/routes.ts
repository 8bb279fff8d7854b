import type { Route } from '#kernel/module'

export const factsRoutes: readonly Route[] = []
