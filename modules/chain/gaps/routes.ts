import { type Route, route } from '#kernel/module'
import * as contract from '../contract/gaps.ts'
import { exportGapList, findGaps, gapOf } from './service/views.ts'

/** HTTP operations of the gap list. */
export const gapsRoutes: readonly Route[] = [
  route(contract.listGaps, (ctx, { query }) => findGaps(ctx, query)),
  route(contract.exportGaps, (ctx, { query }) => exportGapList(ctx, query)),
  route(contract.getGap, (ctx, { params }) => gapOf(ctx, params.node)),
]
