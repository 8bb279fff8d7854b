import { sql } from 'kysely'
import { batchedRead, type Db } from '#kernel/db'

/** Number that grows with every write of the plan: what is kept in memory stays right while it is the same. */
export async function readRevision(db: Db): Promise<number> {
  return (await shared(db, '')) ?? 0
}

/** Every page asks for it first: those who ask at the same time share the answer. */
const shared = batchedRead(async (db, keys) => {
  const { rows } = await sql<{ value: number }>`select value from plan.revision`.execute(db)
  return new Map(keys.map((key) => [key, rows[0]?.value ?? 0]))
})

/** Says that something changed; part of the transaction that changes it. */
export async function bumpRevision(db: Db): Promise<void> {
  await sql`update plan.revision set value = value + 1`.execute(db)
}
