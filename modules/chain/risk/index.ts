export { riskJobs } from './jobs.ts'
export { riskMessages } from './messages.ts'
export { riskRoutes } from './routes.ts'
