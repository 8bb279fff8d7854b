import { defineModule } from '#kernel/module'
import { planGrants, planResources } from './access.ts'
import { planJobs, planSchedules, planSubscriptions } from './jobs.ts'
import { planMessages } from './messages.ts'
import { planRoutes } from './routes.ts'
import { startPlan } from './start.ts'
import { planTables } from './store/migrations/0001-plan.ts'

export { planText } from './service/compile.ts'
export { loadPackPlan } from './service/load-pack.ts'
export { type Refreshed, refreshAll } from './service/refresh.ts'

/** The executable plan: targets bound to evidence, forecasts, states, measures, reports. */
export const plan = defineModule({
  name: 'plan',
  titles: { zh: '行动计划', en: 'Action plan' },
  summary: {
    zh: '把行动计划变成可运行的系统：目标绑定实时证据，预测与预警，举措调度，月度报告，计划文本编译。',
    en: 'An action plan that runs: targets bound to live evidence, forecast and warned of; measures, dispatch, reports; compiling a plan text.',
  },
  needs: ['registry'],
  resources: planResources,
  grants: planGrants,
  migrations: [planTables],
  routes: planRoutes,
  indicators: [],
  jobs: planJobs,
  schedules: planSchedules,
  subscriptions: planSubscriptions,
  messages: planMessages,
  start: startPlan,
})
