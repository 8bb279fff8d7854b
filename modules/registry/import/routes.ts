import { type Route, route } from '#kernel/module'
import * as contract from '../contract.ts'
import { requestCommit } from './service/commit.ts'
import { cancelBatch, errorsOf, findImports, importOf, rowsOf } from './service/list.ts'
import { decide, findReviews } from './service/review.ts'
import { requestStaging } from './service/stage.ts'
import { requestUndo } from './service/undo.ts'
import { previewAgain, templateOf, uploadTable } from './service/upload.ts'

/** HTTP operations of the import. */
export const importRoutes: Route[] = [
  route(contract.downloadTemplate, async (ctx, { params }) => templateOf(ctx, params.table)),
  route(contract.uploadImport, (ctx, { query, files }) => uploadTable(ctx, query.table, files)),
  route(contract.previewImport, (ctx, { params, body }) => previewAgain(ctx, params.id, body)),
  route(contract.stageImport, (ctx, { params, body }) => requestStaging(ctx, params.id, body)),
  route(contract.commitImport, (ctx, { params, body }) => requestCommit(ctx, params.id, body ?? {})),
  route(contract.undoImport, (ctx, { params }) => requestUndo(ctx, params.id)),
  route(contract.cancelImport, (ctx, { params }) => cancelBatch(ctx, params.id)),
  route(contract.listImports, (ctx, { query }) => findImports(ctx, query)),
  route(contract.getImport, (ctx, { params }) => importOf(ctx, params.id)),
  route(contract.listImportRows, (ctx, { params, query }) => rowsOf(ctx, params.id, query)),
  route(contract.downloadErrors, (ctx, { params }) => errorsOf(ctx, params.id)),
  route(contract.listReviews, (ctx, { query }) => findReviews(ctx, query)),
  route(contract.decideReview, (ctx, { params, body }) => decide(ctx, params.id, body)),
]
