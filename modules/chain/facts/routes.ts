import { type Route, route } from '#kernel/module'
import * as contract from '../contract/facts.ts'
import { exportSupplyList, findSupplies, supplyOf } from './service/views.ts'
import { create, edit, end } from './service/write.ts'

/** HTTP operations of supply relations. */
export const factsRoutes: readonly Route[] = [
  route(contract.listSupplies, (ctx, { query }) => findSupplies(ctx, query)),
  route(contract.exportSupplies, (ctx, { query }) => exportSupplyList(ctx, query)),
  route(contract.getSupply, (ctx, { params }) => supplyOf(ctx, params.id)),
  route(contract.createSupply, (ctx, { body }) => create(ctx, body)),
  route(contract.editSupply, (ctx, { params, body }) => edit(ctx, params.id, body)),
  route(contract.endSupply, (ctx, { params, body }) => end(ctx, params.id, body)),
]
