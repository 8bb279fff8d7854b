import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { usccCheckChar } from '#engines/identifiers'
import type { Ctx, Job } from '#kernel/module'
import type { OpenForTest } from '../../../kernel/db/testing.ts'
import { testQueue } from '../../../kernel/jobs/testing.ts'
import type { Batch, FilePreview, ImportTable } from '../contract.ts'
import { openLibrary as openPlain, type TestLibrary } from '../testing.ts'
import { importJobs } from './jobs.ts'
import { requestCommit } from './service/commit.ts'
import { importOf } from './service/list.ts'
import { requestStaging } from './service/stage.ts'
import { requestUndo } from './service/undo.ts'
import { uploadTable } from './service/upload.ts'

/** A made-up credit code with a right check character. */
export function codeOf(n: number): string {
  const body = `91500112MA${n.toString().padStart(7, '0')}`
  return body + usccCheckChar(body)
}

/** Only for tests: a library whose jobs run at once, one after the other, when `settle` is called. */
export interface ImportLibrary extends TestLibrary {
  /** Runs what was put in the queue; returns the results, an error among them when a job failed. */
  settle(): Promise<unknown[]>
}

/** Opens a library for tests of the import, or of other jobs. */
export async function openLibrary(
  open: OpenForTest,
  kinds: readonly Job[] = importJobs,
): Promise<ImportLibrary> {
  const library = await openPlain(open)
  const queue = testQueue(kinds)
  const withJobs = (ctx: Ctx): Ctx => ({ ...ctx, kernel: { ...ctx.kernel, jobs: queue.jobs } })
  return {
    ...library,
    system: withJobs(library.system),
    as: (role, facts) => withJobs(library.as(role, facts)),
    settle: () => queue.settle(library.database.db),
  }
}

/** Uploads content as a file of some table. */
export async function upload(
  ctx: Ctx,
  table: ImportTable,
  content: string | Uint8Array,
  fileName = '摸底表.csv',
): Promise<FilePreview> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-import-'))
  try {
    const path = join(folder, 'upload')
    writeFileSync(path, content)
    return await uploadTable(ctx, table, [{ fileName, path, bytes: content.length }])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The mapping that the preview guessed. */
export function guessed(preview: FilePreview): Record<string, number> {
  return Object.fromEntries(
    preview.columns.flatMap(({ key, index }) => (index === null ? [] : [[key, index] as const])),
  )
}

/** Uploads, reads and checks a file. */
export async function stage(
  library: ImportLibrary,
  ctx: Ctx,
  table: ImportTable,
  content: string | Uint8Array,
): Promise<Batch> {
  const preview = await upload(ctx, table, content)
  await requestStaging(ctx, preview.batch.id, { mapping: guessed(preview) })
  await library.settle()
  return importOf(ctx, preview.batch.id)
}

/** Uploads, reads, checks and writes a file. */
export async function bring(
  library: ImportLibrary,
  ctx: Ctx,
  table: ImportTable,
  content: string | Uint8Array,
): Promise<Batch> {
  const staged = await stage(library, ctx, table, content)
  await requestCommit(ctx, staged.id)
  await library.settle()
  return importOf(ctx, staged.id)
}

/** Undoes a batch and tells the job's result. */
export async function undo(library: ImportLibrary, ctx: Ctx, id: string): Promise<unknown> {
  await requestUndo(ctx, id)
  return (await library.settle())[0]
}

/** The library's content that an import may change, for comparing; without what every write moves on. */
export async function contentOf(library: ImportLibrary): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {}
  for (const table of ['enterprise', 'capability', 'qualification', 'yearly', 'relation']) {
    const found = await library.database.query(
      `select to_jsonb(t) - 'version' - 'updated_at' - 'source' as row from registry.${table} t order by 1`,
    )
    content[table] = found.rows.map(({ row }) => row)
  }
  return content
}
