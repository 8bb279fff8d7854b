import { type Route, route } from '#kernel/module'
import * as contract from '../contract/risk.ts'
import * as firm from '../contract/risk-firm.ts'
import * as shock from '../contract/risk-shock.ts'
import { firmDaysOf } from './service/days.ts'
import { firmRiskOf } from './service/firm.ts'
import { exportRiskList, findRisks, overviewOf } from './service/list.ts'
import { secondSourcesOf } from './service/second-sources.ts'
import { shockOf } from './service/shock.ts'
import { exportShockOf } from './service/shock-export.ts'

/** HTTP operations of failure propagation. */
export const riskRoutes: readonly Route[] = [
  route(contract.riskOverview, (ctx) => overviewOf(ctx)),
  route(contract.listRisks, (ctx, { query }) => findRisks(ctx, query)),
  route(contract.exportRisks, (ctx, { query }) => exportRiskList(ctx, query)),
  route(firm.getFirmRisk, (ctx, { params, query }) => firmRiskOf(ctx, params.id, query)),
  route(firm.getFirmDays, (ctx, { params, query }) => firmDaysOf(ctx, params.id, query)),
  route(firm.getSecondSources, (ctx, { params }) => secondSourcesOf(ctx, params.id)),
  route(shock.runShock, (ctx, { body }) => shockOf(ctx, body)),
  route(shock.exportShock, (ctx, { body }) => exportShockOf(ctx, body)),
]
