import { type Route, route } from '#kernel/module'
import * as contract from '../contract/risk.ts'
import { firmDaysOf, firmRiskOf, secondSourcesOf } from './service/firm.ts'
import { exportRiskList, findRisks, overviewOf } from './service/list.ts'
import { shockOf } from './service/shock.ts'

/** HTTP operations of failure propagation. */
export const riskRoutes: readonly Route[] = [
  route(contract.riskOverview, (ctx) => overviewOf(ctx)),
  route(contract.listRisks, (ctx, { query }) => findRisks(ctx, query)),
  route(contract.exportRisks, (ctx, { query }) => exportRiskList(ctx, query)),
  route(contract.getFirmRisk, (ctx, { params, query }) => firmRiskOf(ctx, params.id, query)),
  route(contract.getFirmDays, (ctx, { params, query }) => firmDaysOf(ctx, params.id, query)),
  route(contract.getSecondSources, (ctx, { params }) => secondSourcesOf(ctx, params.id)),
  route(contract.runShock, (ctx, { body }) => shockOf(ctx, body)),
]
