import * as client from 'openid-client'
import type { Config } from '../../config/index.ts'
import { AppError, newId } from '../../core/index.ts'
import { inTransaction } from '../../db/index.ts'
import type { Ctx } from '../../module/index.ts'
import type { Exchange } from '../exchange.ts'
import { hashSecret } from '../secret.ts'
import { insertAccount, selectAccount, updateAccountRow } from '../store/accounts.ts'
import { insertFlow, type OidcFlow, takeFlow } from '../store/oidc-flows.ts'
import { actingAs, openSession } from './sessions.ts'

const FLOW_SECONDS = 600
const FLOW_COOKIE = 'zq_oidc'
const FLOW_PATH = '/api/auth/oidc'
/** The issuer's metadata is asked for again after this time, so that rotated addresses are found. */
const METADATA_MS = 3_600_000

/** What the issuer vouches for. */
interface Claims {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  readonly emailVerified: boolean
  readonly name: string
}

/** OpenID Connect sign-in: authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636). */
export class Oidc {
  #metadata: { readonly found: Promise<client.Configuration>; readonly at: number } | undefined

  /** Sends the browser to the issuer; state is kept in the database and in a cookie of this browser. */
  async start(ctx: Ctx, exchange: Exchange, returnPath: string | undefined): Promise<void> {
    try {
      await this.#toIssuer(ctx, exchange, returnPath)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      backToSignIn(exchange, error.code)
    }
  }

  async #toIssuer(ctx: Ctx, exchange: Exchange, returnPath: string | undefined): Promise<void> {
    const configuration = await this.#configuration(ctx.kernel.config)
    const state = client.randomState()
    const nonce = client.randomNonce()
    const codeVerifier = client.randomPKCECodeVerifier()
    const expiresAt = new Date(ctx.kernel.now().getTime() + FLOW_SECONDS * 1000)
    const flow = { nonce, codeVerifier, returnPath: safePath(returnPath) }
    await insertFlow(ctx.db, hashSecret(state), flow, expiresAt)
    exchange.setCookie(FLOW_COOKIE, state, { maxAgeSeconds: FLOW_SECONDS, path: FLOW_PATH })
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri(exchange),
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    exchange.redirect(url.href)
  }

  /** Comes back from the issuer: checks, finds the account, opens a session, and goes on to the page asked for. */
  async finish(ctx: Ctx, exchange: Exchange, query: Record<string, unknown>): Promise<void> {
    const state = typeof query.state === 'string' ? query.state : ''
    const cookie = exchange.cookie(FLOW_COOKIE)
    exchange.clearCookie(FLOW_COOKIE, FLOW_PATH)
    try {
      const flow = await takeFlow(ctx.db, hashSecret(state), ctx.kernel.now())
      // The cookie ties the answer to the browser that asked, or somebody could be signed in as somebody else.
      if (!flow || state === '' || cookie !== state) throw new AppError('auth.oidc.state')
      const claims = await this.#claims(ctx.kernel.config, exchange, query, state, flow)
      await inTransaction(ctx, async (inside) => {
        const account = await findOrOpen(inside, claims)
        await openSession(inside, exchange, account, 'oidc')
      })
      exchange.redirect(flow.returnPath)
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'auth.oidc.refused'
      await ctx.kernel.audit.append(ctx, {
        action: 'auth.signIn.refused',
        resource: 'auth.account',
        recordId: null,
        detail: { how: 'oidc', code, address: exchange.address },
      })
      backToSignIn(exchange, code)
    }
  }

  async #claims(
    config: Config,
    exchange: Exchange,
    query: Record<string, unknown>,
    state: string,
    flow: OidcFlow,
  ): Promise<Claims> {
    const url = new URL(redirectUri(exchange))
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const tokens = await client.authorizationCodeGrant(await this.#configuration(config), url, {
      pkceCodeVerifier: flow.codeVerifier,
      expectedNonce: flow.nonce,
      expectedState: state,
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    const email = typeof claims.email === 'string' ? claims.email.toLowerCase() : null
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email,
      emailVerified: claims.email_verified === true,
      name:
        typeof claims.name === 'string' && claims.name.trim() !== ''
          ? claims.name.trim()
          : (email ?? claims.sub),
    }
  }

  #configuration(config: Config): Promise<client.Configuration> {
    if (!config.oidcIssuer || !config.oidcClientId) throw new AppError('auth.oidc.notFound')
    const now = Date.now()
    if (this.#metadata && now - this.#metadata.at < METADATA_MS) return this.#metadata.found
    const issuer = new URL(config.oidcIssuer)
    const found = client
      .discovery(issuer, config.oidcClientId, config.oidcClientSecret, undefined, {
        // Plain HTTP only towards this very machine: anywhere else it would hand out identities to who listens.
        execute: isLoopback(issuer) ? [client.allowInsecureRequests] : [],
        timeout: 10,
      })
      .catch((cause: unknown) => {
        this.#metadata = undefined
        throw new AppError('auth.oidc.unavailable', {}, { cause })
      })
    this.#metadata = { found, at: now }
    return found
  }
}

/**
 * The account of the claims: by issuer and subject; else by a verified e-mail, which is then linked for good; else a
 * new one without any role, where the settings say so.
 */
async function findOrOpen(
  ctx: Ctx,
  claims: Claims,
): Promise<{ id: string; name: string; orgId: string | null }> {
  const { issuer, subject, email } = claims
  const linked = await selectAccount(ctx.db, { issuer, subject })
  if (linked) {
    if (linked.disabled) throw new AppError('auth.oidc.noAccount', {}, { status: 403 })
    return linked
  }
  const now = ctx.kernel.now()
  const known = email && claims.emailVerified ? await selectAccount(ctx.db, { email }, true) : undefined
  if (known && !known.disabled && known.oidc_subject === null) {
    await updateAccountRow(ctx.db, known.id, { oidc_issuer: issuer, oidc_subject: subject }, now)
    await ctx.kernel.audit.append(
      { ...ctx, actor: actingAs(ctx.actor, known) },
      { action: 'auth.account.link', resource: 'auth.account', recordId: known.id, detail: { issuer } },
    )
    return known
  }
  if (known || !ctx.kernel.config.oidcProvision)
    throw new AppError('auth.oidc.noAccount', {}, { status: 403 })
  return openAccount(ctx, claims, now)
}

async function openAccount(ctx: Ctx, claims: Claims, now: Date) {
  const id = newId(now.getTime())
  const verified = claims.emailVerified ? claims.email : null
  const taken = verified !== null && (await selectAccount(ctx.db, { login: verified })) !== undefined
  const account = {
    id,
    login: verified !== null && !taken ? verified : `oidc-${id}`,
    name: claims.name.slice(0, 80),
    email: verified,
    lang: ctx.kernel.config.language,
    roles: [],
    orgId: null,
    districts: [],
  }
  await insertAccount(ctx.db, account, now)
  await updateAccountRow(ctx.db, id, { oidc_issuer: claims.issuer, oidc_subject: claims.subject }, now)
  await ctx.kernel.audit.append(
    { ...ctx, actor: actingAs(ctx.actor, account) },
    {
      action: 'auth.account.create',
      resource: 'auth.account',
      recordId: id,
      detail: { how: 'oidc', issuer: claims.issuer },
    },
  )
  return account
}

/** A browser stands here, not a program: it goes back to the sign-in page, which knows the texts of the codes. */
function backToSignIn(exchange: Exchange, code: string): void {
  exchange.redirect(`/sign-in?problem=${encodeURIComponent(code)}`)
}

function redirectUri(exchange: Exchange): string {
  return `${exchange.origin}${FLOW_PATH}/callback`
}

function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}

/** A path of this site, never another site's address. */
function safePath(path: string | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || /[\\\p{C}]/u.test(path)) return '/'
  return path
}
