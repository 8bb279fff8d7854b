import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ctx } from '#kernel/module'
import type { ChainBatch, ChainFilePreview, ChainTable } from '../contract/imports.ts'
import type { TestChain } from '../testing.ts'
import { shownById } from './service/batches.ts'
import { requestCommit } from './service/commit.ts'
import { rowsOf } from './service/list.ts'
import { requestStaging } from './service/stage.ts'
import { uploadTable } from './service/upload.ts'

/** Only for tests: where the facts of a file come from. */
export interface TestOrigin {
  readonly sourceKind?: 'survey' | 'contract' | 'news'
  readonly source?: string
  readonly observedOn?: string
  readonly synthetic?: 'true' | 'false'
}

/** Uploads content as a file of some table. */
export async function upload(
  ctx: Ctx,
  table: ChainTable,
  content: string | Uint8Array,
  origin: TestOrigin = {},
): Promise<ChainFilePreview> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-chain-'))
  const query = {
    sourceKind: 'survey' as const,
    source: '2026 摸底',
    observedOn: '2026-10-01',
    synthetic: 'true' as const,
    ...origin,
  }
  try {
    const path = join(folder, 'upload')
    writeFileSync(path, content)
    return await uploadTable(ctx, { table, ...query }, [
      { fileName: '摸底表.csv', path, bytes: content.length },
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The mapping that the preview guessed. */
export const guessed = (preview: ChainFilePreview): Record<string, number> =>
  Object.fromEntries(
    preview.columns.flatMap(({ key, index }) => (index === null ? [] : [[key, index] as const])),
  )

/** Uploads, reads and checks a file. */
export async function stage(
  chain: TestChain,
  table: ChainTable,
  content: string | Uint8Array,
  origin?: TestOrigin,
): Promise<ChainBatch> {
  const preview = await upload(chain.system, table, content, origin)
  await requestStaging(chain.system, preview.batch.id, { mapping: guessed(preview) })
  await settled(chain)
  return shownById(chain.system, preview.batch.id)
}

/** Uploads, reads, checks and writes a file. */
export async function bring(
  chain: TestChain,
  table: ChainTable,
  content: string | Uint8Array,
  origin?: TestOrigin,
): Promise<ChainBatch> {
  const { id } = await stage(chain, table, content, origin)
  await requestCommit(chain.system, id)
  await settled(chain)
  return shownById(chain.system, id)
}

/** Runs the jobs that wait; a job that failed fails the test. */
export async function settled(chain: TestChain): Promise<void> {
  for (const result of await chain.settle()) if (result instanceof Error) throw result
}

/** What became of each row, by its number: outcome and the codes of faults and notes. */
export async function told(chain: TestChain, id: string): Promise<Record<number, string>> {
  const { rows } = await rowsOf(chain.system, id, { page: 1, size: 500 })
  return Object.fromEntries(
    rows.map(({ rowNumber, outcome, faults, notes }) => [
      rowNumber,
      [outcome, ...[...faults, ...notes].map(({ code }) => code.split('.').at(-1))].join(' '),
    ]),
  )
}

/** The chain's facts without what every write moves on, for comparing. */
export async function factsNow(chain: TestChain): Promise<unknown> {
  const facts: Record<string, unknown> = {}
  for (const table of ['supply', 'vehicle_model', 'bill_line', 'party']) {
    const { rows } = await chain.database.query<{ row: unknown }>(
      `select to_jsonb(t) - 'version' - 'updated_at' as row from chain.${table} t order by t.id`,
    )
    facts[table] = rows.map(({ row }) => row)
  }
  return facts
}
