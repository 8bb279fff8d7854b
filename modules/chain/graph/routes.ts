import { type Route, route } from '#kernel/module'
import * as contract from '../contract/graph.ts'
import { exportElements, exportLinks, exportNodes } from './service/exports.ts'
import { nodeFirmsOf, surroundingsOf } from './service/firms.ts'
import { listElements, listLinks, listNodes } from './service/lists.ts'
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
  route(contract.listGraphNodes, (ctx, { query }) => listNodes(ctx, query)),
  route(contract.listGraphElements, (ctx, { query }) => listElements(ctx, query)),
  route(contract.listGraphLinks, (ctx, { query }) => listLinks(ctx, query)),
  route(contract.exportGraphNodes, (ctx, { query }) => exportNodes(ctx, query)),
  route(contract.exportGraphElements, (ctx, { query }) => exportElements(ctx, query)),
  route(contract.exportGraphLinks, (ctx, { query }) => exportLinks(ctx, query)),
]
