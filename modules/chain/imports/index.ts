export { importsJobs } from './jobs.ts'
export { importsMessages } from './messages.ts'
export { importsRoutes } from './routes.ts'
