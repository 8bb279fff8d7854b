import type { Route } from '#kernel/module'

/** The chain's HTTP operations: one list for each slice. */
export const chainRoutes: readonly Route[] = []
