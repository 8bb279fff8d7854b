import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** Where supply relations come from. */
export async function selectFacts(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; sourceKind: string; source: string; observedOn: string }>`
    select id, source_kind as "sourceKind", source, observed_on as "observedOn" from chain.supply
    where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
