import { type Database, openEmbedded } from '#kernel/db'
import { type RunningLibrary, startJobsOn } from '../testing-server.ts'
import { importJobs } from './jobs.ts'
import { requestCommit } from './service/commit.ts'
import { importOf } from './service/list.ts'
import { requestStaging } from './service/stage.ts'
import { codeOf, guessed, upload } from './testing.ts'

/** Migrates a database and starts the jobs of the import on it. */
export function startLibrary(database: Database): Promise<RunningLibrary> {
  return startJobsOn(database, importJobs)
}

/** Waits for the job of a batch. */
export async function jobEnd(library: RunningLibrary, id: string, limitMs = 600_000): Promise<void> {
  const { jobId } = await importOf(library.ctx, id)
  for await (const _ of library.jobs.watch(library.ctx, jobId!, AbortSignal.timeout(limitMs)));
}

/** A file of firms that no other round has; every second one has a node, so that parts are written too. */
export function roundFile(round: number, rows: number): string {
  const lines = ['统一社会信用代码,企业名称,区县,主要产品,所属环节']
  for (let i = 0; i < rows; i++) {
    const n = round * 100_000 + i
    lines.push(`${codeOf(n)},重庆第${n}号有限公司,渝北,产品${i % 7},${i % 2 ? '电驱' : ''}`)
  }
  return lines.join('\n')
}

/** The process that is killed: imports one file and says on its output what it was told to be done. */
async function main(dataDir: string, round: number, rows: number): Promise<void> {
  const database = await openEmbedded(dataDir)
  const library = await startLibrary(database)
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say('ready')
  const preview = await upload(library.ctx, 'enterprise', roundFile(round, rows), `round-${round}.csv`)
  const { id } = preview.batch
  say(`uploaded ${id}`)
  await requestStaging(library.ctx, id, { mapping: guessed(preview) })
  say(`staging ${id}`)
  await jobEnd(library, id)
  say(`staged ${id}`)
  await requestCommit(library.ctx, id)
  say(`committing ${id}`)
  await jobEnd(library, id)
  say(`committed ${id}`)
  await new Promise(() => setInterval(() => undefined, 1000))
}

if (process.argv[2] === 'crash')
  await main(process.argv[3]!, Number(process.argv[4]), Number(process.argv[5]))
