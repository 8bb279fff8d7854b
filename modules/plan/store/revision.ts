import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { planTables } from './tables.ts'

/** Number that grows with every write of the plan: what is kept in memory stays right while it is the same. */
export async function readRevision(db: Db): Promise<number> {
  const row = await planTables(db).selectFrom('plan.revision').select('value').executeTakeFirst()
  return row?.value ?? 0
}

/** Says that something changed; part of the transaction that changes it. */
export async function bumpRevision(db: Db): Promise<void> {
  await sql`update plan.revision set value = value + 1`.execute(db)
}
