import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
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

/** The bearer of a session that is alive: neither idle for too long nor past its end, of an enabled account. */
export async function findSession(
  db: Db,
  tokenHash: string,
  now: Date,
  idleSince: Date,
): Promise<(Bearer & { readonly lastSeenAt: string }) | undefined> {
  const { rows } = await sql<Bearer & { lastSeenAt: string }>`
    select ${BEARER}, bearer.last_seen_at as "lastSeenAt" from kernel.session bearer ${JOINS}
    where bearer.token_hash = ${tokenHash} and bearer.expires_at > ${now.toISOString()}
      and bearer.last_seen_at > ${idleSince.toISOString()}`.execute(db)
  return rows[0]
}

/** The bearer of a personal token that is neither expired nor revoked, of an enabled account. */
export async function findToken(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<(Bearer & { readonly tokenId: string; scopes: string[]; lastUsedAt: string | null }) | undefined> {
  const { rows } = await sql<Bearer & { tokenId: string; scopes: string[]; lastUsedAt: string | null }>`
    select ${BEARER}, bearer.id as "tokenId", bearer.scopes, bearer.last_used_at as "lastUsedAt"
    from kernel.token bearer ${JOINS}
    where bearer.token_hash = ${tokenHash} and bearer.expires_at > ${now.toISOString()}
      and bearer.revoked_at is null`.execute(db)
  return rows[0]
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
