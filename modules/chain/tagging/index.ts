export { taggingJobs } from './jobs.ts'
export { taggingMessages } from './messages.ts'
export { taggingRoutes } from './routes.ts'
