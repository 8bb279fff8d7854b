import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import * as registry from '#contract/registry'
import { getJob } from '../../../kernel/jobs/contract.ts'
import { type Connection, connect, followJob } from '../client.ts'
import { CliError } from '../errors.ts'
import { requireFree, requireInput, writeWhole } from '../files.ts'
import { columnsOf } from '../import-columns.ts'
import { EXIT, printJson, printLine, printTable, progressLine, say } from '../output.ts'
import { jobError } from '../translate.ts'

interface Options {
  table: string
  sheet?: string
  /** False: the file has no header, its first row is data. */
  header: boolean
  headerRow?: string
  map?: string[]
  force?: boolean
  dryRun?: boolean
  testData?: boolean
  errors?: string
  json?: boolean
}

/** `zhiqing import FILE`: stage, show what would happen, commit. Exit code 6 when rows were faulty or doubtful. */
export async function importTableFile(file: string, options: Options): Promise<number> {
  const table = registry.importTable.safeParse(options.table)
  if (!table.success) {
    throw new CliError(
      `没有名为 ${options.table} 的表；可用：${registry.IMPORT_TABLES.join('、')}`,
      `There is no table ${options.table}; use one of ${registry.IMPORT_TABLES.join(', ')}`,
      EXIT.usage,
      { field: '--table' },
    )
  }
  await requireInput(file)
  if (options.errors) await requireFree(options.errors, options.force)
  const connection = await connect()
  try {
    const uploaded = await connection.upload(
      registry.uploadImport,
      { query: { table: table.data } },
      { name: basename(file), blob: await openAsBlob(file) },
    )
    const params = { id: uploaded.batch.id }
    const staging = await stage(connection, uploaded, options)
    await finish(connection, staging.jobId, say('读取', 'Reading'))
    if (!options.dryRun) {
      const committing = await connection.call(registry.commitImport, {
        params,
        body: { testData: options.testData ?? false },
      })
      await finish(connection, committing.jobId, say('写入', 'Writing'))
    }
    const batch = await connection.call(registry.getImport, { params })
    if (options.errors && batch.faulty > 0)
      await writeWhole(options.errors, await connection.bytes(registry.downloadErrors, { params }))
    await report(connection, batch, options)
    // A trial leaves nothing behind but the note that there was one.
    if (options.dryRun) await connection.call(registry.cancelImport, { params })
    return batch.state === 'failed' ? EXIT.failure : batch.faulty + batch.doubtful > 0 ? EXIT.faults : EXIT.ok
  } finally {
    await connection.close()
  }
}

/** The header's row where the person names it: 0 without a header. */
function headChoice({ header, headerRow }: Options): { headerRow?: number } {
  if (!header) return { headerRow: 0 }
  if (headerRow === undefined) return {}
  const row = Number(headerRow)
  if (Number.isInteger(row) && row >= 1 && row <= 1000) return { headerRow: row }
  throw new CliError(
    '--header-row 应为 1 到 1000 的行号',
    '--header-row is a row number from 1 to 1000',
    EXIT.usage,
    {
      field: '--header-row',
    },
  )
}

/** Settles sheet, header and columns, and starts the reading. A file that cannot be read so leaves no open batch behind. */
async function stage(connection: Connection, uploaded: registry.FilePreview, options: Options) {
  const params = { id: uploaded.batch.id }
  try {
    const head = { ...(options.sheet ? { sheet: options.sheet } : {}), ...headChoice(options) }
    const preview =
      Object.keys(head).length === 0
        ? uploaded
        : await connection.call(registry.previewImport, { params, body: head })
    const mapping = columnsOf(preview, options.map ?? [])
    return await connection.call(registry.stageImport, { params, body: { mapping, ...head } })
  } catch (error) {
    await connection.call(registry.cancelImport, { params })
    throw error
  }
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

/** Every fault of a batch: row, column, value, and the rule in both languages. */
async function allFaults(connection: Connection, batch: registry.Batch): Promise<unknown[]> {
  const faults: unknown[] = []
  for (let page = 1, read = 0; read < batch.faulty; page++) {
    const { rows } = await connection.call(registry.listImportRows, {
      params: { id: batch.id },
      query: { outcome: 'faulty', page, size: 500 },
    })
    if (rows.length === 0) break
    read += rows.length
    for (const { rowNumber, faults: found } of rows)
      faults.push(...found.map((fault) => ({ row: rowNumber, ...fault })))
  }
  return faults
}

async function report(connection: Connection, batch: registry.Batch, options: Options): Promise<void> {
  if (options.json) {
    printJson({ ...batch, faults: await allFaults(connection, batch) })
    return
  }
  printTable(
    [
      say('总行数', 'Rows'),
      say('合格', 'Good'),
      say('有误', 'Faulty'),
      say('存疑', 'Doubtful'),
      say('新增', 'Created'),
      say('更新', 'Updated'),
      say('未变', 'Unchanged'),
    ],
    [
      [
        batch.total,
        batch.good,
        batch.faulty,
        batch.doubtful,
        batch.created,
        batch.updated,
        batch.unchanged,
      ].map(String),
    ],
  )
  if (batch.faulty === 0) return
  const faulty = await connection.call(registry.listImportRows, {
    params: { id: batch.id },
    query: { outcome: 'faulty', size: 10 },
  })
  printLine()
  for (const row of faulty.rows)
    for (const fault of row.faults)
      printLine(
        say(
          `第 ${row.rowNumber} 行「${fault.column}」“${fault.value}”：${fault.zh}`,
          `row ${row.rowNumber}, ${fault.column} "${fault.value}": ${fault.en}`,
        ),
      )
  if (batch.faulty > faulty.rows.length)
    printLine(say('……其余见 --errors 生成的工作簿', '… the rest is in the workbook that --errors writes'))
}
