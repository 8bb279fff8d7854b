import type { EndpointInput } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { saveCheckpointIn } from '#kernel/jobs'
import type { Ctx, JobRun } from '#kernel/module'
import { type CellFault, type HeaderMapping, readTyped, type TableDef, type TypedRow } from '#kernel/tables'
import { checkMapping, cleanRow, mappingFor, nameKey, withBatchFile } from '#modules/registry'
import type { ChainBatch, stageChainImport } from '../../contract/imports.ts'
import { type Finders, READERS, type RowFault } from '../domain/rows.ts'
import { recount, type StoredBatch, selectBatch, updateBatch } from '../store/batches.ts'
import { partiesByKey } from '../store/facts.ts'
import {
  deleteRows,
  insertRows,
  type Settled,
  type StagedRow,
  selectGood,
  selectRaw,
  settleRows,
  stagedSoFar,
} from '../store/rows.ts'
import { chainTableOf } from '../tables.ts'
import { batchOf, failBatch, releaseAbandoned, requireState, shownBatch } from './batches.ts'
import { chainTerms, findersOf } from './finders.ts'
import { type PlannedRow, planRows } from './plan.ts'

/** Rows written in one transaction: short, so that pages go on answering on the embedded database. */
const CHUNK_ROWS = 2_000

type Input = { batchId: string }

/** Confirms how the file is read and puts its reading in the queue. A batch that was staged is read anew. */
export async function requestStaging(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof stageChainImport>['body'],
): Promise<ChainBatch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'uploaded', 'staged', 'failed', 'cancelled')
    checkMapping(chainTableOf(batch.tableName), body.mapping)
    await deleteRows(inside.db, id)
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'chain.imports.stage', { batchId: id })
    const { mapping, sheet = null, headerRow = null } = body
    await updateBatch(inside.db, id, { state: 'staging', jobId, mapping, sheet, headerRow, error: null })
    await recount(inside.db, id)
    return shownBatch(inside, await batchOf(inside, id))
  })
}

/**
 * Reads a batch's file and checks every row. Goes on after the last row that is stored: rows are written in the order of the
 * file, each chunk whole, so the database itself says how far a killed run came.
 */
export async function runStaging(ctx: Ctx, run: JobRun<Input>): Promise<unknown> {
  const batch = await selectBatch(ctx.db, run.input.batchId)
  if (batch?.state !== 'staging') return { skipped: true }
  try {
    const terms = await chainTerms(ctx)
    const table = chainTableOf(batch.tableName, terms)
    const finders = await findersOf(ctx, terms)
    await withBatchFile(
      ctx.db,
      batch,
      table,
      async (source) => {
        const mapping = mappingFor(source, table, batch.mapping)
        const at = cellsOf(table, mapping)
        const before = await stagedSoFar(ctx.db, batch.id)
        let chunk: StagedRow[] = []
        let rows = before.rows
        const progress = { done: 0, total: source.bytes }
        const onProgress = (done: number, total: number) => Object.assign(progress, { done, total })
        const flush = async () => {
          run.signal.throwIfAborted()
          await writeChunk(ctx, run, batch, chunk, at)
          rows += chunk.length
          chunk = []
          await run.progress({ ...progress, note: 'chain.imports.reading', params: { rows } })
        }
        for await (const row of readTyped(source, table, mapping, { signal: run.signal, onProgress })) {
          if (row.row <= before.row) continue
          chunk.push(readRow(row, batch, finders, at))
          if (chunk.length >= CHUNK_ROWS) await flush()
        }
        if (chunk.length > 0) await flush()
        await run.progress({ ...progress, note: 'chain.imports.reviewing', params: { rows } })
        await review(ctx, batch, at)
      },
      run.signal,
    )
  } catch (error) {
    await failBatch(ctx, run, batch, 'staging', error)
    throw error
  }
  const after = await selectBatch(ctx.db, batch.id)
  return { total: after?.total, good: after?.good, faulty: after?.faulty }
}

/** A fault of a row as one of a cell of the file. */
type AtCell = (fault: RowFault, row: number, raw: Readonly<Record<string, string>>) => CellFault

export function cellsOf(table: TableDef, mapping?: HeaderMapping): AtCell {
  const places = new Map(
    table.columns.map(({ key, titles }) => [key, { column: titles.zh, columnLetter: '' }]),
  )
  for (const { key, header, letter } of mapping?.matches ?? [])
    if (key !== null) places.set(key, { column: header || letter, columnLetter: letter })
  return ({ key, code, params }, row, raw) => {
    const place = places.get(key) ?? { column: '', columnLetter: '' }
    return { ...place, key, row, value: raw[place.column] ?? '', code, params }
  }
}

function readRow(row: TypedRow, batch: StoredBatch, finders: Finders, at: AtCell): StagedRow {
  const { raw, values, faults } = cleanRow(row)
  if (values === null) return { row: row.row, raw, parsed: null, faults, notes: [] }
  const read = READERS[batch.tableName](values, finders)
  if ('parsed' in read) return { row: row.row, raw, parsed: read.parsed, faults: [], notes: read.notes }
  const cells = read.faults.map((fault) => at(fault, row.row, raw))
  return { row: row.row, raw, parsed: null, faults: cells, notes: [] }
}

async function writeChunk(
  ctx: Ctx,
  run: JobRun<Input>,
  batch: StoredBatch,
  rows: readonly StagedRow[],
  at: AtCell,
): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    // Somebody may have cancelled or begun anew meanwhile; the lock keeps the state until the chunk is in.
    const now = await selectBatch(inside.db, batch.id, 'share')
    if (now?.state !== 'staging' || now.jobId !== batch.jobId)
      throw new AppError('chain.imports.cancelled', { file: batch.fileName }, { status: 409 })
    await insertRows(inside.db, batch.id, await withoutDoubtfulParties(inside, rows, at))
    await saveCheckpointIn(inside, run, { row: rows.at(-1)?.row })
  })
}

const FIRM_CELLS: Record<string, string> = { supplier_id: 'supplier', buyer_id: 'buyer', oem_id: 'oem' }

/** A name that several outside firms of different places have is a fault: which of them is not for us to guess. */
async function withoutDoubtfulParties(
  ctx: Ctx,
  rows: readonly StagedRow[],
  at: AtCell,
): Promise<readonly StagedRow[]> {
  const named = rows.flatMap(({ parsed }) => Object.values(parsed?.firms ?? {}))
  const keys = named.flatMap((ref) => (ref && 'party' in ref ? [nameKey(ref.party)] : []))
  const known = await partiesByKey(ctx.db, [...new Set(keys)])
  return rows.map((row) => {
    const faults = Object.entries(row.parsed?.firms ?? {}).flatMap(([of, ref]) => {
      const same = ref && 'party' in ref ? (known.get(nameKey(ref.party))?.length ?? 0) : 0
      if (same < 2 || !ref || !('party' in ref)) return []
      const params = { name: ref.party, count: same }
      return [
        at({ key: FIRM_CELLS[of] ?? of, code: 'chain.imports.partyAmbiguous', params }, row.row, row.raw),
      ]
    })
    return faults.length > 0 ? { ...row, parsed: null, faults } : row
  })
}

/** When every row is read: what only the whole file shows, and what each row would change. */
async function review(ctx: Ctx, batch: StoredBatch, at: AtCell): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    const now = await selectBatch(inside.db, batch.id, 'update')
    if (now?.state !== 'staging' || now.jobId !== batch.jobId) return
    const planned = await planRows(inside, batch, await selectGood(inside.db, batch.id), { write: false })
    await settle(inside, batch, planned, at)
    await recount(inside.db, batch.id)
    await updateBatch(inside.db, batch.id, { state: 'staged' })
  })
}

/** Writes what became of rows, a chunk at a time. */
export async function settle(
  { db }: Ctx,
  batch: StoredBatch,
  planned: readonly PlannedRow[],
  at: AtCell,
  version?: (row: PlannedRow) => number | null,
): Promise<void> {
  for (let from = 0; from < planned.length; from += CHUNK_ROWS) {
    const some = planned.slice(from, from + CHUNK_ROWS)
    const refused = some.filter(({ faults }) => faults.length > 0).map(({ row }) => row)
    const raw = await selectRaw(db, batch.id, refused)
    await settleRows(
      db,
      batch.id,
      some.map(
        ({ row, outcome, faults, notes, recordId, before, ...rest }): Settled => ({
          row,
          outcome,
          faults: faults.map((fault) => at(fault, row, raw.get(row) ?? {})),
          notes,
          recordId,
          before: version && outcome === 'update' ? before : null,
          afterVersion: version?.({ row, outcome, faults, notes, recordId, before, ...rest }) ?? null,
        }),
      ),
    )
  }
}
