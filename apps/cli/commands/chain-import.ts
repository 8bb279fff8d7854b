import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import * as chain from '#contract/chain'
import { getJob } from '../../../kernel/jobs/contract.ts'
import { type Connection, connect, followJob } from '../client.ts'
import { CliError } from '../errors.ts'
import { requireFree, requireInput, writeWhole } from '../files.ts'
import { columnsOf } from '../import-columns.ts'
import { EXIT, printJson, printLine, printTable, progressLine, say } from '../output.ts'
import { jobError } from '../translate.ts'

export interface ChainImportOptions {
  table: string
  sourceKind: string
  source: string
  /** YYYY-MM-DD. */
  observed: string
  /** The data are invented, as a library with a synthetic city demands. */
  synthetic?: boolean
  sheet?: string
  headerRow?: string
  map?: string[]
  dryRun?: boolean
  errors?: string
  force?: boolean
  json?: boolean
}

const FAULTS_SHOWN = 10

/**
 * `zhiqing chain import FILE`: reads and checks a table of supply relations, models or bill lines, and writes its good rows.
 * Exit code 6 when rows were faulty and stayed out.
 */
export async function chainImport(file: string, options: ChainImportOptions): Promise<number> {
  const query = originOf(options)
  await requireInput(file)
  if (options.errors) await requireFree(options.errors, options.force)
  const connection = await connect()
  try {
    const uploaded = await connection.upload(
      chain.uploadChainImport,
      { query },
      { name: basename(file), blob: await openAsBlob(file) },
    )
    const params = { id: uploaded.batch.id }
    await finish(connection, (await stage(connection, uploaded, options)).jobId, say('读取', 'Reading'))
    if (!options.dryRun && (await connection.call(chain.getChainImport, { params })).good > 0) {
      const committing = await connection.call(chain.commitChainImport, { params })
      await finish(connection, committing.jobId, say('写入', 'Writing'))
    }
    const batch = await connection.call(chain.getChainImport, { params })
    if (options.errors && batch.faulty > 0)
      await writeWhole(options.errors, await connection.bytes(chain.downloadChainErrors, { params }))
    await report(connection, batch, options)
    // A trial leaves nothing behind but the note that there was one.
    if (options.dryRun) await connection.call(chain.cancelChainImport, { params })
    return batch.faulty > 0 ? EXIT.faults : EXIT.ok
  } finally {
    await connection.close()
  }
}

/** Which table and where its facts come from, as told on the command line. */
function originOf({ table, sourceKind, source, observed, synthetic }: ChainImportOptions) {
  const { query } = chain.uploadChainImport
  const given = { table, sourceKind, source, observedOn: observed, synthetic: synthetic ? 'true' : 'false' }
  const parsed = query!.safeParse(given)
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0])
  const rules: Record<string, readonly [string, string, string]> = {
    table: ['--table', `应为 ${chain.CHAIN_TABLES.join('、')}`, `is one of ${chain.CHAIN_TABLES.join(', ')}`],
    sourceKind: ['--source-kind', `应为 ${KINDS.join('、')}`, `is one of ${KINDS.join(', ')}`],
    source: ['--source', '应写明来源（1 到 200 字）', 'says the source (1 to 200 characters)'],
    observedOn: ['--observed', '应为日期，如 2026-10-01', 'is a date such as 2026-10-01'],
  }
  const [flag, zh, en] = rules[field] ?? [field, '不正确', 'is not valid']
  throw new CliError(`${flag} ${zh}`, `${flag} ${en}`, EXIT.usage, { field: flag })
}

const KINDS = chain.chainBatch.shape.sourceKind.options

/** Settles sheet, header and columns, and starts the reading. A file that cannot be read so leaves no open batch behind. */
async function stage(
  connection: Connection,
  uploaded: chain.ChainFilePreview,
  { sheet, headerRow, map }: ChainImportOptions,
) {
  const params = { id: uploaded.batch.id }
  try {
    const head = { ...(sheet ? { sheet } : {}), ...(headerRow ? { headerRow: rowOf(headerRow) } : {}) }
    const preview =
      Object.keys(head).length === 0
        ? uploaded
        : await connection.call(chain.previewChainImport, { params, body: head })
    const mapping = columnsOf(preview, map ?? [])
    return await connection.call(chain.stageChainImport, { params, body: { mapping, ...head } })
  } catch (error) {
    await connection.call(chain.cancelChainImport, { params })
    throw error
  }
}

function rowOf(text: string): number {
  const row = Number(text)
  if (Number.isInteger(row) && row >= 0 && row <= 1000) return row
  throw new CliError(
    '--header-row 应为 0（无表头）到 1000 的行号',
    '--header-row is a row number up to 1000, 0 without a header',
    EXIT.usage,
    { field: '--header-row' },
  )
}

async function finish(connection: Connection, jobId: string | null, verb: string): Promise<void> {
  if (jobId === null) return
  const line = progressLine()
  const job = await followJob(connection, getJob, jobId, ({ done, total }) =>
    line.show(`${verb} ${done}${total === null ? '' : ` / ${total}`}`),
  )
  line.end()
  if (job.state !== 'done') throw jobError(job)
}

async function rowsWith(connection: Connection, id: string, outcome: 'faulty' | 'noted', most: number) {
  const rows = []
  for (let page = 1; rows.length < most; page++) {
    const query = { outcome, page, size: Math.min(most, 500) }
    const reply = await connection.call(chain.listChainImportRows, { params: { id }, query })
    rows.push(...reply.rows)
    if (reply.rows.length < query.size) break
  }
  return rows
}

async function report(
  connection: Connection,
  batch: chain.ChainBatch,
  { json }: ChainImportOptions,
): Promise<void> {
  if (json) {
    const faulty = await rowsWith(connection, batch.id, 'faulty', batch.total)
    const noted = await rowsWith(connection, batch.id, 'noted', batch.total)
    printJson({
      ...batch,
      faults: faulty.flatMap(({ rowNumber, faults }) =>
        faults.map((fault) => ({ row: rowNumber, ...fault })),
      ),
      notes: noted.flatMap(({ rowNumber, notes }) => notes.map((note) => ({ row: rowNumber, ...note }))),
    })
    return
  }
  printTable(
    [
      say('总行数', 'Rows'),
      say('合格', 'Good'),
      say('有误', 'Faulty'),
      say('新增', 'Created'),
      say('更新', 'Updated'),
      say('未变', 'Unchanged'),
    ],
    [[batch.total, batch.good, batch.faulty, batch.created, batch.updated, batch.unchanged].map(String)],
  )
  if (batch.faulty === 0) return
  printLine()
  for (const { rowNumber, faults } of await rowsWith(connection, batch.id, 'faulty', FAULTS_SHOWN))
    for (const fault of faults)
      printLine(
        say(
          `第 ${rowNumber} 行「${fault.column}」“${fault.value}”：${fault.zh}`,
          `row ${rowNumber}, ${fault.column} "${fault.value}": ${fault.en}`,
        ),
      )
  if (batch.faulty > FAULTS_SHOWN)
    printLine(say('……其余见 --errors 生成的工作簿', '… the rest is in the workbook that --errors writes'))
}
