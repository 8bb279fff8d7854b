export { fusionJobs } from './jobs.ts'
export { fusionMessages } from './messages.ts'
export { fusionRoutes } from './routes.ts'
export { clearFusedTestData } from './store/clear.ts'
