import { authRoutes } from '#kernel/auth'
import type { Database } from '#kernel/db'
import type { Route } from '#kernel/module'
import { librarySummary } from '#modules/registry'
import type { Wired } from './kernel.ts'
import { MODULES } from './modules.ts'
import { systemRoutes } from './system-routes.ts'

/** Every operation of the product. */
export function productRoutes({ resources, grants, routes }: Wired, database: Database): readonly Route[] {
  return [
    ...authRoutes({ resources, grants, synthetic: async (ctx) => (await librarySummary(ctx)).synthetic }),
    ...routes,
    ...systemRoutes(database),
    ...MODULES.flatMap((module) => module.routes),
  ]
}
