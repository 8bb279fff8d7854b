import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { Batch, ImportTable } from '../../contract.ts'

/** A batch as stored: what people see of it and what its jobs need. */
export interface StoredBatch extends Batch {
  readonly fileId: string
  readonly sheet: string | null
  readonly headerRow: number | null
  readonly mapping: Readonly<Record<string, number>> | null
  readonly ownerId: string | null
  readonly undoResult: unknown
}

const COLUMNS =
  sql.raw(`b.id, b.table_name as "tableName", b.file_id as "fileId", b.file_name as "fileName", b.state,
  b.test_data as "testData", b.sheet, b.header_row as "headerRow", b.mapping, b.job_id as "jobId", b.total, b.good, b.faulty, b.doubtful,
  b.created_rows as created, b.updated_rows as updated, b.unchanged_rows as unchanged, b.created_at as "createdAt",
  b.created_by as "createdBy", b.owner_id as "ownerId", b.committed_at as "committedAt", b.undone_at as "undoneAt",
  b.undo_result as "undoResult"`)

/** Writes a new batch, uploaded. */
export async function insertBatch(
  db: Db,
  batch: {
    id: string
    table: ImportTable
    fileId: string
    fileName: string
    by: string
    ownerId: string | null
  },
): Promise<void> {
  await sql`insert into registry.import_batch (id, table_name, file_id, file_name, state, created_by, owner_id)
    values (${batch.id}::uuid, ${batch.table}, ${batch.fileId}::uuid, ${batch.fileName}, 'uploaded', ${batch.by},
      ${batch.ownerId})`.execute(db)
}

/** One batch; `lock` keeps its state as it is until the transaction ends. */
export async function selectBatch(
  db: Db,
  id: string,
  lock?: 'update' | 'share',
): Promise<StoredBatch | undefined> {
  const locking = lock === undefined ? sql`` : lock === 'update' ? sql`for update` : sql`for share`
  const found = await sql<StoredBatch>`select ${COLUMNS} from registry.import_batch b where b.id = ${id}::uuid
    ${locking}`.execute(db)
  return found.rows[0]
}

const SORTS: Record<string, string> = {
  createdAt: 'b.created_at',
  fileName: 'b.file_name',
  state: 'b.state',
  tableName: 'b.table_name',
  total: 'b.total',
}

/** A page of batches, newest first; only those of `ownerId` unless it is undefined. */
export async function selectBatches(
  db: Db,
  query: { ownerId?: string | null; q?: string; sort?: string; offset: number; limit: number },
): Promise<{ rows: StoredBatch[]; total: number }> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (query.ownerId !== undefined) parts.push(sql`b.owner_id is not distinct from ${query.ownerId}::text`)
  if (query.q) parts.push(sql`strpos(lower(b.file_name), lower(${query.q})) > 0`)
  const where = sql.join(parts, sql` and `)
  const by = SORTS[query.sort?.replace('-', '') ?? ''] ?? 'b.created_at'
  const direction = query.sort === undefined || query.sort.startsWith('-') ? 'desc' : 'asc'
  const found = await sql<StoredBatch>`select ${COLUMNS} from registry.import_batch b where ${where}
    order by ${sql.raw(`${by} ${direction}`)}, b.id desc limit ${query.limit} offset ${query.offset}`.execute(
    db,
  )
  const total = await sql<{
    n: number
  }>`select count(*) as n from registry.import_batch b where ${where}`.execute(db)
  return { rows: found.rows, total: total.rows[0]?.n ?? 0 }
}

/** Columns of a batch that its life changes. */
export interface BatchChange {
  readonly state?: Batch['state']
  readonly jobId?: string | null
  readonly sheet?: string | null
  readonly headerRow?: number | null
  readonly mapping?: Record<string, number>
  readonly testData?: boolean
  readonly error?: { code: string; params: unknown } | null
  readonly undoResult?: unknown
  readonly committedAt?: Date
  readonly undoneAt?: Date
}

/** Writes what changed. */
export async function updateBatch(db: Db, id: string, change: BatchChange): Promise<void> {
  const sets: RawBuilder<unknown>[] = []
  if (change.state !== undefined) sets.push(sql`state = ${change.state}`)
  if (change.jobId !== undefined) sets.push(sql`job_id = ${change.jobId}::uuid`)
  if (change.sheet !== undefined) sets.push(sql`sheet = ${change.sheet}`)
  if (change.headerRow !== undefined) sets.push(sql`header_row = ${change.headerRow}::integer`)
  if (change.mapping !== undefined) sets.push(sql`mapping = ${JSON.stringify(change.mapping)}::text::jsonb`)
  if (change.testData !== undefined) sets.push(sql`test_data = ${change.testData}`)
  if (change.error !== undefined)
    sets.push(sql`error = ${change.error && JSON.stringify(change.error)}::text::jsonb`)
  if (change.undoResult !== undefined)
    sets.push(sql`undo_result = ${JSON.stringify(change.undoResult)}::text::jsonb`)
  if (change.committedAt) sets.push(sql`committed_at = ${change.committedAt.toISOString()}::timestamptz`)
  if (change.undoneAt) sets.push(sql`undone_at = ${change.undoneAt.toISOString()}::timestamptz`)
  if (sets.length === 0) return
  await sql`update registry.import_batch set ${sql.join(sets)} where id = ${id}::uuid`.execute(db)
}

/** Counts the rows of a batch anew, by outcome. */
export async function recount(db: Db, id: string): Promise<void> {
  await sql`
    update registry.import_batch b
    set total = c.total, good = c.created + c.updated + c.unchanged, faulty = c.faulty, doubtful = c.doubtful,
        created_rows = c.created, updated_rows = c.updated, unchanged_rows = c.unchanged
    from (select count(*) as total,
            count(*) filter (where outcome = 'create') as created,
            count(*) filter (where outcome = 'update') as updated,
            count(*) filter (where outcome = 'unchanged') as unchanged,
            count(*) filter (where outcome = 'faulty') as faulty,
            count(*) filter (where outcome = 'doubtful') as doubtful
          from registry.source_record where batch_id = ${id}::uuid) c
    where b.id = ${id}::uuid`.execute(db)
}
