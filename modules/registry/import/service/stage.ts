import type { EndpointInput } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { saveCheckpointIn } from '#kernel/jobs'
import type { Ctx, JobRun } from '#kernel/module'
import { readTyped, type TypedRow } from '#kernel/tables'
import type { Batch, stageImport } from '../../contract.ts'
import { type Candidate, candidateOf, type RowValues } from '../domain/candidate.ts'
import { cleanRow } from '../domain/clean-row.ts'
import { recount, type StoredBatch, selectBatch, updateBatch } from '../store/batch.ts'
import { deleteStaged, insertRows, type StagedRow, stagedSoFar } from '../store/staging.ts'
import { importTableOf } from '../tables.ts'
import { batchOf, requireState, shownBatch } from './access.ts'
import { failBatch, releaseAbandoned } from './fail.ts'
import { type Planner, plannerFor, type TakenKeys } from './planner.ts'
import { checkMapping, mappingFor, termsOf, withBatchFile } from './source.ts'

/** Rows written in one transaction: short, so that pages go on answering on the embedded database. */
const CHUNK_ROWS = 2_000

/** Confirms how the file is read and puts its reading in the queue. A batch that was staged is read anew. */
export async function requestStaging(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof stageImport>['body'],
): Promise<Batch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  return inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'uploaded', 'staged', 'failed', 'cancelled')
    checkMapping(importTableOf(batch.tableName), body.mapping)
    await deleteStaged(inside.db, id)
    const jobId = await ctx.kernel.jobs.enqueue(inside, 'registry.import.stage', { batchId: id })
    await updateBatch(inside.db, id, {
      state: 'staging',
      jobId,
      mapping: body.mapping,
      sheet: body.sheet ?? null,
      headerRow: body.headerRow ?? null,
      error: null,
    })
    await recount(inside.db, id)
    return shownBatch(await batchOf(inside, id))
  })
}

/**
 * Reads a batch's file, checks and plans every row. Goes on after the last row that is stored: rows are written in the
 * order of the file, each chunk whole, so the database itself says how far a killed run came.
 */
export async function runStaging(ctx: Ctx, run: JobRun<{ batchId: string }>): Promise<unknown> {
  const batch = await selectBatch(ctx.db, run.input.batchId)
  if (batch?.state !== 'staging') return { skipped: true }
  try {
    const terms = await termsOf(ctx)
    const table = importTableOf(batch.tableName, terms)
    await withBatchFile(
      ctx.db,
      batch,
      table,
      async (source) => {
        const mapping = mappingFor(source, table, batch.mapping)
        const planner = await plannerFor(ctx, batch.tableName, table, mapping)
        const reader: Reader = { bytes: 0, total: source.bytes }
        const rows = readTyped(source, table, mapping, {
          signal: run.signal,
          onProgress: (bytes, total) => Object.assign(reader, { bytes, total }),
        })
        const read = (row: TypedRow) => readRow(row, (values) => candidateOf(batch.tableName, values, terms))
        await stageRows(ctx, run, batch, rows, planner, read, reader)
      },
      run.signal,
    )
    await inTransaction(ctx, async ({ db }) => {
      await recount(db, batch.id)
      const now = await selectBatch(db, batch.id, 'update')
      if (now?.state === 'staging' && now.jobId === batch.jobId)
        await updateBatch(db, batch.id, { state: 'staged' })
    })
  } catch (error) {
    await failBatch(ctx, run, batch, 'staging', error)
    throw error
  }
  const after = await selectBatch(ctx.db, batch.id)
  return { total: after?.total, good: after?.good, faulty: after?.faulty, doubtful: after?.doubtful }
}

interface Reader {
  bytes: number
  total: number
}

/** A row with its types applied: either faults or a candidate. */
type ReadRow = Pick<StagedRow, 'row' | 'raw' | 'faults'> & { readonly candidate: Candidate | null }

async function stageRows(
  ctx: Ctx,
  run: JobRun<{ batchId: string }>,
  batch: StoredBatch,
  rows: AsyncIterable<TypedRow>,
  planner: Planner,
  read: (row: TypedRow) => ReadRow,
  reader: Reader,
): Promise<void> {
  const { db } = ctx
  const before = await stagedSoFar(db, batch.id)
  const taken: TakenKeys = new Map(before.keys.map(({ key, row, id }) => [key, { row, enterpriseId: id }]))
  let count = before.rows
  let chunk: ReadRow[] = []
  // One chunk is written while the next is read: the database works in another thread or process.
  let writing: Promise<void> = Promise.resolve()
  const flush = async () => {
    const full = chunk
    chunk = []
    await writing
    run.signal.throwIfAborted()
    writing = writeChunk(ctx, run, batch, full, planner, taken)
    writing.catch(() => undefined)
    count += full.length
    await run.progress({
      done: reader.bytes,
      total: reader.total,
      note: 'registry.import.reading',
      params: { rows: count },
    })
  }
  for await (const row of rows) {
    if (row.row <= before.row) continue
    chunk.push(read(row))
    if (chunk.length >= CHUNK_ROWS) await flush()
  }
  if (chunk.length > 0) await flush()
  await writing
}

async function writeChunk(
  ctx: Ctx,
  run: JobRun<{ batchId: string }>,
  batch: StoredBatch,
  rows: readonly ReadRow[],
  planner: Planner,
  taken: TakenKeys,
): Promise<void> {
  await inTransaction(ctx, async (inside) => {
    // Somebody may have cancelled or begun anew meanwhile; the lock keeps the state until the chunk is in.
    const now = await selectBatch(inside.db, batch.id, 'share')
    if (now?.state !== 'staging' || now.jobId !== batch.jobId)
      throw new AppError('registry.import.cancelled', { file: batch.fileName }, { status: 409 })
    const toPlan = rows.flatMap(({ row, raw, candidate }) => (candidate ? [{ row, raw, candidate }] : []))
    const planned = new Map((await planner.plan(inside.db, toPlan, taken)).map((row) => [row.row, row]))
    const faulty = { enterpriseId: null, keys: [], changes: [], outcome: 'faulty' }
    await insertRows(
      inside.db,
      batch.id,
      rows.map((row) => planned.get(row.row) ?? { ...row, ...faulty }),
    )
    await saveCheckpointIn(inside, run, { row: rows.at(-1)?.row })
  })
}

function readRow(row: TypedRow, candidateFor: (values: RowValues) => Candidate): ReadRow {
  const { raw, values, faults } = cleanRow(row)
  return { row: row.row, raw, candidate: values && candidateFor(values), faults }
}
