import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { authTables, type LinkKind, type LinkRow } from './tables.ts'

export async function insertLink(db: Db, row: LinkRow): Promise<void> {
  await authTables(db).insertInto('kernel.one_time_link').values(row).execute()
}

/** A link that has neither been used nor expired, with whom it is for. */
export async function findLink(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<
  { kind: LinkKind; accountId: string; login: string; name: string; expiresAt: string } | undefined
> {
  const { rows } = await sql<{
    kind: LinkKind
    accountId: string
    login: string
    name: string
    expiresAt: string
  }>`
    select link.kind, link.account_id as "accountId", account.login, account.name, link.expires_at as "expiresAt"
    from kernel.one_time_link link join kernel.account on account.id = link.account_id and not account.disabled
    where link.token_hash = ${tokenHash} and link.used_at is null and link.expires_at > ${now.toISOString()}`.execute(
    db,
  )
  return rows[0]
}

/** Marks a link as used; false when somebody was faster. */
export async function takeLink(db: Db, tokenHash: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update kernel.one_time_link set used_at = ${now.toISOString()}
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now.toISOString()}
    returning token_hash`.execute(db)
  return rows.length === 1
}

/** Makes the unused links of an account useless: at most one works at a time. */
export async function voidLinksOf(db: Db, accountId: string, now: Date): Promise<void> {
  await authTables(db)
    .updateTable('kernel.one_time_link')
    .set({ used_at: now.toISOString() })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}
