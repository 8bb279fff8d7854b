export { linksJobs } from './jobs.ts'
export { linksMessages } from './messages.ts'
export { linksRoutes } from './routes.ts'
