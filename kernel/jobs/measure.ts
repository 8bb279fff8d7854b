import { cpus } from 'node:os'
import { auditMigrations, createAudit } from '../audit/index.ts'
import { testContext } from '../audit/testing.ts'
import { type Database, inTransaction, migrate, openEmbedded, openPostgres } from '../db/index.ts'
import { testPostgres } from '../db/testing-postgres.ts'
import { createEvents, eventsMigrations } from '../events/index.ts'
import type { Job, ModuleManifest } from '../module/index.ts'
import { createJobs } from './jobs.ts'
import { jobsMigrations } from './migrations.ts'

/**
 * Prints what the audit log, the outbox and the job queue do on this machine, on the embedded database in memory and
 * on PostgreSQL where one is installed: `node kernel/jobs/measure.ts`.
 */
const APPENDS = 1_000
const EVENTS = 2_000
const JOBS = 50

const listeners = (name: string, heard: () => void): ModuleManifest => ({
  name,
  titles: { zh: name, en: name },
  summary: { zh: '', en: '' },
  needs: [],
  resources: [],
  grants: [],
  migrations: [],
  routes: [],
  indicators: [],
  jobs: [],
  messages: {},
  subscriptions: [{ type: 'sample.told', handle: async () => heard() }],
})

async function measure(database: Database): Promise<Record<string, string>> {
  await migrate(database, [
    { schema: 'kernel', owner: 'audit', migrations: auditMigrations },
    { schema: 'kernel', owner: 'events', migrations: eventsMigrations },
    { schema: 'kernel', owner: 'jobs', migrations: jobsMigrations },
  ])
  let left = EVENTS
  let allHeard: () => void = () => undefined
  const begun = new Map<string, number>()
  const touch: Job = {
    name: 'touch',
    titles: { zh: '', en: '' },
    access: 'sample.part.read',
    run: async (_, run) => void begun.set(run.id, performance.now()),
  }
  const audit = createAudit()
  const events = createEvents({ database })
  const jobs = createJobs({ database, jobs: [touch] })
  const modules = [listeners('one', () => --left === 0 && allHeard())]
  const ctx = testContext(database.db, { audit, events, jobs, modules })

  let start = performance.now()
  for (let i = 0; i < APPENDS; i++) {
    await audit.append(ctx, {
      action: 'sample.part.write',
      resource: 'sample.part',
      recordId: `p${i}`,
      detail: { i },
    })
  }
  const appends = APPENDS / seconds(start)

  for (let i = 0; i < EVENTS; i += 100) {
    await events.emitAll(
      ctx,
      Array.from({ length: 100 }, (_, n) => ({
        type: 'sample.told',
        stream: `s${n % 50}`,
        payload: { i, n },
      })),
    )
  }
  const heard = new Promise<void>((resolve) => {
    allHeard = resolve
  })
  start = performance.now()
  events.start(ctx.kernel)
  await heard
  const deliveries = EVENTS / seconds(start)
  await events.stop()

  start = performance.now()
  await jobs.start(ctx.kernel)
  const opening = performance.now() - start
  const waits: number[] = []
  for (let i = 0; i < JOBS; i++) {
    const id = await inTransaction(ctx, (inner) => jobs.enqueue(inner, 'touch', null))
    const committed = performance.now()
    for await (const _ of jobs.watch(ctx, id, AbortSignal.timeout(10_000)));
    waits.push(begun.get(id)! - committed)
  }
  waits.sort((a, b) => a - b)
  await jobs.stop()
  return {
    'audit appends/s, one transaction each': appends.toFixed(0),
    'outbox deliveries/s, 50 streams': deliveries.toFixed(0),
    'queue opens (first time), ms': opening.toFixed(0),
    'commit to start of a job, ms, median': waits[JOBS / 2]!.toFixed(1),
    'commit to start of a job, ms, p95': waits[Math.floor(JOBS * 0.95)]!.toFixed(1),
  }
}

function seconds(start: number): number {
  return (performance.now() - start) / 1000
}

const embedded = await openEmbedded(null)
const results: Record<string, Record<string, string>> = { PGlite: await measure(embedded) }
await embedded.close()
const missing = testPostgres.missing()
if (missing) console.log(missing)
else {
  const postgres = await openPostgres(await testPostgres.url())
  results.PostgreSQL = await measure(postgres)
  await postgres.close()
  await testPostgres.stop()
}
const [cpu] = cpus()
console.log(`${cpu?.model}, ${cpus().length} cores, Node ${process.version}`)
console.table(results)
