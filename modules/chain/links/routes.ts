import type { Route } from '#kernel/module'

export const linksRoutes: readonly Route[] = []
