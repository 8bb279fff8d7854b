import { PassThrough } from 'node:stream'
import type { EndpointInput, Page } from '#kernel/contract'
import { inTransaction } from '#kernel/db'
import type { Ctx, FileReply } from '#kernel/module'
import { type CellFault, describeRule, writeErrorWorkbook } from '#kernel/tables'
import type { Batch, listImportRows, listImports } from '../../contract.ts'
import { recount, type StoredBatch, selectBatches, updateBatch } from '../store/batch.ts'
import { deleteStaged, selectFaulty, selectRows } from '../store/staging.ts'
import { importTableOf } from '../tables.ts'
import { batchOf, onlyOwner, requireImport, requireState, shownBatch } from './access.ts'
import { releaseAbandoned } from './fail.ts'
import { describeDoubt, faultMessages } from './review.ts'
import { withBatchFile } from './source.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const FAULTS_AT_ONCE = 5_000

/** A page of the batches that the caller may see. */
export async function findImports(
  ctx: Ctx,
  query: EndpointInput<typeof listImports>['query'],
): Promise<Page<Batch>> {
  requireImport(ctx)
  const { rows, total } = await selectBatches(ctx.db, {
    ownerId: onlyOwner(ctx),
    q: query.q,
    sort: query.sort,
    offset: (query.page - 1) * query.size,
    limit: query.size,
  })
  return { rows: rows.map(shownBatch), total, page: query.page, size: query.size }
}

/** One batch. */
export async function importOf(ctx: Ctx, id: string): Promise<Batch> {
  const batch = await batchOf(ctx, id)
  return shownBatch((await releaseAbandoned(ctx, batch)) ? await batchOf(ctx, id) : batch)
}

/** Rows of a batch with what became of them. They hold whatever the file held, so reading them is audited. */
export async function rowsOf(ctx: Ctx, id: string, query: EndpointInput<typeof listImportRows>['query']) {
  const batch = await batchOf(ctx, id)
  const { rows, total } = await selectRows(ctx.db, batch.id, {
    outcome: query.outcome,
    q: query.q,
    offset: (query.page - 1) * query.size,
    limit: query.size,
  })
  await auditRows(ctx, batch, 'registry.import.rows', { page: query.page, outcome: query.outcome ?? null })
  return {
    rows: rows.map((row) => ({
      ...row,
      faults: ((row.faults ?? []) as CellFault[]).map((fault) => ({
        column: fault.column,
        value: fault.value,
        code: fault.code,
        zh: describeRule(fault, 'zh', faultMessages),
        en: describeRule(fault, 'en', faultMessages),
      })),
    })),
    total,
    page: query.page,
    size: query.size,
  }
}

function auditRows(ctx: Ctx, batch: StoredBatch, action: string, detail: Record<string, unknown>) {
  const entry = { action, resource: 'registry.enterprise', recordId: batch.id }
  return ctx.kernel.audit.append(ctx, { ...entry, detail: { file: batch.fileName, ...detail } })
}

/** The user's own rows with the wrong cells marked; only the rows that did not go in. */
export async function errorsOf(ctx: Ctx, id: string): Promise<FileReply> {
  const batch = await batchOf(ctx, id)
  requireState(batch, 'staged', 'committing', 'committed', 'undoing', 'undone')
  await auditRows(ctx, batch, 'registry.import.errors', {})
  const table = importTableOf(batch.tableName)
  const stream = new PassThrough()
  withBatchFile(ctx.db, batch, table, (source) =>
    writeErrorWorkbook(source, table, faultsOf(ctx, batch), stream, ctx.lang, {
      messages: { ...faultMessages, ...DOUBT },
      onlyFaulty: true,
    }),
  ).catch((error: Error) => stream.destroy(error))
  const suffix = ctx.lang === 'zh' ? '错误' : 'errors'
  return { fileName: `${batch.fileName.replace(/\.\w+$/, '')}-${suffix}.xlsx`, contentType: XLSX, stream }
}

const DOUBT = { 'registry.import.doubtful': { zh: '待核对：{{zh}}', en: 'To be reviewed: {{en}}' } }

async function* faultsOf(ctx: Ctx, batch: StoredBatch): AsyncGenerator<CellFault> {
  for (let after = 0; ; ) {
    const rows = await selectFaulty(ctx.db, batch.id, after, FAULTS_AT_ONCE)
    for (const { row, faults, reason, params } of rows) {
      for (const fault of (faults ?? []) as CellFault[]) yield fault
      if (reason !== null) {
        const place = { column: '', columnLetter: '', key: '', value: '' }
        yield { row, ...place, code: 'registry.import.doubtful', params: describeDoubt(reason, params ?? {}) }
      }
    }
    if (rows.length < FAULTS_AT_ONCE) return
    after = rows.at(-1)!.row
  }
}

/**
 * Gives a batch up. Before the commit its rows are dropped (the file stays); a commit under way is stopped and rolls
 * back to the staged state; a committed batch is undone instead.
 */
export async function cancelBatch(ctx: Ctx, id: string): Promise<Batch> {
  await releaseAbandoned(ctx, await batchOf(ctx, id))
  const before = await batchOf(ctx, id)
  if (before.state === 'committing' && before.jobId) {
    await ctx.kernel.jobs.cancel(ctx, before.jobId)
    const job = await ctx.kernel.jobs.get(ctx, before.jobId)
    if (job?.state !== 'cancelled' && job?.state !== 'failed') return shownBatch(await batchOf(ctx, id))
  }
  await inTransaction(ctx, async (inside) => {
    const batch = await batchOf(inside, id, 'update')
    requireState(batch, 'uploaded', 'staging', 'staged', 'failed', 'committing')
    const toStaged = batch.state === 'committing'
    await updateBatch(inside.db, id, { state: toStaged ? 'staged' : 'cancelled', error: null })
    if (!toStaged) await deleteStaged(inside.db, id)
    await recount(inside.db, id)
    await ctx.kernel.audit.append(inside, {
      action: 'registry.import.cancel',
      resource: 'registry.enterprise',
      recordId: id,
      detail: { file: batch.fileName, state: batch.state },
    })
  })
  // After its state: a running job finds the batch cancelled; one that waits is taken out of the queue.
  if (before.state === 'staging' && before.jobId) {
    await ctx.kernel.jobs.cancel(ctx, before.jobId)
  }
  return shownBatch(await batchOf(ctx, id))
}
