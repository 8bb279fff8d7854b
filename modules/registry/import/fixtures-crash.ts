import { join } from 'node:path'
import { auditMigrations, createAudit } from '#kernel/audit'
import { authMigrations, compilePermissions, kernelGrants, kernelResources, systemActor } from '#kernel/auth'
import { testConfig } from '#kernel/config'
import { type Database, migrate, openEmbedded } from '#kernel/db'
import { createEvents, eventsMigrations } from '#kernel/events'
import { filesMigrations } from '#kernel/files'
import { createJobs, type Jobs, jobsMigrations } from '#kernel/jobs'
import type { Ctx, Kernel } from '#kernel/module'
import { loadPack } from '#kernel/packs'
import { registry } from '../index.ts'
import { loadPackReference } from '../service/reference.ts'
import { importJobs } from './jobs.ts'
import { requestCommit } from './service/commit.ts'
import { importOf } from './service/list.ts'
import { requestStaging } from './service/stage.ts'
import { codeOf, guessed, upload } from './testing.ts'

/** Only for the crash test and the benchmark: a library on a database of its own, with its jobs running. */
export interface RunningLibrary {
  readonly ctx: Ctx
  readonly jobs: Jobs
  stop(): Promise<void>
}

/** Migrates a database and starts the job server on it. */
export async function startLibrary(database: Database): Promise<RunningLibrary> {
  await migrate(database, [
    { schema: 'kernel', owner: 'kernel/audit', migrations: auditMigrations },
    { schema: 'kernel', owner: 'kernel/auth', migrations: authMigrations },
    { schema: 'kernel', owner: 'kernel/events', migrations: eventsMigrations },
    { schema: 'kernel', owner: 'kernel/files', migrations: filesMigrations },
    { schema: 'kernel', owner: 'kernel/jobs', migrations: jobsMigrations },
    { schema: 'registry', migrations: registry.migrations },
  ])
  const jobs = createJobs({ database, jobs: importJobs, settings: { pollMs: 200, maxCrashes: 1_000 } })
  const kernel: Kernel = {
    config: testConfig(),
    modules: [registry],
    pack: await loadPack(join(import.meta.dirname, '..', '..', '..', 'packs', 'chongqing')),
    permissions: compilePermissions(
      [...kernelResources, ...registry.resources],
      [...kernelGrants, ...registry.grants],
    ),
    now: () => new Date(),
    audit: createAudit(),
    events: createEvents({ database }),
    jobs,
  }
  const ctx: Ctx = { kernel, db: database.db, actor: systemActor('crash'), lang: 'zh', requestId: 'crash' }
  await loadPackReference(ctx)
  await jobs.start(kernel)
  return { ctx, jobs, stop: () => jobs.stop({ graceMs: 0 }) }
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
