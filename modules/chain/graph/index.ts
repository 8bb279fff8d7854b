export { graphJobs } from './jobs.ts'
export { graphMessages } from './messages.ts'
export { graphRoutes } from './routes.ts'
