import { type Route, route } from '#kernel/module'
import * as contract from '../contract/local.ts'
import { firmContent } from './service/firm.ts'
import { chooseLevers, exportLeverList, findLevers } from './service/levers.ts'
import { exportLines, findLines } from './service/lines.ts'
import { modelOf } from './service/model.ts'
import { overview } from './service/overview.ts'
import { exportRates, findRates } from './service/rate-list.ts'

/** HTTP operations of the local sourcing rate. */
export const localRoutes: readonly Route[] = [
  route(contract.localOverview, (ctx) => overview(ctx)),
  route(contract.listLocalRates, (ctx, { query }) => findRates(ctx, query)),
  route(contract.exportLocalRates, (ctx, { query }) => exportRates(ctx, query)),
  route(contract.listLocalLines, (ctx, { query }) => findLines(ctx, query)),
  route(contract.exportLocalLines, (ctx, { query }) => exportLines(ctx, query)),
  route(contract.localFirm, (ctx, { params }) => firmContent(ctx, params.id)),
  route(contract.localModel, (ctx, { params, query }) => modelOf(ctx, params.id, query.definition)),
  route(contract.listLevers, (ctx, { query }) => findLevers(ctx, query)),
  route(contract.exportLevers, (ctx, { query }) => exportLeverList(ctx, query)),
  route(contract.bestLevers, (ctx, { body }) => chooseLevers(ctx, body)),
]
