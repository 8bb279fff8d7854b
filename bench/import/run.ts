import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEmbedded, openPostgres } from '#kernel/db'
import { type ExportRow, writeCsv, writeXlsx } from '#kernel/tables'
import { testPostgres } from '../../kernel/db/testing-postgres.ts'
import { jobEnd, startLibrary } from '../../modules/registry/import/fixtures-crash.ts'
import { requestCommit } from '../../modules/registry/import/service/commit.ts'
import { importOf } from '../../modules/registry/import/service/list.ts'
import { requestStaging } from '../../modules/registry/import/service/stage.ts'
import { uploadTable } from '../../modules/registry/import/service/upload.ts'
import { importTableOf } from '../../modules/registry/import/tables.ts'
import { codeOf, guessed } from '../../modules/registry/import/testing.ts'

/**
 * Import of synthetic enterprises, 15 columns, from file to library: rows per second and peak memory, on the embedded
 * database and on PostgreSQL, beside PostgreSQL's COPY of the same file into a bare table.
 */

const COLUMNS = [
  'uscc',
  'name',
  'nameEn',
  'formerNames',
  'district',
  'address',
  'legalRep',
  'registeredCapital',
  'established',
  'industryCode',
  'businessScope',
  'products',
  'recruitedOn',
  'recruitedFrom',
  'website',
]
const PLACES = ['渝北区', '江北区', '巴南区', '永川区', '璧山区', '江津区', '合川区', '铜梁区']
const WORDS = [...'华明瑞鑫隆盛达宏远泰和兴润恒安诚德创嘉凤龙虎天地山川']
const PRODUCTS = ['电机控制器', '线束总成', '制动盘', '座椅骨架', '电池托盘', '车灯', '仪表', '减速器']

function* rows(count: number): Generator<ExportRow> {
  for (let i = 0; i < count; i++) {
    const word = (n: number) => WORDS[Math.floor(n) % WORDS.length]
    const place = PLACES[i % PLACES.length]!
    const name = `${place.slice(0, 2)}${word(i)}${word(i / 25)}${word(i / 625)}${word(i / 15_625)}汽车零部件有限公司`
    yield {
      uscc: codeOf(i),
      name,
      nameEn: `Synthetic Parts ${i} Co., Ltd.`,
      formerNames: [],
      district: place,
      address: `重庆市${place}合成大道${(i % 900) + 1}号`,
      legalRep: `张${word(i)}`,
      registeredCapital: ((i % 5000) + 1) * 1_000_000,
      established: `20${String((i % 24) + 1).padStart(2, '0')}-0${(i % 9) + 1}-15`,
      industryCode: '3670',
      businessScope: '汽车零部件及配件制造；汽车零部件研发；货物进出口',
      products: [PRODUCTS[i % 8]!, PRODUCTS[(i + 3) % 8]!],
      recruitedOn: null,
      recruitedFrom: null,
      website: `https://example.org/${i}`,
    }
  }
}

async function writeFiles(folder: string, count: number): Promise<void> {
  const all = importTableOf('enterprise').columns
  const columns = COLUMNS.map((key) => all.find((column) => column.key === key)!)
  await writeCsv(rows(count), columns, join(folder, `${count}.csv`), { lang: 'zh' })
  await writeXlsx(rows(count), columns, join(folder, `${count}.xlsx`), { lang: 'zh' })
}

const seconds = (from: number) => (performance.now() - from) / 1000

/** One measurement in a process of its own, so that its peak memory is its own. */
async function measure(kind: string, file: string): Promise<void> {
  const embedded = kind !== 'postgres'
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-bench-'))
  const memory = kind === 'pglite-small' ? 'small' : 'large'
  const setUp = async () => (embedded ? openEmbedded(folder, memory) : openPostgres(process.env.BENCH_URL!))
  // Creating the database costs more memory than using it, and happens once in its life.
  if (process.argv[4] === 'create') {
    const database = await openEmbedded(process.argv[5]!, 'large')
    await (await startLibrary(database)).stop()
    await database.close()
    return
  }
  if (embedded)
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'pglite', file, 'create', folder])
  const database = await setUp()
  const library = await startLibrary(database)
  const { ctx } = library
  if (!embedded)
    await database.script(
      'truncate registry.enterprise, registry.import_batch, registry.field_change cascade; checkpoint',
    )
  const base = process.memoryUsage().rss
  let from = performance.now()
  const upload = [{ fileName: file, path: file, bytes: statSync(file).size }]
  const preview = await uploadTable(ctx, 'enterprise', upload)
  await requestStaging(ctx, preview.batch.id, { mapping: guessed(preview) })
  await jobEnd(library, preview.batch.id)
  const staging = seconds(from)
  from = performance.now()
  await requestCommit(ctx, preview.batch.id)
  await jobEnd(library, preview.batch.id)
  const committing = seconds(from)
  const { state, created } = await importOf(ctx, preview.batch.id)
  if (state !== 'committed') throw new Error(`the import ended ${state}`)
  const peak = process.resourceUsage().maxRSS * 1024
  console.log(JSON.stringify({ created, staging, committing, base, peak }))
  await library.stop()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}

function child(kind: string, file: string, url: string) {
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), kind, file], {
    encoding: 'utf8',
    env: { ...process.env, BENCH_URL: url },
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout.trim().split('\n').at(-1)!) as {
    created: number
    staging: number
    committing: number
    base: number
    peak: number
  }
}

function copy(file: string, url: string): number {
  const create = `drop table if exists bare; create table bare (${COLUMNS.map((c) => `"${c}" text`).join(', ')})`
  execFileSync('psql', [url, '-qc', create])
  const from = performance.now()
  execFileSync('psql', [url, '-qc', `\\copy bare from '${file}' with (format csv, header true)`])
  return seconds(from)
}

async function main(sizes: readonly number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-bench-files-'))
  const missing = testPostgres.missing()
  const url = missing ? '' : await testPostgres.url()
  const memory = Math.round(totalmem() / 2 ** 30)
  console.log(`${cpus()[0]?.model}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}`)
  if (missing) console.log(missing)
  console.log('\n| what | rows | check s | write s | rows/s | RSS before MB | peak RSS MB |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  const mb = (bytes: number) => Math.round(bytes / 1e6)
  for (const size of sizes) {
    await writeFiles(folder, size)
    for (const kind of missing ? ['pglite', 'pglite-small'] : ['pglite', 'pglite-small', 'postgres']) {
      for (const format of ['csv', 'xlsx']) {
        const { created, staging, committing, base, peak } = child(
          kind,
          join(folder, `${size}.${format}`),
          url,
        )
        const rate = Math.round(created / (staging + committing))
        console.log(
          `| ${kind} ${format} | ${created} | ${staging.toFixed(1)} | ${committing.toFixed(1)} | ${rate} | ${mb(base)} | ${mb(peak)} |`,
        )
      }
    }
    if (missing) continue
    const took = copy(join(folder, `${size}.csv`), url)
    console.log(
      `| COPY csv, text columns | ${size} | | ${took.toFixed(1)} | ${Math.round(size / took)} | | |`,
    )
  }
  rmSync(folder, { recursive: true, force: true })
  await testPostgres.stop()
}

const [kind, file] = process.argv.slice(2)
if (kind && ['pglite', 'pglite-small', 'postgres'].includes(kind)) await measure(kind, file!)
else await main(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 30_000, 100_000])
