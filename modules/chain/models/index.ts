export { modelsJobs } from './jobs.ts'
export { modelsMessages } from './messages.ts'
export { modelsRoutes } from './routes.ts'
