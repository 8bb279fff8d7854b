import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { AppError } from '#kernel/core'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { wantRefresh } from '../jobs.ts'
import { planMessages } from '../messages.ts'
import { startPlan } from '../start.ts'
import { PLAN_GROUPS, type PlanTest, person, planTest, steadyWorld } from '../testing.ts'
import { cockpit } from './cockpit.ts'
import { targetDetail } from './detail.ts'
import { evidence, sendEvidence } from './evidence.ts'
import { loadPackPlan } from './load-pack.ts'
import { enterObservation, sendObservationDocument } from './observe.ts'
import { refreshAll } from './refresh.ts'
import { changeTarget, sendTargets, targetList } from './targets.ts'

const TODAY = '2026-11-23'

async function loaded(db: Parameters<typeof planTest>[0]): Promise<PlanTest> {
  const plan = await planTest(db)
  await loadPackPlan(plan.ctx)
  return plan
}

async function idOf({ ctx }: PlanTest, code: string): Promise<string> {
  const found = (await targetList(ctx)).targets.find((target) => target.code === code)
  return found!.id
}

function refused(code: string) {
  return (error: unknown) => error instanceof AppError && error.code === code
}

async function bytesOf(stream: unknown): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  if (stream instanceof Uint8Array) return Buffer.from(stream)
  for await (const chunk of stream as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

eachDatabase('the plan', (open) => {
  test('the pack brings 15 tasks, 24 targets and measures without owners, once', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await planTest(db)
    assert.equal(await loadPackPlan(plan.ctx), true)
    assert.equal(await loadPackPlan(plan.ctx), false)
    const { tasks, targets, plan: head } = await cockpit(plan.ctx)
    assert.equal(tasks.length, 15)
    assert.equal(targets.length, 24)
    assert.equal(head?.startsOn, '2025-01-01')
    const t12 = targets.find(({ code }) => code === 'T12')!
    assert.deepEqual([t12.value, t12.unit, t12.displayUnit], [30_000, 'person', '万人'])
    const owned = await sql<{ n: number }>`
      select count(*) as n from plan.measure where owner_account is not null or due_on is not null`.execute(
      db,
    )
    assert.equal(owned.rows[0]?.n, 0)
  })

  test('at start the plan asks for a refresh, later only when assessments are of another day', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await planTest(db)
    await startPlan(plan.ctx)
    assert.deepEqual(
      plan.events.map(({ type }) => type),
      ['plan.plan.saved'],
    )
    await refreshAll(plan.ctx, TODAY)
    plan.events.length = 0
    await startPlan(plan.ctx)
    assert.deepEqual(plan.events, [])
    plan.now = new Date('2026-11-24T02:00:00Z')
    await startPlan(plan.ctx)
    assert.deepEqual(
      plan.events.map(({ type }) => type),
      ['plan.refresh.wanted'],
    )
  })

  test('many events ask for one refresh while it waits', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await planTest(db)
    for (let i = 0; i < 5; i++) await wantRefresh(plan.ctx)
    assert.equal(plan.jobs.length, 1)
    plan.jobs[0]!.state = 'running'
    await wantRefresh(plan.ctx)
    assert.equal(plan.jobs.length, 2, 'what changed while it ran wants another one')
  })

  test('a target without data is unknown and says what to do', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const { counts, decisions, targets } = await cockpit(plan.ctx)
    assert.equal(counts.unknown, 24)
    assert.ok(targets.every(({ current, progress }) => current === null && progress === null))
    assert.match(targets.find(({ code }) => code === 'T17')!.reason.zh, /还没有数据：请填报/)
    assert.match(targets.find(({ code }) => code === 'T04')!.reason.zh, /基期数值待录入/)
    assert.equal(decisions.filter(({ kind }) => kind === 'target_unknown').length, 2)
  })

  test('a refresh measures, fills the history, forecasts, and writes nothing the second time', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const first = await refreshAll(plan.ctx, TODAY)
    assert.ok(first.written > 30)
    assert.deepEqual(await refreshAll(plan.ctx, TODAY), { targets: 24, written: 0, superseded: 0 })
    const target = await targetDetail(plan.ctx, await idOf(plan, 'T02'))
    // 400 and 10 more for each of the 34 full months since the start of 2024.
    assert.equal(target.current, 740)
    assert.equal(target.currentPeriod, TODAY)
    assert.equal(target.previous, 730)
    assert.equal(target.live, true)
    assert.equal(target.actualPace !== null && Math.round(target.actualPace), 10)
    // 260 are missing and 13 months left: the straight line ends at 880.
    assert.equal(target.state, 'red')
    assert.ok(Math.abs(target.forecast!.point - 880) < 15, String(target.forecast?.point))
    assert.equal(target.forecastPath.at(-1)?.period, '2027-12-31')
    assert.ok(target.backtest.some(({ chosen }) => chosen))
    assert.equal(target.observations.filter(({ source }) => source === 'history').length, 34)
  })

  test('a late import corrects the months it belongs to, and the older values stay', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    await refreshAll(plan.ctx, TODAY)
    plan.world = steadyWorld(405, 10)
    const { superseded } = await refreshAll(plan.ctx, TODAY)
    assert.ok(superseded >= 35)
    const { observations, current } = await targetDetail(plan.ctx, await idOf(plan, 'T02'))
    assert.equal(current, 745)
    const october = observations.filter(({ period }) => period === '2026-10-31')
    const now = october.find(({ supersededBy }) => supersededBy === null)!
    const old = october.find(({ supersededBy }) => supersededBy !== null)!
    assert.deepEqual([old.value, now.value, old.supersededBy], [740, 745, now.id])
  })

  test('a corrected manual value shows both, with the document behind it', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T17')
    const folder = await mkdtemp(join(tmpdir(), 'plan-test-'))
    try {
      const path = join(folder, '0')
      await writeFile(path, 'sealed count')
      await enterObservation(plan.ctx, id, { period: '2026-10-31', value: 900, note: '月报' }, [])
      const later = await enterObservation(plan.ctx, id, { period: '2026-10-31', value: 950, note: '补报' }, [
        { fileName: '说明.pdf', path, bytes: 12 },
      ])
      const { observations, current } = await targetDetail(plan.ctx, id)
      assert.equal(current, 950)
      assert.deepEqual(
        observations.map(({ value, supersededBy }) => [value, supersededBy]).sort(),
        [
          [900, later.id],
          [950, null],
        ].sort(),
      )
      const sent = await sendObservationDocument(plan.ctx, later.id)
      assert.equal(sent.fileName, '说明.pdf')
      assert.equal(String(await bytesOf(sent.stream)), 'sealed count')
      const { changes } = await cockpit(plan.ctx)
      assert.deepEqual(
        changes.filter(({ kind }) => kind === 'correction').map(({ before, after }) => [before, after]),
        [[900, 950]],
      )
      assert.equal(plan.audit.at(-2)?.action, 'plan.observation.correct')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a district officer enters values of the own district only', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T17')
    const officer = plan.as(person('district', { districts: ['500112'] }))
    const value = { period: '2026-10-31', value: 40, note: '区月报' }
    await enterObservation(officer, id, { ...value, region: '500112' }, [])
    await assert.rejects(
      enterObservation(officer, id, { ...value, region: '500107' }, []),
      refused('auth.forbidden'),
    )
    await assert.rejects(enterObservation(officer, id, value, []), refused('auth.forbidden'))
    const bank = plan.as(person('bank'))
    await assert.rejects(
      enterObservation(bank, id, { ...value, region: '500112' }, []),
      refused('auth.forbidden'),
    )
    const { districts, current } = await targetDetail(plan.ctx, id)
    assert.deepEqual(
      districts.map(({ region, value: known }) => [region, known]),
      [['500112', 40]],
    )
    assert.equal(current, null, "a district's value is not the city's")
  })

  test('values that cannot be are refused with their reason', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    await refreshAll(plan.ctx, TODAY)
    const manual = await idOf(plan, 'T17')
    const enter = (id: string, period: string, value: number, region?: string) =>
      enterObservation(plan.ctx, id, { period, value, region, note: '月报' }, [])
    await assert.rejects(enter(manual, '2026-11-24', 1), refused('plan.observation.future'))
    await assert.rejects(enter(manual, '2019-12-31', 1), refused('plan.observation.tooEarly'))
    await assert.rejects(enter(manual, '2026-10-31', -1), refused('plan.observation.negative'))
    await assert.rejects(enter(manual, '2026-10-31', 1.5), refused('plan.observation.whole'))
    await assert.rejects(enter(manual, '2026-10-31', 1, '999999'), refused('plan.region.unknown'))
    const live = await idOf(plan, 'T02')
    await assert.rejects(enter(live, '2026-10-31', 1), refused('plan.observation.live'))
  })

  test('a value without a document or a note that names its source is refused, in both languages', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T17')
    const value = { period: '2026-10-31', value: 900 }
    for (const note of [undefined, '', '  ', '。']) {
      await assert.rejects(
        enterObservation(plan.ctx, id, { ...value, note }, []),
        (error: unknown) =>
          refused('plan.observation.source')(error) && (error as AppError).params.name === '超充站',
        JSON.stringify(note),
      )
    }
    const { zh, en } = planMessages['plan.observation.source']!
    assert.match(zh, /请附依据文件，或在说明中写明出处/)
    assert.match(en, /attach a document, or name in the note/)
    assert.equal((await targetDetail(plan.ctx, id)).current, null)
    await enterObservation(plan.ctx, id, { ...value, note: '市级台账' }, [])
    assert.equal((await targetDetail(plan.ctx, id)).current, 900)
  })

  test('a baseline turns a relative target from unknown to assessed', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T04')
    await enterObservation(plan.ctx, id, { period: '2026-10-31', value: 0.55, note: '统计公报' }, [])
    assert.equal((await targetDetail(plan.ctx, id)).state, 'unknown')
    const changed = await changeTarget(plan.ctx, id, { baseline: 0.3, baselineOn: '2024-12-31' })
    assert.equal(changed.state, 'achieved')
    assert.ok(Math.abs(changed.progress! - 1.25) < 1e-9)
  })

  test('a manual target can be bound to an indicator of its unit, and is measured at once', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T17')
    const bound = await changeTarget(plan.ctx, id, { indicator: 'registry.parts_enterprises' })
    assert.equal(bound.current, 740)
    await assert.rejects(
      changeTarget(plan.ctx, await idOf(plan, 'T24'), { indicator: 'registry.parts_enterprises' }),
      refused('plan.target.indicatorUnit'),
    )
    await assert.rejects(
      changeTarget(plan.ctx, id, { indicator: 'no.such' }),
      refused('plan.target.indicator'),
    )
    await assert.rejects(
      changeTarget(plan.as(person('analyst')), id, { value: 1 }),
      refused('auth.forbidden'),
    )
  })

  test('the cockpit is kept until something changes', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    await refreshAll(plan.ctx, TODAY)
    const first = await cockpit(plan.ctx)
    assert.equal(await cockpit(plan.ctx), first)
    await enterObservation(plan.ctx, await idOf(plan, 'T17'), { period: TODAY, value: 5, note: '月报' }, [])
    const second = await cockpit(plan.ctx)
    assert.notEqual(second, first)
    assert.equal(second.targets.find(({ code }) => code === 'T17')!.current, 5)
  })

  test('a value that nobody renewed is stale and asks for attention', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    await enterObservation(
      plan.ctx,
      await idOf(plan, 'T20'),
      { period: '2026-08-31', value: 100, note: '月报' },
      [],
    )
    const { targets, decisions } = await cockpit(plan.ctx)
    assert.equal(targets.find(({ code }) => code === 'T20')!.stale, true)
    assert.match(decisions.find(({ kind }) => kind === 'target_stale')!.text.zh, /T20.*2026-08-31/)
  })

  test('evidence pages through the records, and its export holds all of them', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T02')
    await refreshAll(plan.ctx, '2026-11-20')
    const page = await evidence(plan.ctx, id, { page: 2, size: 20 })
    assert.equal(page.asOf, '2026-11-20', 'the records are those of the day that the stated value is of')
    assert.deepEqual([page.total, page.rows.length, page.rows[0]?.name], [700, 20, 'row 21'])
    const file = await sendEvidence(plan.ctx, id, { format: 'csv' })
    const lines = String(await bytesOf(file.stream))
      .split('\n')
      .filter((line) => line.startsWith('row '))
    assert.equal(lines.length, 700)
    await assert.rejects(
      evidence(plan.ctx, await idOf(plan, 'T17'), { page: 1, size: 20 }),
      refused('plan.evidence.manual'),
    )
  })

  test('the target list exports in the units of the plan', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const text = String(await bytesOf((await sendTargets(plan.ctx, 'csv')).stream))
    const row = text.split('\n').find((line) => line.startsWith('T01'))
    assert.match(row!, /,7000,亿元,/)
    assert.equal(text.split('\n').filter((line) => /^T\d\d,/.test(line)).length, 24)
  })
})
