export { type Exchange, exchangeOf, signalOf } from '../auth/index.ts'
export { contentDisposition } from './content-disposition.ts'
export { httpMessages } from './messages.ts'
export { buildServer, type ServerOptions } from './server.ts'
