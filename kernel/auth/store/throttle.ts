import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { authTables } from './tables.ts'

/** Until when any of the keys is locked, or null. */
export async function lockedUntil(db: Db, keys: readonly string[], now: Date): Promise<string | null> {
  const row = await authTables(db)
    .selectFrom('kernel.sign_in_throttle')
    .select((of) => of.fn.max('locked_until').as('until'))
    .where('key', 'in', [...keys])
    .where('locked_until', '>', now.toISOString())
    .executeTakeFirst()
  return row?.until ?? null
}

/** Counts an attempt; failures older than `quietSince` are forgotten. Returns the count with this one. */
export async function countAttempt(db: Db, key: string, now: Date, quietSince: Date): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    insert into kernel.sign_in_throttle as t (key, failures, last_at) values (${key}, 1, ${now.toISOString()})
    on conflict (key) do update set last_at = excluded.last_at,
      failures = case when t.last_at < ${quietSince.toISOString()} then 1 else t.failures + 1 end
    returning failures`.execute(db)
  return rows[0]!.failures
}

export async function lockKey(db: Db, key: string, until: Date): Promise<void> {
  await authTables(db)
    .updateTable('kernel.sign_in_throttle')
    .set({ locked_until: until.toISOString() })
    .where('key', '=', key)
    .execute()
}

/** Forgets an account's failures after a success. */
export async function forgive(db: Db, key: string): Promise<void> {
  await authTables(db).deleteFrom('kernel.sign_in_throttle').where('key', '=', key).execute()
}

/** Takes one attempt back: a success of one account says nothing of the address's other attempts. */
export async function takeBack(db: Db, key: string): Promise<void> {
  await sql`update kernel.sign_in_throttle set failures = greatest(failures - 1, 0)
    where key = ${key}`.execute(db)
}
