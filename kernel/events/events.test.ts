import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { auditMigrations, createAudit } from '../audit/index.ts'
import { testContext } from '../audit/testing.ts'
import { type Database, inTransaction } from '../db/index.ts'
import { eachDatabase } from '../db/testing.ts'
import type { Ctx, ModuleManifest, OutboxEvent } from '../module/index.ts'
import { createEvents, type Events, type EventsOptions } from './events.ts'
import { eventsMigrations } from './migrations.ts'
import { deadLetters, pruneOutbox, redeliver } from './upkeep.ts'

const GROUPS = [
  { schema: 'kernel', owner: 'events', migrations: eventsMigrations },
  { schema: 'kernel', owner: 'audit', migrations: auditMigrations },
  {
    schema: 'sample',
    migrations: [
      { name: '0001', sql: 'create table heard (n bigserial, who text, stream text, value int);' },
    ],
  },
]

type Handler = (ctx: Ctx, event: OutboxEvent) => Promise<void>

function moduleOf(name: string, handlers: Record<string, Handler>): ModuleManifest {
  return {
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
    subscriptions: Object.entries(handlers).map(([type, handle]) => ({ type, handle })),
  }
}

/** Writes what it hears, in the delivery's own transaction. */
const noting =
  (who: string): Handler =>
  async (ctx, event) => {
    const value = (event.payload as { value: number }).value
    await sql`insert into sample.heard (who, stream, value) values (${who}, ${event.stream}, ${value})`.execute(
      ctx.db,
    )
  }

const running: Events[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((events) => events.stop()))
})

function begin(database: Database, modules: ModuleManifest[], options: Partial<EventsOptions> = {}) {
  const events = createEvents({ database, pollMs: 50, policy: { backoffMs: 20 }, ...options })
  const ctx = testContext(database.db, { events, modules, audit: createAudit() })
  running.push(events)
  events.start(ctx.kernel)
  return { events, ctx }
}

async function heard(database: Database): Promise<{ who: string; stream: string; value: number }[]> {
  return (
    await database.query<{ who: string; stream: string; value: number }>(
      'select who, stream, value from sample.heard order by n',
    )
  ).rows
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await what()) return
    await sleep(20)
  }
  assert.fail('did not happen within 8 s')
}

const told = (value: number, stream = 's') => ({ type: 'sample.told', stream, payload: { value } })

eachDatabase('events', (open, kind) => {
  test('an event reaches every subscriber once its transaction commits, and none when it does not', async () => {
    const database = await open(GROUPS)
    const { events, ctx } = begin(database, [
      moduleOf('a', { 'sample.told': noting('a'), 'sample.other': noting('wrong') }),
      moduleOf('b', { 'sample.told': noting('b') }),
    ])
    await assert.rejects(
      inTransaction(ctx, async (inner) => {
        await events.emit(inner, told(1))
        throw new Error('no')
      }),
    )
    await inTransaction(ctx, (inner) => events.emit(inner, told(2)))
    await until(async () => (await heard(database)).length === 2)
    await sleep(100)
    assert.deepEqual((await heard(database)).map(({ who, value }) => [who, value]).sort(), [
      ['a', 2],
      ['b', 2],
    ])
  })

  test('commit wakes the dispatcher without waiting for the poll', async () => {
    const database = await open(GROUPS)
    const { events, ctx } = begin(database, [moduleOf('a', { 'sample.told': noting('a') })], {
      pollMs: 60_000,
    })
    await sleep(50)
    const start = performance.now()
    await inTransaction(ctx, async (inner) => {
      await events.emit(inner, told(1))
      await sql`select pg_sleep(0.15)`.execute(inner.db)
    })
    await until(async () => (await heard(database)).length === 1)
    assert.ok(performance.now() - start < 5_000)
  })

  test('within a stream the order holds, however an event fails in between', async () => {
    const database = await open(GROUPS)
    let failures = 0
    const { events, ctx } = begin(database, [
      moduleOf('a', {
        'sample.told': async (inner, event) => {
          const value = (event.payload as { value: number }).value
          await noting('a')(inner, event)
          if (value % 7 === 3 && failures++ % 3 !== 2) throw new Error('not yet')
        },
      }),
    ])
    const expected = Array.from({ length: 30 }, (_, i) => i)
    for (const stream of ['x', 'y', 'z'])
      await events.emitAll(
        ctx,
        expected.map((value) => told(value, stream)),
      )
    await until(async () => (await heard(database)).length === 90)
    for (const stream of ['x', 'y', 'z']) {
      const values = (await heard(database)).filter((row) => row.stream === stream).map((row) => row.value)
      assert.deepEqual(values, expected, 'a failed attempt leaves no trace, and nothing overtakes it')
    }
  })

  test('a failing database statement in one handler does not spoil the others', async () => {
    const database = await open(GROUPS)
    const { events, ctx } = begin(database, [
      moduleOf('bad', { 'sample.told': (inner) => sql`select 1/0`.execute(inner.db).then(() => undefined) }),
      moduleOf('good', { 'sample.told': noting('good') }),
    ])
    await events.emitAll(ctx, [told(1), told(2, 't')])
    await until(async () => (await heard(database)).length === 2)
  })

  test('after the last attempt an event is set aside, the stream goes on, and it can be given again', async () => {
    const database = await open(GROUPS)
    let broken = true
    const problems: string[] = []
    const { events, ctx } = begin(
      database,
      [
        moduleOf('a', {
          'sample.told': async (inner, event) => {
            if (broken && (event.payload as { value: number }).value === 1) throw new Error('对方不可用')
            await noting('a')(inner, event)
          },
        }),
      ],
      {
        policy: { maxAttempts: 3, backoffMs: 10 },
        onProblem: (problem) => problems.push(`${problem.code} ${problem.subscriber}`),
      },
    )
    await events.emitAll(ctx, [told(1), told(2)])
    await until(async () => (await heard(database)).length === 1)
    const { rows, total } = await deadLetters(database.db, { page: 1, size: 10 })
    assert.equal(total, 1)
    assert.deepEqual(
      rows.map((row) => [row.subscriber, row.attempts, row.error, row.event.payload]),
      [['a:sample.told', 3, '对方不可用', { value: 1 }]],
    )
    assert.deepEqual(problems, ['events.delivery.dead a:sample.told'])
    assert.equal(
      await pruneOutbox(database.db, new Date(Date.now() + 86_400_000), 0),
      1,
      'a dead letter stays',
    )
    broken = false
    await redeliver(ctx, rows[0]!.event.id, 'a:sample.told')
    await until(async () => (await heard(database)).length === 2)
    await assert.rejects(redeliver(ctx, rows[0]!.event.id, 'a:sample.told'), {
      code: 'events.delivery.notFound',
    })
  })

  test('several servers share the work, each event is heard once and in order', async () => {
    const database = await open(GROUPS)
    const modules = [moduleOf('a', { 'sample.told': noting('a') })]
    const { events, ctx } = begin(database, modules, { pollMs: 5 })
    for (let i = 0; i < 2; i++) begin(database, modules, { pollMs: 5 })
    const count = kind === 'pglite' ? 60 : 200
    for (let i = 0; i < count; i++) await events.emit(ctx, told(i, `s${i % 5}`))
    await until(async () => (await heard(database)).length >= count)
    await sleep(100)
    const rows = await heard(database)
    assert.equal(rows.length, count)
    for (let s = 0; s < 5; s++) {
      const values = rows.filter((row) => row.stream === `s${s}`).map((row) => row.value)
      assert.deepEqual(
        values,
        values.toSorted((a, b) => a - b),
      )
    }
  })

  test('a listener hears committed events of any server, filtered, until it leaves', async () => {
    const database = await open(GROUPS)
    const { events, ctx } = begin(database, [])
    const other = createEvents({ database })
    await events.emit(ctx, told(0))
    const leave = new AbortController()
    const got: unknown[] = []
    const listening = (async () => {
      for await (const event of events.listen(leave.signal, { types: ['sample.told'] }))
        got.push(event.payload)
    })()
    await sleep(150)
    await other.emit(ctx, told(1))
    await events.emit(ctx, { type: 'sample.other', stream: 's', payload: null })
    await events.emit(ctx, told(2))
    await until(async () => got.length === 2)
    leave.abort()
    await listening
    assert.deepEqual(got, [{ value: 1 }, { value: 2 }])
  })

  test('delivered events are kept for their time, then removed', async () => {
    const database = await open(GROUPS)
    const { events, ctx } = begin(database, [])
    await events.emit(ctx, told(1))
    assert.equal(await pruneOutbox(database.db, new Date(), 1), 0)
    assert.equal(await pruneOutbox(database.db, new Date(Date.now() + 2 * 86_400_000), 1), 1)
  })
})
