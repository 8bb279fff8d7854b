import type { Db } from '../../db/index.ts'
import { authTables, type TokenRow } from './tables.ts'

export async function insertToken(db: Db, row: TokenRow): Promise<void> {
  await authTables(db).insertInto('kernel.token').values(row).execute()
}

/** Tokens of an account that still work, newest first. */
export async function selectTokens(db: Db, accountId: string, now: Date): Promise<TokenRow[]> {
  return authTables(db)
    .selectFrom('kernel.token')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function selectToken(db: Db, id: string): Promise<TokenRow | undefined> {
  return authTables(db).selectFrom('kernel.token').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function revokeTokenRow(db: Db, id: string, now: Date): Promise<void> {
  await authTables(db)
    .updateTable('kernel.token')
    .set({ revoked_at: now.toISOString() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}
