import { type Route, route } from '#kernel/module'
import * as contract from './contract.ts'
import { enqueueDemo } from './demo/job.ts'
import { enqueueRemoval } from './demo/remove.ts'
import { enterpriseWithParts } from './service/detail.ts'
import { attachDocument, sendDocument } from './service/documents.ts'
import { exportList } from './service/export.ts'
import { historyOf, sourcesOf, undoOne } from './service/history.ts'
import { enterpriseFacetCounts, findEnterprises } from './service/list.ts'
import { getMap, getNodes, getRegions } from './service/reference.ts'
import { addEnterprise, changeEnterprise, changePart } from './service/write.ts'

/** The library's HTTP operations; the import pipeline adds its own. */
export const registryRoutes: readonly Route[] = [
  route(contract.listEnterprises, (ctx, { query }) => findEnterprises(ctx, query)),
  route(contract.exportEnterprises, (ctx, { query }) => exportList(ctx, query)),
  route(contract.enterpriseFacets, (ctx, { query }) => enterpriseFacetCounts(ctx, query)),
  route(contract.createEnterprise, (ctx, { body }) => addEnterprise(ctx, body)),
  route(contract.getEnterprise, (ctx, { params }) => enterpriseWithParts(ctx, params.id)),
  route(contract.updateEnterprise, (ctx, { params, body }) => changeEnterprise(ctx, params.id, body)),
  route(contract.replacePart, (ctx, { params, body }) => changePart(ctx, params.id, body)),
  route(contract.enterpriseHistory, (ctx, { params, query }) => historyOf(ctx, params.id, query)),
  route(contract.undoChange, (ctx, { params }) => undoOne(ctx, params.id, params.change)),
  route(contract.enterpriseSources, (ctx, { params, query }) => sourcesOf(ctx, params.id, query)),
  route(contract.addDocument, (ctx, { params, files }) => attachDocument(ctx, params.id, files)),
  route(contract.getDocument, (ctx, { params }) => sendDocument(ctx, params.id, params.document)),
  route(contract.listRegions, (ctx) => getRegions(ctx)),
  route(contract.getOutlines, (ctx) => getMap(ctx)),
  route(contract.loadDemo, (ctx, { body }) => enqueueDemo(ctx, body)),
  route(contract.removeDemo, (ctx) => enqueueRemoval(ctx)),
  route(contract.listNodes, (ctx) => getNodes(ctx)),
]
