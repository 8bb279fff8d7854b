import { type Route, route } from '#kernel/module'
import * as contract from '../contract/models.ts'
import { exportModelList, findModels } from './service/views.ts'

/** HTTP operations of vehicle models. */
export const modelsRoutes: readonly Route[] = [
  route(contract.listModels, (ctx, { query }) => findModels(ctx, query)),
  route(contract.exportModels, (ctx, { query }) => exportModelList(ctx, query)),
]
