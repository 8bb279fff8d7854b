import { type Route, route } from '#kernel/module'
import * as contract from '../contract/graph.ts'
import { nodeFirmsOf, surroundingsOf } from './service/firms.ts'
import { pathBetween } from './service/paths.ts'
import { searchOf } from './service/search.ts'
import { chainTreeOf } from './service/tree.ts'

/** HTTP operations of the chain graph. */
export const graphRoutes: readonly Route[] = [
  route(contract.getChainTree, (ctx, { query }) => chainTreeOf(ctx, query)),
  route(contract.getNodeFirms, (ctx, { params, query }) => nodeFirmsOf(ctx, params.code, query)),
  route(contract.getSurroundings, (ctx, { params, query }) => surroundingsOf(ctx, params.id, query)),
  route(contract.findPath, (ctx, { query }) => pathBetween(ctx, query)),
  route(contract.searchGraph, (ctx, { query }) => searchOf(ctx, query.q)),
]
