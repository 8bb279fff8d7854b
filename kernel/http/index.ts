export { httpMessages } from './messages.ts'
export { buildServer } from './server.ts'
export { type Caller, type Credentials, SESSION_COOKIE, type ServerOptions } from './types.ts'
