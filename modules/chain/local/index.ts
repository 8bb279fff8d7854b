export { localSourcingRate } from './indicator.ts'
export { localJobs } from './jobs.ts'
export { localMessages } from './messages.ts'
export { localRoutes } from './routes.ts'
