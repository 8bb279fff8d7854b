import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import { type FieldChangeTable, registryTables } from './tables.ts'

/** One change to write down. `part` is `enterprise` or the name of a part (`sites`, `capabilities` …). */
export interface ChangeRecord {
  readonly enterprise_id: string
  readonly part: string
  readonly record_id: string
  readonly operation: 'insert' | 'update' | 'delete'
  readonly field: string | null
  readonly old_value: unknown
  readonly new_value: unknown
  readonly source: string
  readonly batch_id?: string | null
  readonly actor: string
}

/** A change as stored, with its values parsed. */
export type StoredChange = Omit<FieldChangeTable, 'id' | 'at' | 'old_value' | 'new_value'> & {
  id: number
  at: string
  old_value: unknown
  new_value: unknown
}

/** Appends changes to the history. */
export async function appendChanges(db: Db, changes: readonly ChangeRecord[]): Promise<void> {
  await bulkInsert(
    db,
    'registry.field_change',
    [
      { name: 'enterprise_id', type: 'uuid' },
      { name: 'part', type: 'text' },
      { name: 'record_id', type: 'text' },
      { name: 'operation', type: 'text' },
      { name: 'field', type: 'text' },
      { name: 'old_value', type: 'jsonb' },
      { name: 'new_value', type: 'jsonb' },
      { name: 'source', type: 'text' },
      { name: 'batch_id', type: 'uuid' },
      { name: 'actor', type: 'text' },
    ],
    changes as unknown as Record<string, unknown>[],
  )
}

/** A page of an enterprise's history, newest first. `hiddenParts` are those the caller may not see. */
export async function selectChanges(
  db: Db,
  enterpriseId: string,
  page: { field?: string; hidden: readonly string[]; offset: number; limit: number },
): Promise<{ rows: StoredChange[]; total: number }> {
  const hidden = sql`not (part = any(${[...page.hidden]}::text[]) or coalesce(field, '') = any(${[...page.hidden]}::text[]))`
  const field = page.field === undefined ? sql`true` : sql`field = ${page.field}`
  const where = sql`enterprise_id = ${enterpriseId}::uuid and ${hidden} and ${field}`
  const rows = await sql<StoredChange>`select * from registry.field_change where ${where}
    order by id desc limit ${page.limit} offset ${page.offset}`.execute(db)
  const total = await sql<{
    n: number
  }>`select count(*) as n from registry.field_change where ${where}`.execute(db)
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 }
}

/** One change of an enterprise. */
export function selectChange(db: Db, enterpriseId: string, id: number): Promise<StoredChange | undefined> {
  return registryTables(db)
    .selectFrom('registry.field_change')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .executeTakeFirst() as Promise<StoredChange | undefined>
}
