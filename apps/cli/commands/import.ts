import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import * as registry from '#contract/registry'
import { getJob } from '../../../kernel/jobs/contract.ts'
import { type Connection, connect, followJob } from '../client.ts'
import { requireFree, requireInput, writeWhole } from '../files.ts'
import { EXIT, printJson, printLine, printNote, printTable, progressLine, say } from '../output.ts'

interface Options {
  table: string
  sheet?: string
  dryRun?: boolean
  testData?: boolean
  errors?: string
  json?: boolean
}

/** `zhiqing import FILE`: stage, show what would happen, commit. Exit code 6 when rows were faulty or doubtful. */
export async function importTableFile(file: string, options: Options): Promise<number> {
  const table = registry.importTable.safeParse(options.table)
  if (!table.success) {
    printNote(
      say(
        `没有名为 ${options.table} 的表；可用：${registry.IMPORT_TABLES.join('、')}`,
        `There is no table ${options.table}; use one of ${registry.IMPORT_TABLES.join(', ')}`,
      ),
    )
    return EXIT.usage
  }
  await requireInput(file)
  if (options.errors) await requireFree(options.errors, false)
  const connection = await connect()
  try {
    const preview = await connection.upload(
      registry.uploadImport,
      { query: { table: table.data } },
      {
        name: basename(file),
        blob: await openAsBlob(file),
      },
    )
    if (preview.missing.length > 0) {
      printNote(
        say(
          `缺少必填列：${preview.missing.join('、')}（识别到的表头：${preview.headers.join('、')}）`,
          `Required columns are missing: ${preview.missing.join(', ')} (headers found: ${preview.headers.join(', ')})`,
        ),
      )
      return EXIT.faults
    }
    const mapping: Record<string, number> = {}
    for (const column of preview.columns) if (column.index !== null) mapping[column.key] = column.index
    const params = { id: preview.batch.id }
    const staging = await connection.call(registry.stageImport, {
      params,
      body: { mapping, sheet: options.sheet },
    })
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

async function finish(connection: Connection, jobId: string | null, verb: string): Promise<void> {
  if (jobId === null) return
  const line = progressLine()
  const job = await followJob(connection, getJob, jobId, ({ done, total }) =>
    line.show(`${verb} ${done}${total === null ? '' : ` / ${total}`}`),
  )
  line.end()
  if (job.state !== 'done') throw new Error(`${verb}: ${job.state} ${job.error?.code ?? ''}`)
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
