import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { ChainTable } from '../../contract/imports.ts'
import { FACT_TABLES } from './facts.ts'

const WRITTEN = sql`r.outcome in ('create', 'update') and r.record_id is not null`

/** Rows of a batch whose fact was changed, removed or built upon since; the first of them, and how many there are. */
export async function laterEdits(
  db: Db,
  batchId: string,
  name: ChainTable,
): Promise<{ total: number; rows: number[] }> {
  const { table } = FACT_TABLES[name]
  const own = (column: string) =>
    sql`not exists (select from chain.batch_row o where o.batch_id = ${batchId}::uuid and o.outcome = 'create'
      and o.record_id = ${sql.ref(column)})`
  const buildsUpon =
    name === 'supply'
      ? sql`exists (select from chain.proposal p where p.supply_id = r.record_id)`
      : name === 'model'
        ? sql`exists (select from chain.bill_line l where l.model_id = r.record_id)`
        : sql`exists (select from chain.bill_line l where l.parent_id = r.record_id and ${own('l.id')})`
  const { rows } = await sql<{ row: number }>`
    select r.row_number as row from chain.batch_row r left join ${sql.table(table)} f on f.id = r.record_id
    where r.batch_id = ${batchId}::uuid and ${WRITTEN}
      and (f.id is null or f.version <> r.after_version or (r.outcome = 'create' and ${buildsUpon}))
    order by r.row_number`.execute(db)
  return { total: rows.length, rows: rows.slice(0, 20).map(({ row }) => row) }
}

/** Takes back what a batch wrote: its new facts go, the changed ones are as before. Returns how many of each. */
export async function takeBack(
  db: Db,
  batchId: string,
  name: ChainTable,
): Promise<{ removed: number; restored: number }> {
  const { table, columns } = FACT_TABLES[name]
  const sets = columns.map(({ name: of }) => sql`${sql.id(of)} = b.${sql.id(of)}`)
  const restored = await sql`
    update ${sql.table(table)} f set ${sql.join(sets)}, version = f.version + 1, updated_at = now()
    from chain.batch_row r, lateral jsonb_populate_record(null::${sql.table(table)}, r.before) b
    where r.batch_id = ${batchId}::uuid and r.outcome = 'update' and f.id = r.record_id`.execute(db)
  const removed = await sql`
    delete from ${sql.table(table)} f using chain.batch_row r
    where r.batch_id = ${batchId}::uuid and r.outcome = 'create' and f.id = r.record_id`.execute(db)
  await sql`
    delete from chain.party p using chain.batch b
    where b.id = ${batchId}::uuid and p.created_at = b.committed_at
      and not exists (select from chain.supply s where s.supplier_id = p.id or s.buyer_id = p.id)
      and not exists (select from chain.vehicle_model m where m.oem_id = p.id)
      and not exists (select from chain.bill_line l where l.supplier_id = p.id)`.execute(db)
  return { removed: Number(removed.numAffectedRows ?? 0), restored: Number(restored.numAffectedRows ?? 0) }
}
