import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import * as registry from '#contract/registry'
import { getJob } from '../../../kernel/jobs/contract.ts'
import { type Connection, connect, followJob } from '../client.ts'
import { requireInput } from '../files.ts'
import { EXIT, printJson, printLine, printTable, progressLine, say } from '../output.ts'
import { jobError } from '../translate.ts'

interface Options {
  input?: string
  source?: string
  observedOn?: string
  full?: boolean
  testData?: boolean
  json?: boolean
}

const FAULTS_SHOWN = 10

/**
 * `zhiqing fuse [--input FILE]`: loads records of a source, then fuses what is new (or, with --full, everything). Exit code
 * 6 when rows of the file were faulty and stayed out.
 */
export async function fuse(options: Options): Promise<number> {
  if (options.input !== undefined) await requireInput(options.input)
  const connection = await connect()
  try {
    const load = options.input === undefined ? undefined : await loadFile(connection, options.input, options)
    // Told before the run is asked for: it may be refused, and the rows are in all the same.
    if (load && !options.json) reportLoad(load)
    const started = await connection.call(registry.startFusion, {
      body: { kind: options.full ? 'full' : 'incremental', testData: options.testData ?? false },
    })
    const verb = say('融合', 'Fusing')
    await follow(connection, started.jobId, (done) => `${verb} ${done}%`)
    const run = await connection.call(registry.getRun, { params: { id: started.id } })
    if (options.json) printJson({ load: load ?? null, run })
    else report(run)
    return load && load.faulty > 0 ? EXIT.faults : EXIT.ok
  } finally {
    await connection.close()
  }
}

async function loadFile(
  connection: Connection,
  file: string,
  options: Options,
): Promise<registry.FusionLoad> {
  const query = {
    ...(options.source ? { source: options.source } : {}),
    ...(options.observedOn ? { observedOn: options.observedOn } : {}),
  }
  const uploaded = await connection.upload(
    registry.loadFusionRecords,
    { query },
    { name: basename(file), blob: await openAsBlob(file) },
  )
  const verb = say('读取', 'Reading')
  await follow(
    connection,
    uploaded.jobId,
    (done, total) => `${verb} ${done}${total === null ? '' : ` / ${total}`}`,
  )
  return connection.call(registry.getFusionLoad, { params: { id: uploaded.id } })
}

async function follow(
  connection: Connection,
  jobId: string | null,
  words: (done: number, total: number | null) => string,
): Promise<void> {
  if (jobId === null) return
  const line = progressLine()
  const job = await followJob(connection, getJob, jobId, ({ done, total }) => line.show(words(done, total)))
  line.end()
  if (job.state !== 'done') throw jobError(job)
}

function reportLoad(load: registry.FusionLoad): void {
  printTable(
    [
      say('行数', 'Rows'),
      say('新增', 'Added'),
      say('更新', 'Changed'),
      say('未变', 'Unchanged'),
      say('有误', 'Faulty'),
    ],
    [[load.total, load.added, load.changed, load.unchanged, load.faulty].map(String)],
  )
  for (const fault of load.faults.slice(0, FAULTS_SHOWN))
    printLine(
      say(
        `第 ${fault.row} 行「${fault.column}」“${fault.value}”：${fault.zh}`,
        `row ${fault.row}, ${fault.column} "${fault.value}": ${fault.en}`,
      ),
    )
  if (load.faults.length > FAULTS_SHOWN) printLine(say('……其余见 --json', '… the rest is told by --json'))
  printLine()
}

function report(run: registry.FusionRun): void {
  printTable(
    [
      say('记录', 'Records'),
      say('实体', 'Entities'),
      say('新实体', 'New'),
      say('换实体的记录', 'Moved'),
      say('列入企业库', 'Founded'),
      say('待判定', 'To decide'),
      say('秒', 'Seconds'),
    ],
    [
      [run.records, run.entities, run.created, run.moved, run.founded, run.reviews, run.seconds].map((n) =>
        String(n ?? '–'),
      ),
    ],
  )
  if (run.expectedPrecision !== null && run.expectedRecall !== null)
    printLine(
      say(
        `模型自估：精确率 ${percent(run.expectedPrecision)}，召回率 ${percent(run.expectedRecall)}（未经真值核对）`,
        `Expected by the model: precision ${percent(run.expectedPrecision)}, recall ${percent(run.expectedRecall)} (not measured against truth)`,
      ),
    )
  for (const warning of run.warnings) printLine(say(warning.zh, warning.en))
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)}%`
}
