export { factsJobs } from './jobs.ts'
export { factsMessages } from './messages.ts'
export { factsRoutes } from './routes.ts'
