import { type Route, route } from '#kernel/module'
import * as contract from '../contract/runs.ts'
import { latest, requestRun } from './service/runs.ts'

/** HTTP operations of the computations. */
export const runRoutes: readonly Route[] = [
  route(contract.latestRuns, (ctx) => latest(ctx)),
  route(contract.startRun, (ctx, { body }) => requestRun(ctx, body)),
]
