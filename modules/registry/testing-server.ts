import { systemActor } from '#kernel/auth'
import { type Database, migrate } from '#kernel/db'
import { createJobs, type Jobs } from '#kernel/jobs'
import type { Ctx, Job } from '#kernel/module'
import { groupsOf, testKernel } from '../../kernel/module/testing.ts'
import { registry } from './index.ts'
import { loadPackReference } from './service/reference.ts'

/** Only for crash tests and benchmarks: a library on a database of its own, with its jobs running. */
export interface RunningLibrary {
  readonly ctx: Ctx
  readonly jobs: Jobs
  stop(): Promise<void>
}

/** Migrates a database and starts these jobs on it. */
export async function startJobsOn(database: Database, jobsOf: readonly Job[]): Promise<RunningLibrary> {
  await migrate(database, groupsOf([registry]))
  const jobs = createJobs({ database, jobs: jobsOf, settings: { pollMs: 200, maxCrashes: 1_000 } })
  const kernel = await testKernel(database, [registry], jobs, () => new Date())
  const ctx: Ctx = { kernel, db: database.db, actor: systemActor('crash'), lang: 'zh', requestId: 'crash' }
  await loadPackReference(ctx)
  await jobs.start(kernel)
  return { ctx, jobs, stop: () => jobs.stop({ graceMs: 0 }) }
}
