export { checksJobs } from './jobs.ts'
export { checksMessages } from './messages.ts'
export { checksRoutes } from './routes.ts'
