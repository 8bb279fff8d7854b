import { defineModule } from '#kernel/module'
import { chainGrants, chainResources } from './access.ts'
import { chainIndicators } from './indicators.ts'
import { chainJobs, chainSubscriptions } from './jobs.ts'
import { chainMessages } from './messages.ts'
import { chainRoutes } from './routes.ts'
import { chainTables } from './store/migrations/0001-chain.ts'
import { localTables } from './store/migrations/0002-local.ts'
import { importTables } from './store/migrations/0003-imports.ts'
import { checkTables } from './store/migrations/0004-checks.ts'
import { linkTables } from './store/migrations/0005-links.ts'

/** The industry chain: supply relations, bills of material, and what can be computed from them. */
export const chain = defineModule({
  name: 'chain',
  titles: { zh: '产业链', en: 'Industry chain' },
  summary: {
    zh: '供应关系与物料清单、产业链图谱、本地配套率、断链风险、强弱缺险清单。',
    en: 'Supply relations and bills of material, the chain graph, local sourcing, failure propagation, gaps.',
  },
  needs: ['registry'],
  resources: chainResources,
  grants: chainGrants,
  migrations: [chainTables, localTables, importTables, checkTables, linkTables],
  routes: chainRoutes,
  indicators: chainIndicators,
  jobs: chainJobs,
  subscriptions: chainSubscriptions,
  messages: chainMessages,
})
