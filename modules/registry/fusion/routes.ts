import { type Route, route } from '#kernel/module'
import * as contract from '../contract.ts'
import { compareRecords } from './service/compare.ts'
import { merge, split } from './service/decide.ts'
import { exportTable } from './service/export.ts'
import { foundByHand } from './service/founding.ts'
import { operationsOf } from './service/history.ts'
import { findLoads, loadOf, requestLoad } from './service/load.ts'
import { decideReview, findReviews } from './service/review.ts'
import { requestRun } from './service/run.ts'
import { changeSourceTo } from './service/sources.ts'
import { undo } from './service/undo.ts'
import {
  coverageOf,
  entityOf,
  entityOfEnterprise,
  feedAfter,
  findEntities,
  findRuns,
  runOf,
  summaryOf,
} from './service/views.ts'

/** HTTP operations of the fusion. */
export const fusionRoutes: Route[] = [
  route(contract.fusionSummary, (ctx) => summaryOf(ctx)),
  route(contract.fusionCoverage, (ctx) => coverageOf(ctx)),
  route(contract.changeSource, (ctx, { params, body }) =>
    changeSourceTo(ctx, { ...body, code: params.code }),
  ),
  route(contract.loadFusionRecords, (ctx, { query, files }) => requestLoad(ctx, query, files)),
  route(contract.listFusionLoads, (ctx, { query }) => findLoads(ctx, query)),
  route(contract.getFusionLoad, (ctx, { params }) => loadOf(ctx, params.id)),
  route(contract.startFusion, (ctx, { body }) => requestRun(ctx, body)),
  route(contract.listRuns, (ctx, { query }) => findRuns(ctx, query)),
  route(contract.getRun, (ctx, { params }) => runOf(ctx, params.id)),
  route(contract.listEntities, (ctx, { query }) => findEntities(ctx, query)),
  route(contract.getEntity, (ctx, { params }) => entityOf(ctx, params.id)),
  route(contract.getEnterpriseEntity, (ctx, { params }) => entityOfEnterprise(ctx, params.id)),
  route(contract.foundEnterprise, (ctx, { params, body }) => foundByHand(ctx, params.id, body)),
  route(contract.comparePair, (ctx, { query }) => compareRecords(ctx, query)),
  route(contract.listFusionReviews, (ctx, { query }) => findReviews(ctx, query)),
  route(contract.decideFusionReview, (ctx, { params, body }) => decideReview(ctx, params.id, body)),
  route(contract.mergeEntities, (ctx, { body }) => merge(ctx, body)),
  route(contract.splitEntity, (ctx, { params, body }) => split(ctx, params.id, body)),
  route(contract.listOperations, (ctx, { query }) => operationsOf(ctx, query)),
  route(contract.undoOperation, (ctx, { params }) => undo(ctx, params.id)),
  route(contract.fusionChanges, (ctx, { query }) => feedAfter(ctx, query)),
  route(contract.exportFusion, (ctx, { query }) => exportTable(ctx, query)),
]
