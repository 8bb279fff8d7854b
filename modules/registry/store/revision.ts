import { sql } from 'kysely'
import { batchedRead, type Db } from '#kernel/db'

/** The number that grows with every write to the library. */
export async function readRevision(db: Db): Promise<number> {
  return (await shared(db, '')) ?? 0
}

/** Every page asks for it first: those who ask at the same time share the answer. */
const shared = batchedRead(async (db, keys) => {
  const { rows } = await sql<{ value: number }>`select value from registry.revision`.execute(db)
  return new Map(keys.map((key) => [key, rows[0]?.value ?? 0]))
})

/** Marks the library as changed. Call it last in a writing transaction: writers wait for each other here. */
export async function bumpRevision(db: Db): Promise<void> {
  await sql`insert into registry.revision (value) values (1)
    on conflict (one) do update set value = registry.revision.value + 1`.execute(db)
}
