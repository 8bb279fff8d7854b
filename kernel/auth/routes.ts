import type { Ctx, Grant, Resource, Route } from '../module/index.ts'
import { route } from '../module/index.ts'
import * as contract from './contract.ts'
import { exchangeOf } from './exchange.ts'
import { PASSWORD_MIN } from './password/policy.ts'
import { addAccount, changeAccount, findAccounts, inviteAgain } from './service/accounts.ts'
import { lookAtLink, redeem } from './service/links.ts'
import { changeMe, describeCaller, describePermissions, describeRoles } from './service/me.ts'
import { Oidc } from './service/oidc.ts'
import { addOrg, changeOrg, findOrgs } from './service/orgs.ts'
import { changeOwnPassword, endSession, signInWithPassword } from './service/sign-in.ts'
import { findTokens, makeToken, revokeToken } from './service/tokens.ts'

export interface AuthRouteOptions {
  /** The whole policy, kernel and modules together, for the page that shows what roles may do. */
  readonly resources: readonly Resource[]
  readonly grants: readonly Grant[]
  /** Whether the database holds synthetic data, which the pages must say. */
  readonly synthetic?: (ctx: Ctx) => Promise<boolean>
}

const OK = { ok: true } as const

/** Sign-in, accounts, organisations, roles and tokens over HTTP. */
export function authRoutes({ resources, grants, synthetic }: AuthRouteOptions): readonly Route[] {
  const oidc = new Oidc()
  return [
    route(contract.signInOptions, async ({ kernel: { config } }) => ({
      oidc:
        config.oidcIssuer && config.oidcClientId
          ? { path: contract.oidcStart.path, zh: config.oidcTitle, en: config.oidcTitle }
          : null,
      passwordMin: PASSWORD_MIN,
    })),
    route(contract.signIn, async (ctx, { body }) => {
      await signInWithPassword(ctx, exchangeOf(ctx), body)
      return OK
    }),
    route(contract.signOut, async (ctx) => {
      await endSession(ctx, exchangeOf(ctx))
      return OK
    }),
    route(contract.getMe, async (ctx) =>
      describeCaller(ctx, exchangeOf(ctx).csrfToken(), (await synthetic?.(ctx)) ?? false),
    ),
    route(contract.updateMe, async (ctx, { body }) => {
      await changeMe(ctx, body)
      return OK
    }),
    route(contract.listMyPermissions, async (ctx) => ({ rows: describePermissions(ctx, resources) })),
    route(contract.changePassword, async (ctx, { body }) => {
      await changeOwnPassword(ctx, exchangeOf(ctx), body)
      return OK
    }),
    route(contract.oidcStart, async (ctx, { query }) => oidc.start(ctx, exchangeOf(ctx), query.return)),
    route(contract.oidcCallback, async (ctx, { query }) => oidc.finish(ctx, exchangeOf(ctx), query)),
    route(contract.getLink, (ctx, { params }) => lookAtLink(ctx, params.token)),
    route(contract.redeemLink, async (ctx, { params, body }) => {
      await redeem(ctx, exchangeOf(ctx), params.token, body)
      return OK
    }),
    route(contract.listAccounts, (ctx, { query }) => findAccounts(ctx, query)),
    route(contract.createAccount, (ctx, { body }) => addAccount(ctx, body)),
    route(contract.updateAccount, async (ctx, { params, body }) => {
      await changeAccount(ctx, params.id, body)
      return OK
    }),
    route(contract.createLink, (ctx, { params }) => inviteAgain(ctx, params.id)),
    route(contract.listRoles, async () => describeRoles(resources, grants)),
    route(contract.listOrgs, (ctx, { query }) => findOrgs(ctx, query)),
    route(contract.createOrg, (ctx, { body }) => addOrg(ctx, body)),
    route(contract.updateOrg, async (ctx, { params, body }) => {
      await changeOrg(ctx, params.id, body)
      return OK
    }),
    route(contract.listTokens, (ctx) => findTokens(ctx)),
    route(contract.createToken, (ctx, { body }) => makeToken(ctx, body)),
    route(contract.deleteToken, async (ctx, { params }) => {
      await revokeToken(ctx, params.id)
      return OK
    }),
  ]
}
