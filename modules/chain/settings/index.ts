export { settingsMessages } from './messages.ts'
export { settingsRoutes } from './routes.ts'
