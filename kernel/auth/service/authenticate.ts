import type { Config } from '../../config/index.ts'
import { AppError } from '../../core/index.ts'
import type { Db } from '../../db/index.ts'
import type { Actor, Lang } from '../../module/index.ts'
import { hashSecret } from '../secret.ts'
import {
  type Bearer,
  findBearer,
  findSession,
  findToken,
  touchSession,
  touchToken,
} from '../store/sessions.ts'

/** How stale the mark of last use may be: one write a minute and bearer, not one a request. */
const TOUCH_MS = 60_000

/** Who calls, and the language of the account. */
export interface Identity {
  readonly actor: Actor
  readonly lang: Lang | null
}

/** Nobody in particular. */
export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  accountId: null,
  name: '',
  roles: [],
  orgId: null,
  enterpriseId: null,
  districts: [],
}

/** An actor for the product's own doings: `name` says which part acts. */
export function systemActor(name: string): Actor {
  return { ...ANONYMOUS, kind: 'system', name }
}

/** The moment before which a session counts as idle. */
export function idleSince(config: Config, now: Date): Date {
  return new Date(now.getTime() - config.sessionIdleMinutes * 60_000)
}

/** Who a session cookie belongs to; undefined when it was revoked, expired, idle or never existed. */
export async function identifySession(
  db: Db,
  config: Config,
  token: string,
  now: Date,
): Promise<Identity | undefined> {
  const tokenHash = hashSecret(token)
  const found = await findSession(db, tokenHash, now, idleSince(config, now))
  if (!found) return undefined
  if (now.getTime() - new Date(found.lastSeenAt).getTime() > TOUCH_MS) await touchSession(db, tokenHash, now)
  return { actor: actorOf('account', found), lang: found.lang }
}

/** Who a personal API token belongs to. Throws `auth.token.unauthenticated`. */
export async function identifyToken(db: Db, token: string, now: Date): Promise<Identity> {
  const found = await findToken(db, hashSecret(token), now)
  if (!found) throw new AppError('auth.token.unauthenticated')
  const used = found.lastUsedAt === null ? 0 : new Date(found.lastUsedAt).getTime()
  if (now.getTime() - used > TOUCH_MS) await touchToken(db, found.tokenId, now)
  const actor = actorOf('token', found)
  return {
    actor: found.scopes.length > 0 ? { ...actor, tokenScopes: found.scopes } : actor,
    lang: found.lang,
  }
}

/**
 * A stored actor with the rights its account has today, for work that was put off: undefined when the account is gone or
 * disabled. What a token was limited to stays its limit.
 */
export async function actorToday(db: Db, stored: Actor): Promise<Actor | undefined> {
  if (stored.kind === 'system' || stored.kind === 'anonymous' || stored.accountId === null) return stored
  const found = await findBearer(db, stored.accountId)
  if (!found) return undefined
  const actor = actorOf(stored.kind, found)
  return stored.tokenScopes ? { ...actor, tokenScopes: stored.tokenScopes } : actor
}

function actorOf(kind: 'account' | 'token', bearer: Bearer): Actor {
  const { accountId, name, roles, orgId, enterpriseId, districts } = bearer
  return { kind, accountId, name, roles, orgId, enterpriseId, districts }
}

/** The caller's own account id; refuses tokens and everybody who is not a signed-in person. */
export function personOf(actor: Actor): string {
  if (actor.kind === 'account' && actor.accountId) return actor.accountId
  throw new AppError(actor.kind === 'anonymous' ? 'auth.unauthenticated' : 'auth.session.forbidden')
}
