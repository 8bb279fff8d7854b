import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { PLAN_GROUPS, type PlanTest, planTest, steadyWorld } from '../testing.ts'
import { cockpit } from './cockpit.ts'
import { targetDetail } from './detail.ts'
import { loadPackPlan } from './load-pack.ts'
import { refreshAll } from './refresh.ts'
import { makeReport, sendReport } from './report.ts'
import { targetList } from './targets.ts'

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

eachDatabase('districts of a target', (open) => {
  /** Four districts of a statistical indicator: one has too few firms, so the smallest other is withheld, too. */
  function withSmallCell(plan: PlanTest): void {
    const { measure, history } = plan.world
    const shareOf = (share: number, asOf: string) => Math.floor((measure(asOf)[0]?.value ?? 0) * share)
    plan.world = {
      history,
      measure: (asOf) => [
        { value: measure(asOf)[0]?.value ?? null },
        { region: '500112', value: shareOf(0.5, asOf) },
        { region: '500106', value: shareOf(0.3, asOf) },
        { region: '500113', value: shareOf(0.1, asOf) },
        { region: '500107', value: null, hidden: true },
      ],
    }
  }

  test('a district of few firms is withheld wherever values by district leave, with the one that would tell it', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    withSmallCell(plan)
    await refreshAll(plan.ctx, TODAY)
    const { map } = await cockpit(plan.ctx)
    assert.deepEqual(map.values.map(({ region, value, hidden }) => [region, value, hidden]).sort(), [
      ['500106', 222, false],
      ['500107', null, true],
      ['500112', 370, false],
      ['500113', null, true],
    ])
    const id = await idOf(plan, 'T02')
    const { districts } = await targetDetail(plan.ctx, id)
    const shown = districts.find(({ region }) => region === '500112')!
    assert.deepEqual([shown.value, shown.previous, shown.share], [370, 365, 0.5])
    for (const region of ['500107', '500113']) {
      const { value, previous, share, hidden, pull } = districts.find((one) => one.region === region)!
      assert.deepEqual([value, previous, share, hidden, pull], [null, null, null, true, null])
      const ofDistrict = (await cockpit(plan.ctx, region)).targets.find((one) => one.id === id)!
      assert.deepEqual([ofDistrict.current, ofDistrict.previous, ofDistrict.hidden], [null, null, true])
      assert.ok(ofDistrict.spark.every(({ value: known }) => known === null))
    }
    const open112 = (await cockpit(plan.ctx, '500112')).targets.find((one) => one.id === id)!
    assert.deepEqual([open112.current, open112.hidden], [370, false])
  })

  test('a district that becomes withheld does not go on showing its older value', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const id = await idOf(plan, 'T02')
    plan.world = {
      history: () => [],
      measure: () => [
        { value: 300 },
        { region: '500112', value: 200 },
        { region: '500106', value: 60 },
        { region: '500113', value: 40 },
      ],
    }
    await refreshAll(plan.ctx, '2026-11-20')
    plan.now = new Date('2026-11-20T02:00:00Z')
    assert.equal((await cockpit(plan.ctx, '500113')).targets.find((one) => one.id === id)!.current, 40)
    withSmallCell(plan)
    plan.now = new Date('2026-11-23T02:00:00Z')
    const { measure } = plan.world
    // The past stays as it was measured: only today's values are new.
    plan.world = { history: () => [], measure: (asOf) => (asOf === TODAY ? measure(asOf) : []) }
    await refreshAll(plan.ctx, TODAY)
    const seen = (await cockpit(plan.ctx, '500113')).targets.find((one) => one.id === id)!
    assert.deepEqual([seen.current, seen.hidden], [null, true])
  })

  test('the districts that pull a target down are those that owe most of its pace, not the smallest', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const city = steadyWorld(400, 10)
    plan.world = {
      history: city.history,
      measure: (asOf) => {
        const total = city.measure(asOf)[0]!.value!
        // The large district stands still, all growth is in the other; two tiny ones do not grow either.
        return [
          { value: total },
          { region: '500112', value: 300 },
          { region: '500106', value: total - 312 },
          { region: '500113', value: 6 },
          { region: '500107', value: 6 },
        ]
      },
    }
    await refreshAll(plan.ctx, TODAY)
    const { districts, pullsSince } = await targetDetail(plan.ctx, await idOf(plan, 'T02'))
    assert.equal(pullsSince, '2025-10-31')
    const [first, ...others] = districts.filter(({ pull }) => pull !== null)
    assert.equal(first!.region, '500112')
    assert.ok(first!.pull!.shortfall > 5 && first!.pull!.share > 0.5)
    assert.match(first!.pull!.reason.zh, /^自 2025-10-31 起每月 0家，按基数占比应为每月 [\d.]+家/)
    for (const { pull } of others) assert.ok(pull!.shortfall < first!.pull!.shortfall)
    plan.world = steadyWorld(400, 30)
    await refreshAll(plan.ctx, TODAY)
    const ahead = await targetDetail(plan.ctx, await idOf(plan, 'T02'))
    assert.ok(
      ahead.districts.every(({ pull }) => pull === null),
      'a target that is met has nobody to name',
    )
    assert.equal(ahead.pullsSince, null)
  })

  test('the report names who pulls a target down and why, and says how many districts are withheld', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    withSmallCell(plan)
    await refreshAll(plan.ctx, TODAY)
    const { districts } = await targetDetail(plan.ctx, await idOf(plan, 'T02'))
    assert.ok(districts.some(({ pull }) => pull !== null))
    const report = await makeReport(plan.ctx)
    for (const lang of ['zh', 'en'] as const) {
      const file = await sendReport(plan.ctx, report.id, { format: 'html', lang })
      const html = new TextDecoder().decode(file.stream as Uint8Array)
      assert.match(html, lang === 'zh' ? /另有 2 个区县的数值不显示/ : /2 districts are withheld/)
      for (const { region, nameZh, nameEn, hidden, pull } of districts) {
        const name = lang === 'zh' ? nameZh : nameEn
        assert.equal(html.includes(`<td>${name}</td>`), pull !== null, `${region} in ${lang}`)
        assert.ok(!(hidden && pull))
      }
    }
  })
})
