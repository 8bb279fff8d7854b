import { join } from 'node:path'
import { auditMigrations, createAudit } from '#kernel/audit'
import { authMigrations, compilePermissions, kernelGrants, kernelResources, systemActor } from '#kernel/auth'
import { testConfig } from '#kernel/config'
import { type Database, migrate } from '#kernel/db'
import { createEvents, eventsMigrations } from '#kernel/events'
import { filesMigrations } from '#kernel/files'
import { createJobs, type Jobs, jobsMigrations } from '#kernel/jobs'
import type { Ctx, Job, Kernel } from '#kernel/module'
import { loadPack } from '#kernel/packs'
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
  await migrate(database, [
    { schema: 'kernel', owner: 'kernel/audit', migrations: auditMigrations },
    { schema: 'kernel', owner: 'kernel/auth', migrations: authMigrations },
    { schema: 'kernel', owner: 'kernel/events', migrations: eventsMigrations },
    { schema: 'kernel', owner: 'kernel/files', migrations: filesMigrations },
    { schema: 'kernel', owner: 'kernel/jobs', migrations: jobsMigrations },
    { schema: 'registry', migrations: registry.migrations },
  ])
  const jobs = createJobs({ database, jobs: jobsOf, settings: { pollMs: 200, maxCrashes: 1_000 } })
  const kernel: Kernel = {
    config: testConfig(),
    modules: [registry],
    pack: await loadPack(join(import.meta.dirname, '..', '..', 'packs', 'chongqing')),
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
