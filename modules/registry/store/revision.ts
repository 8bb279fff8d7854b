import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { registryTables } from './tables.ts'

/** The number that grows with every write to the library. */
export async function readRevision(db: Db): Promise<number> {
  const row = await registryTables(db).selectFrom('registry.revision').select('value').executeTakeFirst()
  return row?.value ?? 0
}

/** Marks the library as changed. Call it last in a writing transaction: writers wait for each other here. */
export async function bumpRevision(db: Db): Promise<void> {
  await sql`insert into registry.revision (value) values (1)
    on conflict (one) do update set value = registry.revision.value + 1`.execute(db)
}
