export { gapsJobs } from './jobs.ts'
export { gapsMessages } from './messages.ts'
export { gapsRoutes } from './routes.ts'
export { selectGaps } from './store/gaps.ts'
