import { type Route, route } from '#kernel/module'
import * as contract from '../contract/settings.ts'
import { changeSettings, shownSettings } from './service.ts'

/** HTTP operations of the chain's settings. */
export const settingsRoutes: readonly Route[] = [
  route(contract.getChainSettings, (ctx) => shownSettings(ctx)),
  route(contract.putChainSettings, (ctx, { body }) => changeSettings(ctx, body)),
]
