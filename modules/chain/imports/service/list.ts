import { PassThrough } from 'node:stream'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx, FileReply } from '#kernel/module'
import { type CellFault, writeErrorWorkbook } from '#kernel/tables'
import { withBatchFile } from '#modules/registry'
import type { listChainImportRows } from '../../contract/imports.ts'
import { selectFaulty, selectRows } from '../store/rows.ts'
import { chainTableOf } from '../tables.ts'
import { auditBatch, batchOf, inBoth, requireState, textsOf } from './batches.ts'
import { XLSX } from './upload.ts'

const FAULTS_AT_ONCE = 5_000

/** Rows of a batch with what became of them. They hold whatever the file held, so reading them is audited. */
export async function rowsOf(
  ctx: Ctx,
  id: string,
  { page, size, ...query }: EndpointInput<typeof listChainImportRows>['query'],
): Promise<EndpointReply<typeof listChainImportRows>> {
  const batch = await batchOf(ctx, id)
  const found = await selectRows(ctx.db, id, { ...query, offset: (page - 1) * size, limit: size })
  await auditBatch(ctx, 'chain.imports.rows', batch, { page, outcome: query.outcome ?? null })
  return {
    rows: found.rows.map(({ faults, notes, ...row }) => ({
      ...row,
      faults: (faults ?? []).map((fault) => ({
        column: fault.column,
        value: fault.value,
        ...inBoth(ctx, fault),
      })),
      notes: (notes ?? []).map((note) => inBoth(ctx, note)),
    })),
    total: found.total,
    page,
    size,
  }
}

/** The user's own faulty rows with the wrong cells marked. */
export async function errorsOf(ctx: Ctx, id: string): Promise<FileReply> {
  const batch = await batchOf(ctx, id)
  requireState(batch, 'staged', 'committing', 'committed', 'undoing', 'undone')
  await auditBatch(ctx, 'chain.imports.errors', batch, {})
  const table = chainTableOf(batch.tableName)
  const stream = new PassThrough()
  withBatchFile(ctx.db, batch, table, (source) =>
    writeErrorWorkbook(source, table, faultsOf(ctx, id), stream, ctx.lang, {
      messages: textsOf(ctx),
      onlyFaulty: true,
    }),
  ).catch((error: Error) => stream.destroy(error))
  const suffix = ctx.lang === 'zh' ? '错误' : 'errors'
  return { fileName: `${batch.fileName.replace(/\.\w+$/, '')}-${suffix}.xlsx`, contentType: XLSX, stream }
}

async function* faultsOf(ctx: Ctx, id: string): AsyncGenerator<CellFault> {
  for (let after = 0; ; ) {
    const rows = await selectFaulty(ctx.db, id, after, FAULTS_AT_ONCE)
    for (const { faults } of rows) yield* faults ?? []
    if (rows.length < FAULTS_AT_ONCE) return
    after = rows.at(-1)?.row ?? after
  }
}
