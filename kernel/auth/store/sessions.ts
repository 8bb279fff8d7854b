import { sql } from 'kysely'
import { batchedRead, type Db } from '../../db/index.ts'
import type { Lang, Role } from '../../module/index.ts'
import { authTables } from './tables.ts'

/** Who stands behind a session or token, in one row. */
export interface Bearer {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly lang: Lang
  readonly roles: readonly Role[]
  readonly orgId: string | null
  readonly enterpriseId: string | null
  readonly districts: readonly string[]
}

const BEARER = sql`
  account.id as "accountId", account.login, account.name, account.lang,
  coalesce(membership.roles, '{}') as roles, membership.org_id as "orgId", org.enterprise_id as "enterpriseId",
  coalesce(membership.districts, '{}') as districts`

const JOINS = sql`
  join kernel.account on account.id = bearer.account_id and not account.disabled
  left join kernel.membership on membership.account_id = account.id
  left join kernel.org on org.id = membership.org_id`

type SessionBearer = Bearer & { tokenHash: string; lastSeenAt: string; expiresAt: string }

/** Every request asks who calls: those that come at the same time share the statement. */
const sessions = batchedRead<SessionBearer>(async (db, hashes) => {
  const { rows } = await sql<SessionBearer>`
    select ${BEARER}, bearer.token_hash as "tokenHash", bearer.last_seen_at as "lastSeenAt",
      bearer.expires_at as "expiresAt"
    from kernel.session bearer ${JOINS} where bearer.token_hash = any(${hashes}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.tokenHash, row]))
})

/** The bearer of a session that is alive: neither idle for too long nor past its end, of an enabled account. */
export async function findSession(
  db: Db,
  tokenHash: string,
  now: Date,
  idleSince: Date,
): Promise<SessionBearer | undefined> {
  const found = await sessions(db, tokenHash)
  if (!found || new Date(found.expiresAt) <= now || new Date(found.lastSeenAt) <= idleSince) return undefined
  return found
}

type TokenBearer = Bearer & {
  tokenHash: string
  tokenId: string
  scopes: string[]
  lastUsedAt: string | null
  expiresAt: string
}

const tokens = batchedRead<TokenBearer>(async (db, hashes) => {
  const { rows } = await sql<TokenBearer>`
    select ${BEARER}, bearer.token_hash as "tokenHash", bearer.id as "tokenId", bearer.scopes,
      bearer.last_used_at as "lastUsedAt", bearer.expires_at as "expiresAt"
    from kernel.token bearer ${JOINS}
    where bearer.token_hash = any(${hashes}::text[]) and bearer.revoked_at is null`.execute(db)
  return new Map(rows.map((row) => [row.tokenHash, row]))
})

/** The bearer of a personal token that is neither expired nor revoked, of an enabled account. */
export async function findToken(db: Db, tokenHash: string, now: Date): Promise<TokenBearer | undefined> {
  const found = await tokens(db, tokenHash)
  return found && new Date(found.expiresAt) > now ? found : undefined
}

/** An enabled account as the one who acts, whatever it signed in with. */
export async function findBearer(db: Db, accountId: string): Promise<Bearer | undefined> {
  const { rows } = await sql<Bearer>`
    select ${BEARER} from (select ${accountId}::uuid as account_id) bearer ${JOINS}`.execute(db)
  return rows[0]
}

export async function insertSession(
  db: Db,
  session: {
    tokenHash: string
    accountId: string
    now: Date
    expiresAt: Date
    address: string
    userAgent: string
  },
): Promise<void> {
  const now = session.now.toISOString()
  await authTables(db)
    .insertInto('kernel.session')
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      created_at: now,
      last_seen_at: now,
      expires_at: session.expiresAt.toISOString(),
      address: session.address,
      user_agent: session.userAgent.slice(0, 300),
    })
    .execute()
}

export async function touchSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await authTables(db)
    .updateTable('kernel.session')
    .set({ last_seen_at: now.toISOString() })
    .where('token_hash', '=', tokenHash)
    .execute()
}

export async function touchToken(db: Db, id: string, now: Date): Promise<void> {
  await authTables(db)
    .updateTable('kernel.token')
    .set({ last_used_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Ends one session. */
export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await authTables(db).deleteFrom('kernel.session').where('token_hash', '=', tokenHash).execute()
}

/** Ends all sessions of an account, but the one to be kept when there is one. */
export async function deleteSessionsOf(db: Db, accountId: string, keep: string | null = null): Promise<void> {
  await authTables(db)
    .deleteFrom('kernel.session')
    .where('account_id', '=', accountId)
    .where('token_hash', '!=', keep ?? '')
    .execute()
}

/** Removes what has expired: sessions, unfinished OpenID Connect sign-ins, throttles that nobody feels any more. */
export async function sweep(db: Db, now: Date, idleSince: Date, quietSince: Date): Promise<void> {
  const at = now.toISOString()
  await sql`delete from kernel.session where expires_at <= ${at} or last_seen_at <= ${idleSince.toISOString()}`.execute(
    db,
  )
  await sql`delete from kernel.oidc_flow where expires_at <= ${at}`.execute(db)
  await sql`delete from kernel.sign_in_throttle where last_at <= ${quietSince.toISOString()}`.execute(db)
}
