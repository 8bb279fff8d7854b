import { defineModule } from '#kernel/module'
import { registryGrants, registryResources } from './access.ts'
import { demoJob } from './demo/job.ts'
import { removeDemoJob } from './demo/remove.ts'
import { fusionJobs, fusionMessages, fusionRoutes } from './fusion/index.ts'
import { importJobs, importMessages, importRoutes } from './import/index.ts'
import { registryIndicators } from './indicators.ts'
import { registryMessages } from './messages.ts'
import { doubtMessages } from './messages-doubts.ts'
import { registryRoutes } from './routes.ts'
import { loadPackReference } from './service/reference.ts'
import { library } from './store/migrations/0001-library.ts'
import { importing } from './store/migrations/0002-import.ts'
import { testDataBatches } from './store/migrations/0003-test-data.ts'
import { fusing } from './store/migrations/0004-fusion.ts'

export { type CityRequest, cityOf } from './demo/city.ts'
export { cityToday, type LoadedCity, loadCity, unfinishedCity } from './demo/load.ts'
export { nameKey } from './domain/name-key.ts'
export {
  codeColumn,
  DISTRICTS as DISTRICT_HEADERS,
  money as moneyColumn,
  NODES as NODE_HEADERS,
  nameColumn,
  type Terms,
  termOf,
} from './import/columns.ts'
export { cleanRow } from './import/domain/clean-row.ts'
export {
  checkMapping,
  mappingFor,
  openHead,
  shownHead,
  termsOf,
  withBatchFile,
} from './import/service/source.ts'
export {
  type LibraryCapability,
  type LibraryFirm,
  type LibraryName,
  type LibrarySupply,
  type LibraryTexts,
  libraryCapabilities,
  libraryFirms,
  libraryNames,
  librarySupplies,
  libraryTexts,
} from './network.ts'
export {
  addConfirmedCapabilities,
  type ConfirmedCapability,
  type TakenBack,
  takeBackCapabilities,
} from './service/confirmed-capabilities.ts'
export { SYNTHETIC_NOTE } from './service/export.ts'
export { type Reference, reference } from './service/reference.ts'
export { type LibrarySummary, librarySummary } from './summary.ts'

/** The enterprise library: golden records, sources, taxonomy, regions. */
export const registry = defineModule({
  name: 'registry',
  titles: { zh: '企业库', en: 'Enterprise library' },
  summary: {
    zh: '一企一档：基本信息、能力、资质、年度与月度数据、供应与股权关系，及其来源与历史。',
    en: 'One record per enterprise: profile, capabilities, qualifications, figures, relations, with sources and history.',
  },
  needs: [],
  resources: registryResources,
  grants: registryGrants,
  migrations: [library, importing, testDataBatches, fusing],
  routes: [...registryRoutes, ...importRoutes, ...fusionRoutes],
  indicators: registryIndicators,
  jobs: [demoJob, removeDemoJob, ...importJobs, ...fusionJobs()],
  messages: { ...registryMessages, ...doubtMessages, ...importMessages, ...fusionMessages },
  start: loadPackReference,
})
