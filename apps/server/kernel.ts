import { createAudit } from '#kernel/audit'
import {
  actorToday,
  compilePermissions,
  kernelGrants,
  kernelResources,
  sweepAuth,
  systemActor,
} from '#kernel/auth'
import type { Config } from '#kernel/config'
import type { Database } from '#kernel/db'
import { createEvents, type Events } from '#kernel/events'
import { createJobs, type Jobs } from '#kernel/jobs'
import type { Ctx, Grant, Job, Kernel, Resource, Route } from '#kernel/module'
import { loadPack, type Pack } from '#kernel/packs'
import { MODULES } from './modules.ts'
import { packFolder } from './packs.ts'

/** The kernel wired to a database, with what has to be started and stopped. */
export interface Wired {
  readonly kernel: Kernel
  readonly events: Events
  readonly jobs: Jobs
  readonly resources: readonly Resource[]
  readonly grants: readonly Grant[]
  /** Routes of the kernel's own parts, sign-in aside. */
  readonly routes: readonly Route[]
}

/** Hourly removal of expired sessions and sign-in counters. */
const sweepJob: Job = {
  name: 'auth.sweep',
  titles: { zh: '清理过期会话', en: 'Remove expired sessions' },
  access: 'jobs.job.cancel',
  run: sweepAuth,
}

/** Builds the kernel's services on an open database. */
export async function wireKernel(
  config: Config,
  database: Database,
  onProblem: (error: unknown) => void,
): Promise<Wired> {
  const pack: Pack = await loadPack(packFolder(config.pack))
  const resources = [...kernelResources, ...MODULES.flatMap((module) => module.resources)]
  const grants = [...kernelGrants, ...MODULES.flatMap((module) => module.grants)]
  const audit = createAudit()
  const events = createEvents({ database, onProblem: ({ error }) => onProblem(error) })
  const jobs = createJobs({
    database,
    jobs: [...audit.jobs, ...events.jobs, sweepJob, ...MODULES.flatMap((module) => module.jobs)],
    actorOf: (actor) => actorToday(database.db, actor),
    onProblem,
  })
  jobs.registerSchedule('auth.sweep', '17 * * * *', sweepJob)
  jobs.registerSchedule('events.prune', '41 3 * * *', 'events.prune')
  for (const module of MODULES)
    for (const { name, cron, job } of module.schedules ?? []) jobs.registerSchedule(name, cron, job)
  const kernel: Kernel = {
    config,
    pack,
    modules: MODULES,
    permissions: compilePermissions(resources, grants),
    now: () => new Date(),
    audit,
    events,
    jobs,
  }
  return {
    kernel,
    events,
    jobs,
    resources,
    grants,
    routes: [...audit.routes, ...jobs.routes, ...events.routes],
  }
}

/** A context for the product's own doings, outside any request. */
export function systemContext(kernel: Kernel, database: Database, name: string): Ctx {
  return {
    kernel,
    db: database.db,
    actor: systemActor(name),
    lang: kernel.config.language,
    requestId: `system-${name}`,
  }
}
