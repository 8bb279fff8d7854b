import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { hasDevelopment } from './table.ts'

interface Linked {
  records: number
  compared: number
  precision: number
  recall: number
  f1: number
  seconds: number
  readSeconds: number
  megabytes: number
}

interface Single {
  records: number
  buildSeconds: number
  p50: number
  p95: number
  p99: number
  right: number
  wrong: number
  left: number
  megabytes: number
}

const SCRIPT = path.join(import.meta.dirname, 'measure.ts')

function measure<T>(what: string, table: string): T {
  return JSON.parse(execFileSync(process.execPath, [SCRIPT, what, table], { encoding: 'utf8' })) as T
}

/** Chinese enterprise records: whole runs at several sizes, then single rows against an index. */
export function runChinese(): void {
  const tables: [string, string][] = [
    ['synthetic, 1,500 enterprises', '1500'],
    ['synthetic, 5,000 enterprises', '5000'],
    ['synthetic, 30,000 enterprises', '30000'],
  ]
  if (hasDevelopment()) tables.unshift(['development records', 'development'])
  else console.log('The development records (shared/data/matching/cn_er_dev) are not here: left out.')
  console.log('\nChinese enterprise records, six sources; clusters judged pair by pair')
  console.log('| table | records | pairs compared | P | R | F1 | s | peak MB |')
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const [title, table] of tables) {
    const r = measure<Linked>('link', table)
    const cells = [title, whole(r.records), whole(r.compared), r.precision.toFixed(4), r.recall.toFixed(4)]
    console.log(`| ${[...cells, r.f1.toFixed(4), r.seconds.toFixed(1), whole(r.megabytes)].join(' | ')} |`)
  }
  for (const line of PEERS) console.log(line)
  console.log('\nOne new row against an index, 2,000 rows one by one')
  console.log(
    '| records in the index | built in s | p50 ms | p95 ms | p99 ms | right / wrong / left open | peak MB |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const table of ['5000', '30000']) {
    const r = measure<Single>('single', table)
    const times = [r.buildSeconds.toFixed(1), r.p50.toFixed(2), r.p95.toFixed(2), r.p99.toFixed(2)]
    const outcome = `${r.right} / ${r.wrong} / ${r.left}`
    console.log(`| ${[whole(r.records), ...times, outcome, whole(r.megabytes)].join(' | ')} |`)
  }
}

/** Splink's figures on records of the same kind, as measured elsewhere on a machine of two cores; not run here. */
const PEERS = [
  '| Splink, light cleaning (measured elsewhere, other records of the kind) | 16,330 | | | | 0.728 | 46 | |',
  '| Splink, with a parser of Chinese names (measured elsewhere) | 16,330 | | | | 0.845 | 72 | |',
  '| Splink, light cleaning (measured elsewhere: predict 62 s of it; closure collapses to P .05) | 101,240 | | | | 0.733 (pairs) | 290 | |',
]

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

if (import.meta.main) runChinese()
