/**
 * Measures reading and writing of synthetic tables of 20 columns: `node kernel/tables/measure.ts [rows ...]`. Each step
 * runs in a process of its own, so that its peak memory is its own.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suppliers } from './example-table.ts'
import { type ExportRow, mapHeaders, openTable, readTyped, writeCsv, writeXlsx } from './index.ts'

const extra = Array.from({ length: 8 }, (_, i) => ({
  key: `note${i}`,
  titles: { zh: `备注${i}`, en: `Note ${i}` },
  type: 'text' as const,
}))
const table = { ...suppliers, columns: [...suppliers.columns, ...extra] }

function* rows(count: number): Generator<ExportRow> {
  for (let i = 0; i < count; i++) {
    const notes = Object.fromEntries(
      extra.map(({ key }, j) => [key, j % 2 ? `合成备注 ${i}-${j}` : `类别${i % 50}`]),
    )
    yield {
      code: `S${100_000 + i}`,
      name: `合成零部件有限公司${i}`,
      revenue: i * 12_345_67,
      share: (i % 100) / 100,
      staff: i % 5000,
      capacity: i * 1.5,
      founded: `20${10 + (i % 15)}-0${1 + (i % 9)}-15`,
      year: 2024,
      month: '2025-03',
      tier: i % 2 ? 't1' : 't2',
      listed: i % 7 === 0,
      products: ['电机', '电控'],
      ...notes,
    }
  }
}

async function step(kind: string, path: string, count: number): Promise<void> {
  const start = performance.now()
  let good = 0
  if (kind.startsWith('write')) {
    good = await (kind.endsWith('csv') ? writeCsv : writeXlsx)(rows(count), table.columns, path, {
      lang: 'zh',
    })
  } else {
    const source = await openTable({ path }, { table })
    const mapping = mapHeaders(
      source.header!.columns.map((c) => c.text),
      table,
    )
    for await (const row of readTyped(source, table, mapping)) if (row.values) good++
    source.close()
  }
  if (good !== count) throw new Error(`${kind}: ${good} of ${count} rows`)
  const seconds = (performance.now() - start) / 1000
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  const megabytes = (statSync(path).size / 1024 / 1024).toFixed(1)
  console.log(
    `| ${kind} | ${count} | ${megabytes} | ${seconds.toFixed(2)} | ${Math.round(count / seconds)} | ${memory} |`,
  )
}

const [kind, path, count] = process.argv.slice(2)
if (kind && path) await step(kind, path, Number(count))
else {
  const folder = mkdtempSync(join(tmpdir(), 'measure-'))
  console.log('| step | rows | file MB | s | rows/s | peak RSS MB |\n| --- | --- | --- | --- | --- | --- |')
  try {
    for (const count of kind ? [kind] : ['10000', '30000', '100000']) {
      for (const type of ['csv', 'xlsx']) {
        for (const action of ['write', 'read']) {
          const args = [import.meta.filename, `${action} ${type}`, join(folder, `${count}.${type}`), count]
          execFileSync(process.execPath, args, { stdio: 'inherit' })
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
