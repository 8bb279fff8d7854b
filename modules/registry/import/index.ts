export { importJobs } from './jobs.ts'
export { importMessages } from './messages.ts'
export { importRoutes } from './routes.ts'
export { importTableOf } from './tables.ts'
