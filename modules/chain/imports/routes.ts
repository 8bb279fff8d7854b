import { type Route, route } from '#kernel/module'
import * as contract from '../contract/imports.ts'
import { cancelBatch, findBatches, shownById } from './service/batches.ts'
import { requestCommit } from './service/commit.ts'
import { errorsOf, rowsOf } from './service/list.ts'
import { requestStaging } from './service/stage.ts'
import { requestUndo } from './service/undo.ts'
import { previewAgain, templateOf, uploadTable } from './service/upload.ts'

/** HTTP operations of the chain's import. */
export const importsRoutes: readonly Route[] = [
  route(contract.downloadChainTemplate, async (ctx, { params }) => templateOf(ctx, params.table)),
  route(contract.uploadChainImport, (ctx, { query, files }) => uploadTable(ctx, query, files)),
  route(contract.previewChainImport, (ctx, { params, body }) => previewAgain(ctx, params.id, body)),
  route(contract.stageChainImport, (ctx, { params, body }) => requestStaging(ctx, params.id, body)),
  route(contract.commitChainImport, (ctx, { params }) => requestCommit(ctx, params.id)),
  route(contract.undoChainImport, (ctx, { params }) => requestUndo(ctx, params.id)),
  route(contract.cancelChainImport, (ctx, { params }) => cancelBatch(ctx, params.id)),
  route(contract.listChainImports, (ctx, { query }) => findBatches(ctx, query)),
  route(contract.getChainImport, (ctx, { params }) => shownById(ctx, params.id)),
  route(contract.listChainImportRows, (ctx, { params, query }) => rowsOf(ctx, params.id, query)),
  route(contract.downloadChainErrors, (ctx, { params }) => errorsOf(ctx, params.id)),
]
