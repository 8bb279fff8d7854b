export { kernelGrants, kernelResources } from './access.ts'
export { bindExchange, type Exchange, exchangeOf, signalOf } from './exchange.ts'
export { authMessages } from './messages.ts'
export { authMigrations } from './migrations.ts'
export {
  actionTitle,
  compilePermissions,
  type MaskedRow,
  maskRow,
  ROLE_TITLES,
  SCOPE_TITLES,
} from './permissions/index.ts'
export { type AuthRouteOptions, authRoutes } from './routes.ts'
export { hashSecret, newSecret, sameSecret, TOKEN_PREFIX } from './secret.ts'
export { addAccount } from './service/accounts.ts'
export {
  ANONYMOUS,
  actorToday,
  type Identity,
  identifySession,
  identifyToken,
  systemActor,
} from './service/authenticate.ts'
export { firstAdministratorLink } from './service/links.ts'
export { sweepAuth } from './sweep.ts'
