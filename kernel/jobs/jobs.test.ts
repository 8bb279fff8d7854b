import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { testActor, testContext } from '../audit/testing.ts'
import { AppError } from '../core/index.ts'
import { type Database, inTransaction } from '../db/index.ts'
import { eachDatabase, openTestDatabase } from '../db/testing.ts'
import type { Ctx, Job, JobRun, JobState } from '../module/index.ts'
import { createJobs, type Jobs, type JobsOptions, saveCheckpointIn } from './jobs.ts'
import { jobsMigrations } from './migrations.ts'
import { statementsIn } from './queue.ts'
import { runInWorker, stopWorkers } from './workers.ts'

const GROUPS = [
  { schema: 'kernel', owner: 'jobs', migrations: jobsMigrations },
  {
    schema: 'sample',
    migrations: [{ name: '0001', sql: 'create table work (step int primary key, who text);' }],
  },
]

function jobOf(
  name: string,
  run: (ctx: Ctx, run: JobRun<unknown>) => Promise<unknown>,
  retries?: number,
): Job {
  return { name, titles: { zh: name, en: name }, access: 'sample.part.import', retries, run }
}

const running: Jobs[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop({ graceMs: 200 })))
})

async function begin(
  database: Database,
  kinds: Job[],
  options: Partial<JobsOptions> = {},
): Promise<{ jobs: Jobs; ctx: Ctx }> {
  const jobs = createJobs({
    database,
    jobs: kinds,
    ...options,
    settings: { pollMs: 500, beatMs: 100, retryMs: 10, ...options.settings },
  })
  const ctx = testContext(database.db, { jobs }, testActor('zhang', ['taskforce', 'administrator']))
  running.push(jobs)
  await jobs.start(ctx.kernel)
  return { jobs, ctx }
}

async function ended(jobs: Jobs, ctx: Ctx, id: string): Promise<JobState> {
  let last: JobState | undefined
  for await (const state of jobs.watch(ctx, id, AbortSignal.timeout(15_000))) last = state
  assert.ok(last && last.state !== 'running' && last.state !== 'waiting', JSON.stringify(last))
  return last
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await what()) return
    await sleep(20)
  }
  assert.fail('did not happen within 10 s')
}

const forever = jobOf('forever', async (_, run) => {
  await sleep(60_000, undefined, { signal: run.signal })
})

eachDatabase('jobs', (open, kind) => {
  test('a job runs once its transaction commits, with its input, and keeps its result', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [
      jobOf('double', async (inner, run) => ({ twice: (run.input as number) * 2, by: inner.actor.name })),
    ])
    let lost = ''
    await assert.rejects(
      inTransaction(ctx, async (inner) => {
        lost = await jobs.enqueue(inner, 'double', 1)
        throw new Error('no')
      }),
    )
    const id = await inTransaction(ctx, (inner) => jobs.enqueue(inner, 'double', 21))
    const state = await ended(jobs, ctx, id)
    assert.deepEqual([state.state, state.result], ['done', { twice: 42, by: 'zhang' }])
    assert.ok(state.startedAt && state.endedAt)
    assert.equal(await jobs.get(ctx, lost), undefined)
    assert.equal((await database.query('select 1 from pgboss.job')).rows.length, 0, 'the queue is left empty')
  })

  test('progress reaches watchers at once, even from inside a transaction, and the last one is stored', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [
      jobOf('import', async (inner, run) => {
        await inTransaction(inner, async () => {
          for (let done = 1; done <= 200; done++) {
            await run.progress({ done, total: 200, note: 'sample.step', params: { row: done } })
            await sleep(1)
          }
        })
      }),
    ])
    const id = await jobs.enqueue(ctx, 'import', null)
    const seen: number[] = []
    for await (const state of jobs.watch(ctx, id, AbortSignal.timeout(15_000))) seen.push(state.done)
    assert.ok(seen.length > 5, `saw ${seen.join(' ')}`)
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    )
    const { rows } = await database.query('select done, total, note, params from kernel.job')
    assert.deepEqual(rows, [{ done: 200, total: 200, note: 'sample.step', params: { row: 200 } }])
  })

  test('a refusal fails at once with its code; another error is tried again as often as the job says', async () => {
    const database = await open(GROUPS)
    let tries = 0
    const { jobs, ctx } = await begin(database, [
      jobOf('refused', () => Promise.reject(new AppError('sample.part.wrong', { row: 3 })), 5),
      jobOf(
        'flaky',
        async () => {
          if (++tries < 3) throw new Error('连接中断')
          return tries
        },
        2,
      ),
      jobOf('broken', () => Promise.reject(new Error('坏了\u0000')), 1),
    ])
    const refused = await ended(jobs, ctx, await jobs.enqueue(ctx, 'refused', null))
    assert.deepEqual(
      [refused.state, refused.error],
      ['failed', { code: 'sample.part.wrong', params: { row: 3 } }],
    )
    const flaky = await ended(jobs, ctx, await jobs.enqueue(ctx, 'flaky', null))
    assert.deepEqual([flaky.state, flaky.result], ['done', 3])
    const broken = await ended(jobs, ctx, await jobs.enqueue(ctx, 'broken', null))
    assert.equal(broken.error?.code, 'jobs.job.failed')
  })

  test('a waiting job, a running job and a job of another server can be cancelled', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [forever], { settings: { concurrency: 1 } })
    const first = await jobs.enqueue(ctx, 'forever', null)
    const second = await jobs.enqueue(ctx, 'forever', null)
    await until(async () => (await jobs.get(ctx, first))?.state === 'running')
    await jobs.cancel(ctx, second)
    assert.equal((await jobs.get(ctx, second))?.state, 'cancelled')
    await jobs.cancel(ctx, first)
    assert.equal((await ended(jobs, ctx, first)).state, 'cancelled')
    await jobs.cancel(ctx, first)

    const third = await jobs.enqueue(ctx, 'forever', null)
    await until(async () => (await jobs.get(ctx, third))?.state === 'running')
    await sql`update kernel.job set cancel_requested = true where id = ${third}`.execute(database.db)
    assert.equal((await ended(jobs, ctx, third)).state, 'cancelled')
  })

  test('a job inside a long transaction can be cancelled, and what it wrote is undone', async () => {
    const database = await open(GROUPS)
    const long = jobOf('long', (inner, run) =>
      inTransaction(inner, async (trx) => {
        await sql`insert into sample.work values (1, 'half')`.execute(trx.db)
        await run.progress({ done: 1 })
        await sleep(60_000, undefined, { signal: run.signal })
      }),
    )
    const { jobs, ctx } = await begin(database, [long])
    const id = await jobs.enqueue(ctx, 'long', null)
    for await (const state of jobs.watch(ctx, id, AbortSignal.timeout(10_000))) if (state.done === 1) break
    await jobs.cancel(ctx, id)
    assert.equal((await ended(jobs, ctx, id)).state, 'cancelled')
    assert.equal((await database.query('select 1 from sample.work')).rows.length, 0)
  })

  test('people see and cancel their own jobs; another person does not learn that a job exists', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [forever])
    const id = await jobs.enqueue(ctx, 'forever', null)
    const other: Ctx = { ...ctx, actor: testActor('wang', ['enterprise']) }
    assert.equal(await jobs.get(other, id), undefined)
    await assert.rejects(jobs.cancel(other, id), { code: 'jobs.job.notFound' })
    await assert.rejects(jobs.enqueue(other, 'forever', null), { code: 'auth.forbidden' })
    const list = (who: Ctx) =>
      jobs.routes[0]!.handle(who, { query: { page: 1, size: 20 } } as never) as Promise<{ total: number }>
    assert.equal((await list(other)).total, 0)
    assert.equal((await list(ctx)).total, 1)
    const mine: Ctx = { ...ctx, actor: testActor('zhang', ['enterprise']) }
    assert.equal((await jobs.get(mine, id))?.name, 'forever')
    await assert.rejects(jobs.enqueue(ctx, 'nonsense', null), { code: 'jobs.job.unknown' })
  })

  test('a server that stops hands its jobs back, and the next one goes on from the checkpoint', async () => {
    const database = await open(GROUPS)
    const steps = jobOf('steps', async (inner, run) => {
      const from = (run.checkpoint as number | null) ?? 0
      for (let step = from + 1; step <= 10; step++) {
        run.signal.throwIfAborted()
        await inTransaction(inner, async (trx) => {
          await sql`insert into sample.work values (${step}, ${String(from)})`.execute(trx.db)
          await saveCheckpointIn(trx, run, step)
        })
        if (step === 4 && from === 0) await sleep(60_000, undefined, { signal: run.signal })
      }
      return 'complete'
    })
    const first = await begin(database, [steps])
    const id = await first.jobs.enqueue(first.ctx, 'steps', null)
    await until(async () => (await database.query('select 1 from sample.work')).rows.length === 4)
    await first.jobs.stop({ graceMs: 50 })
    const second = await begin(database, [steps])
    assert.equal((await ended(second.jobs, second.ctx, id)).result, 'complete')
    const { rows } = await database.query<{ step: number; who: string }>(
      'select * from sample.work order by step',
    )
    assert.deepEqual(
      rows.map((row) => row.who),
      ['0', '0', '0', '0', '4', '4', '4', '4', '4', '4'],
    )
  })

  test('a job under which servers die again and again fails with the reason', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [jobOf('deadly', async () => 'never')], {
      settings: { concurrency: 1, maxCrashes: 2, staleSeconds: 0 },
    })
    const id = await jobs.enqueue(ctx, 'deadly', null)
    await ended(jobs, ctx, id)
    // What a killed server leaves behind: a running job in the name of nobody who is alive.
    await sql`update kernel.job set state = 'running', server_id = gen_random_uuid(), crashes = 1 where id = ${id}`.execute(
      database.db,
    )
    const state = await ended(jobs, ctx, id)
    assert.deepEqual(
      [state.state, state.error],
      ['failed', { code: 'jobs.job.crashed', params: { times: 2 } }],
    )
  })

  test('a job whose account is gone is not run', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [forever], { actorOf: async () => undefined })
    const state = await ended(jobs, ctx, await jobs.enqueue(ctx, 'forever', null))
    assert.equal(state.error?.code, 'jobs.job.actorGone')
  })

  test('a job that the queue has lost is put back', async () => {
    const database = await open(GROUPS)
    const first = await begin(database, [jobOf('quick', async () => 1)], { settings: { concurrency: 0 } })
    const id = await first.jobs.enqueue(first.ctx, 'quick', null)
    await database.query('delete from pgboss.job')
    const second = await begin(database, [jobOf('quick', async () => 1)])
    assert.equal((await ended(second.jobs, second.ctx, id)).state, 'done')
  })

  test('a reader of progress can leave at any moment', async () => {
    const database = await open(GROUPS)
    const { jobs, ctx } = await begin(database, [forever])
    const id = await jobs.enqueue(ctx, 'forever', null)
    await until(async () => (await jobs.get(ctx, id))?.state === 'running')
    const stream = (await jobs.routes[3]!.handle(ctx, { params: { id } } as never)) as AsyncIterable<JobState>
    const reader = stream[Symbol.asyncIterator]()
    assert.equal((await reader.next()).value.state, 'running')
    const waiting = reader.next()
    await reader.return?.()
    assert.equal((await waiting).done, true)
  })

  test('due schedules start their job once, and not while the last one is running', async () => {
    const database = await open(GROUPS)
    let runs = 0
    const nightly = jobOf('nightly', async () => ++runs)
    const jobs = createJobs({ database, jobs: [nightly], settings: { pollMs: 100, beatMs: 100 } })
    jobs.registerSchedule('sample.nightly', '0 2 * * *', nightly)
    assert.throws(() => jobs.registerSchedule('sample.nightly', '0 3 * * *', nightly), /twice/)
    const ctx = testContext(database.db, { jobs })
    running.push(jobs)
    await jobs.start(ctx.kernel)
    const { rows } = await database.query('select key, cron, timezone from pgboss.schedule order by key')
    assert.deepEqual(rows, [
      { key: 'jobs.prune', cron: '20 3 * * *', timezone: 'Asia/Shanghai' },
      { key: 'sample.nightly', cron: '0 2 * * *', timezone: 'Asia/Shanghai' },
    ])
    // What pg-boss puts in the queue when the time has come; two servers might both have done so.
    for (let i = 0; i < 2; i++) {
      await database.query(
        `insert into pgboss.job (name, data) values ('zhiqing-schedule', '{"schedule":"sample.nightly"}')`,
      )
    }
    await until(() => runs === 1)
    await sleep(300)
    assert.equal(runs, 1)
    const list = await database.query("select actor->>'kind' as kind from kernel.job")
    assert.deepEqual(list.rows, [{ kind: 'system' }])
  })

  // Two servers at once are for PostgreSQL: the embedded database belongs to one process.
  if (kind === 'pglite') return

  test('two servers share the queue: each job runs once', async () => {
    const database = await open(GROUPS)
    const runs: string[] = []
    const kinds = [
      jobOf('note', async (_, run) => {
        runs.push(run.id)
        await sleep(5)
      }),
    ]
    const { jobs, ctx } = await begin(database, kinds)
    await begin(database, kinds)
    const ids = await Promise.all(Array.from({ length: 40 }, () => jobs.enqueue(ctx, 'note', null)))
    await until(() => runs.length >= 40)
    await sleep(200)
    assert.deepEqual(runs.toSorted(), ids.toSorted())
  })

  test('a job of a server that has gone silent is taken over, and the silent one may no longer write', async () => {
    const database = await open(GROUPS)
    const outcomes: string[] = []
    const slow = jobOf('slow', async (_, run) => {
      if (run.checkpoint === null) {
        await run.saveCheckpoint('begun')
        await sleep(1_200)
        await run.saveCheckpoint('late').catch((error: AppError) => outcomes.push(error.code))
        return 'first'
      }
      return 'second'
    })
    const silent = await begin(database, [slow], { settings: { beatMs: 60_000, staleSeconds: 600 } })
    const id = await silent.jobs.enqueue(silent.ctx, 'slow', null)
    await until(
      async () =>
        (await database.query('select 1 from kernel.job where checkpoint is not null')).rows.length === 1,
    )
    await sleep(300)
    const alive = await begin(database, [slow], { settings: { staleSeconds: 0.2 } })
    assert.equal((await ended(alive.jobs, alive.ctx, id)).result, 'second')
    await until(() => outcomes.length === 1)
    assert.deepEqual(outcomes, ['jobs.job.lost'])
    await sleep(100)
    assert.equal((await alive.jobs.get(alive.ctx, id))?.result, 'second')
  })
})

describe('heavy computation', () => {
  test('runs in a worker thread and ends at once when aborted', async () => {
    const url = new URL('./fixtures-worker.ts', import.meta.url)
    assert.equal(await runInWorker<number>(url, { numbers: [1, 2, 3] }), 6)
    const stop = new AbortController()
    const endless = runInWorker(url, { numbers: [], forever: true }, { signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    await assert.rejects(endless, { name: 'AbortError' })
    await stopWorkers()
  })
})

describe('the queue', () => {
  test('is not to be used before it has started', async () => {
    const database = await openTestDatabase(GROUPS)
    const jobs = createJobs({ database, jobs: [forever] })
    await assert.rejects(jobs.enqueue(testContext(database.db, { jobs }), 'forever', null), {
      code: 'jobs.queue.unavailable',
    })
  })

  test('scripts of pg-boss are split into statements, function bodies kept whole', () => {
    assert.deepEqual(statementsIn('\n  BEGIN;\n  SET LOCAL a = 1;\n select 1\n   from b;\n COMMIT;\n'), [
      'SET LOCAL a = 1;',
      'select 1\n   from b;',
    ])
    assert.equal(
      statementsIn('create function f() as\n $$\n begin;\n end;\n $$ language sql;\n;\n').length,
      1,
    )
  })
})
