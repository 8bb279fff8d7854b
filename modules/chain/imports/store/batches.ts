import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { ChainBatch } from '../../contract/imports.ts'

/** A batch as stored: what people see of it and what its jobs need. */
export interface StoredBatch extends Omit<ChainBatch, 'error'> {
  readonly fileId: string
  readonly sheet: string | null
  readonly headerRow: number | null
  readonly mapping: Readonly<Record<string, number>> | null
  readonly error: { readonly code: string; readonly params: Record<string, unknown> } | null
}

const COLUMNS = sql.raw(`id, table_name as "tableName", file_id as "fileId", file_name as "fileName", state,
  job_id as "jobId", total, good, faulty, created_rows as created, updated_rows as updated,
  unchanged_rows as unchanged, source_kind as "sourceKind", source, observed_on as "observedOn", synthetic, error,
  sheet, header_row as "headerRow", mapping, created_by as "createdBy", created_at as "createdAt",
  committed_at as "committedAt", undone_at as "undoneAt"`)

/** Writes a new batch, uploaded. */
export async function insertBatch(
  db: Db,
  batch: Pick<
    StoredBatch,
    | 'id'
    | 'tableName'
    | 'fileId'
    | 'fileName'
    | 'sourceKind'
    | 'source'
    | 'observedOn'
    | 'synthetic'
    | 'createdBy'
  >,
): Promise<void> {
  await sql`insert into chain.batch
      (id, table_name, file_id, file_name, state, source_kind, source, observed_on, synthetic, created_by)
    values (${batch.id}::uuid, ${batch.tableName}, ${batch.fileId}::uuid, ${batch.fileName}, 'uploaded',
      ${batch.sourceKind}, ${batch.source}, ${batch.observedOn}::date, ${batch.synthetic}, ${batch.createdBy})`.execute(
    db,
  )
}

/** One batch; `lock` keeps its state as it is until the transaction ends. */
export async function selectBatch(
  db: Db,
  id: string,
  lock?: 'update' | 'share',
): Promise<StoredBatch | undefined> {
  const locking = lock === undefined ? sql`` : lock === 'update' ? sql`for update` : sql`for share`
  const { rows } = await sql<StoredBatch>`
    select ${COLUMNS} from chain.batch where id = ${id}::uuid ${locking}`.execute(db)
  return rows[0]
}

const SORTS: Record<string, string> = {
  createdAt: 'created_at',
  observedOn: 'observed_on',
  fileName: 'file_name',
  total: 'total',
}

/** A page of batches, newest first. */
export async function selectBatches(
  db: Db,
  query: { q?: string; table?: string; state?: string; sort?: string; offset: number; limit: number },
): Promise<{ rows: StoredBatch[]; total: number }> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (query.q) parts.push(sql`strpos(lower(file_name || ' ' || source), lower(${query.q})) > 0`)
  if (query.table) parts.push(sql`table_name = any(${query.table.split(',')}::text[])`)
  if (query.state) parts.push(sql`state = any(${query.state.split(',')}::text[])`)
  const where = sql.join(parts, sql` and `)
  const by = SORTS[query.sort?.replace('-', '') ?? ''] ?? 'created_at'
  const direction = query.sort === undefined || query.sort.startsWith('-') ? 'desc' : 'asc'
  const { rows } = await sql<StoredBatch>`select ${COLUMNS} from chain.batch where ${where}
    order by ${sql.raw(`${by} ${direction}`)}, id desc limit ${query.limit} offset ${query.offset}`.execute(
    db,
  )
  const counted = await sql<{ n: number }>`select count(*) as n from chain.batch where ${where}`.execute(db)
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

/** Columns of a batch that its life changes. */
export interface BatchChange {
  readonly state?: ChainBatch['state']
  readonly jobId?: string | null
  readonly sheet?: string | null
  readonly headerRow?: number | null
  readonly mapping?: Record<string, number>
  readonly error?: { code: string; params: unknown } | null
  /** The instant of the transaction: parties made in it carry the same. */
  readonly committed?: true
  readonly undone?: true
}

/** Writes what changed. */
export async function updateBatch(db: Db, id: string, change: BatchChange): Promise<void> {
  const sets: RawBuilder<unknown>[] = []
  if (change.state !== undefined) sets.push(sql`state = ${change.state}`)
  if (change.jobId !== undefined) sets.push(sql`job_id = ${change.jobId}::uuid`)
  if (change.sheet !== undefined) sets.push(sql`sheet = ${change.sheet}`)
  if (change.headerRow !== undefined) sets.push(sql`header_row = ${change.headerRow}::integer`)
  if (change.mapping !== undefined) sets.push(sql`mapping = ${JSON.stringify(change.mapping)}::text::jsonb`)
  if (change.error !== undefined)
    sets.push(sql`error = ${change.error && JSON.stringify(change.error)}::text::jsonb`)
  if (change.committed) sets.push(sql`committed_at = now()`)
  if (change.undone) sets.push(sql`undone_at = now()`)
  if (sets.length === 0) return
  await sql`update chain.batch set ${sql.join(sets)} where id = ${id}::uuid`.execute(db)
}

/** Counts the rows of a batch anew, by outcome. */
export async function recount(db: Db, id: string): Promise<void> {
  await sql`
    update chain.batch b
    set total = c.total, good = c.total - c.faulty, faulty = c.faulty, created_rows = c.created,
      updated_rows = c.updated, unchanged_rows = c.unchanged
    from (select count(*) as total,
            count(*) filter (where outcome = 'create') as created,
            count(*) filter (where outcome = 'update') as updated,
            count(*) filter (where outcome = 'unchanged') as unchanged,
            count(*) filter (where outcome = 'faulty') as faulty
          from chain.batch_row where batch_id = ${id}::uuid) c
    where b.id = ${id}::uuid`.execute(db)
}
