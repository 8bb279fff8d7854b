import { sql } from 'kysely'
import { testContext } from '../audit/testing.ts'
import { inTransaction, migrate, openEmbedded, takeFolder } from '../db/index.ts'
import type { Job } from '../module/index.ts'
import { createJobs, saveCheckpointIn } from './jobs.ts'
import { jobsMigrations } from './migrations.ts'

/**
 * Program of the crash test: opens a data folder, starts a job of STEPS steps if there is none, says `ready`, and
 * exits with 0 when the job is done. Killed at any moment, it is simply started again.
 */
const [dataDir, steps] = [process.argv[2]!, Number(process.argv[3])]
const lock = takeFolder(dataDir)
const database = await openEmbedded(dataDir)
await migrate(database, [
  { schema: 'kernel', owner: 'jobs', migrations: jobsMigrations },
  {
    schema: 'sample',
    migrations: [
      { name: '0001', sql: 'create table work (step int not null, at timestamptz default now());' },
    ],
  },
])

const stepwise: Job<{ steps: number }> = {
  name: 'stepwise',
  titles: { zh: '逐步', en: 'Step by step' },
  access: 'sample.part.import',
  async run(ctx, run) {
    for (let step = ((run.checkpoint as number | null) ?? 0) + 1; step <= run.input.steps; step++) {
      await inTransaction(ctx, async (inner) => {
        // No unique key: only the checkpoint keeps a step from being done twice.
        await sql`insert into sample.work (step) values (${step})`.execute(inner.db)
        await saveCheckpointIn(inner, run, step)
      })
      await run.progress({ done: step, total: run.input.steps })
    }
    return { steps: run.input.steps }
  },
}

const jobs = createJobs({
  database,
  jobs: [stepwise],
  // More crashes than the test causes: what is tried here is that none of them costs or repeats a step.
  settings: { pollMs: 200, maxCrashes: 20 },
  onProblem: (error) => console.error(error),
})
const ctx = testContext(database.db, { jobs })
await jobs.start(ctx.kernel)
const known = await database.query<{ id: string }>('select id from kernel.job')
const id = known.rows[0]?.id ?? (await jobs.enqueue(ctx, 'stepwise', { steps }))
console.log('ready')
for await (const state of jobs.watch(ctx, id, AbortSignal.timeout(60_000))) {
  if (state.state === 'failed') console.error(JSON.stringify(state.error))
}
await jobs.stop()
await database.close()
lock.release()
