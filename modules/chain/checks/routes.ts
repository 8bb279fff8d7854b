import { type Route, route } from '#kernel/module'
import * as contract from '../contract/checks.ts'
import { decide, undo } from './service/decide.ts'
import { findChecks } from './service/queue.ts'

/** HTTP operations of the queue for checking. */
export const checksRoutes: readonly Route[] = [
  route(contract.listChecks, (ctx, { query }) => findChecks(ctx, query)),
  route(contract.undoCheck, (ctx, { params }) => undo(ctx, params.id)),
  route(contract.decideCheck, (ctx, { params, body }) => decide(ctx, params, body)),
]
