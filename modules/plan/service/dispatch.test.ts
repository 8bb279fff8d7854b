import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import { AppError, newId } from '#kernel/core'
import type { FileReply } from '#kernel/module'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { extractText } from '../adapters/extract-text.ts'
import { PLAN_GROUPS, type PlanTest, person, planTest } from '../testing.ts'
import { cockpit } from './cockpit.ts'
import { compilations, compilePasted, planText, review, save } from './compile.ts'
import { meeting, remind } from './dispatch.ts'
import { loadPackPlan } from './load-pack.ts'
import { addMeasure, addProgress, changeMeasure, findMeasures, notesOf } from './measures.ts'
import { enterObservation } from './observe.ts'
import { refreshAll } from './refresh.ts'
import { makeReport, reports, sendReport } from './report.ts'
import { activate, plans } from './targets.ts'

async function loaded(db: Parameters<typeof planTest>[0]): Promise<PlanTest> {
  const plan = await planTest(db)
  await loadPackPlan(plan.ctx)
  return plan
}

function refused(code: string) {
  return (error: unknown) => error instanceof AppError && error.code === code
}

function textOf({ stream }: FileReply): string {
  return new TextDecoder().decode(stream as Uint8Array)
}

const WHOLE_LIST = { page: 1, size: 500 } as const

eachDatabase('dispatch', (open) => {
  test('measures of the pack are listed by task, and found by words', async () => {
    const { db } = await open(PLAN_GROUPS)
    const { ctx } = await loaded(db)
    const all = await findMeasures(ctx, WHOLE_LIST)
    assert.ok(all.total >= 60)
    assert.deepEqual([all.rows[0]!.taskNumber, all.rows[0]!.state, all.rows[0]!.version], [1, 'open', 1])
    const found = await findMeasures(ctx, { ...WHOLE_LIST, q: '溯源平台' })
    assert.deepEqual(
      found.rows.map(({ taskNumber }) => taskNumber),
      [14],
    )
  })

  test('a change that did not see the newest version is refused', async () => {
    const { db } = await open(PLAN_GROUPS)
    const { ctx } = await loaded(db)
    const taskId = (await cockpit(ctx)).tasks[0]!.id
    const made = await addMeasure(ctx, { taskId, title: '每月核对订单', dueOn: '2026-11-20' })
    assert.equal(made.overdue, true)
    const changed = await changeMeasure(ctx, made.id, { version: made.version, dueOn: '2026-12-20' })
    assert.deepEqual([changed.overdue, changed.version], [false, 2])
    await assert.rejects(
      changeMeasure(ctx, made.id, { version: made.version, title: '另一个标题' }),
      refused('plan.measure.stale'),
    )
  })

  test('an owner reports progress on the own measure and on no other', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const officer = person('district')
    await sql`insert into kernel.account (id, login, name, lang, created_at, updated_at)
      values (${officer.accountId}, 'officer', '李主任', 'zh', now(), now())`.execute(db)
    const taskId = (await cockpit(plan.ctx)).tasks[0]!.id
    const own = await addMeasure(plan.ctx, { taskId, title: '自己的举措', ownerAccount: officer.accountId })
    const other = await addMeasure(plan.ctx, { taskId, title: '别人的举措' })
    assert.equal(own.ownerName, '李主任')
    const asOfficer = plan.as(officer)
    const reported = await addProgress(asOfficer, own.id, { text: '已完成三成', progress: 0.3 })
    assert.deepEqual([reported.state, reported.progress], ['doing', 0.3])
    await assert.rejects(
      addProgress(asOfficer, own.id, { text: '卡住了', state: 'blocked' }),
      refused('plan.measure.blockerMissing'),
    )
    await assert.rejects(addProgress(asOfficer, other.id, { text: '代填' }), refused('auth.forbidden'))
    await assert.rejects(addMeasure(asOfficer, { taskId, title: '新的' }), refused('auth.forbidden'))
    const notes = await notesOf(plan.ctx, own.id, WHOLE_LIST)
    assert.deepEqual(
      notes.rows.map(({ text, progress, state }) => [text, progress, state]),
      [['已完成三成', 0.3, 'doing']],
    )
  })

  test('late and blocked measures reach the meeting and the cockpit; reminders go out once a week', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const { ctx } = plan
    const taskId = (await cockpit(ctx)).tasks[2]!.id
    const late = await addMeasure(ctx, { taskId, title: '逾期的举措', dueOn: '2026-11-01' })
    const blocked = await addMeasure(ctx, { taskId, title: '受阻的举措' })
    await addProgress(ctx, blocked.id, { text: '等批复', state: 'blocked', blocker: '用地未批' })
    const soon = await addMeasure(ctx, { taskId, title: '将到期的举措', dueOn: '2026-11-28' })
    const task = (await meeting(ctx)).tasks.find(({ number }) => number === 3)!
    assert.deepEqual(
      [task.overdue, task.blocked, task.dueSoon].map((list) => list.map(({ id }) => id)),
      [[late.id], [blocked.id], [soon.id]],
    )
    const kinds = (await cockpit(ctx)).decisions.map(({ kind }) => kind)
    assert.ok(kinds.includes('measure_overdue') && kinds.includes('measure_blocked'))
    const bank = (await cockpit(plan.as(person('bank')))).decisions
    assert.ok(
      bank.every(({ kind }) => !kind.startsWith('measure_')),
      'measures are not for banks',
    )

    assert.deepEqual(await remind(ctx), { reminded: 2 })
    assert.deepEqual(await remind(ctx), { reminded: 0 })
    plan.now = new Date('2026-12-02T02:00:00Z')
    assert.deepEqual(await remind(ctx), { reminded: 2 })
    assert.equal(plan.events.filter(({ type }) => type === 'plan.measure.due').length, 4)
  })

  test('the meeting and the report discuss every target of the plan, overall ones and those on track too', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const { ctx } = plan
    await refreshAll(ctx, '2026-11-23')
    // One target that has what it asks for, so that one is on track.
    const { targets } = await cockpit(ctx)
    const done = targets.find(({ code }) => code === 'T09')!
    await enterObservation(ctx, done.id, { period: '2026-11-20', value: 5, note: '市级名单' }, [])
    const { tasks } = await meeting(ctx)
    assert.deepEqual(
      tasks.flatMap((task) => task.targets.map(({ code }) => code)).sort(),
      targets.map(({ code }) => code).sort(),
      'each of the 24 once',
    )
    assert.equal(targets.length, 24)
    const [overall] = tasks
    assert.deepEqual([overall!.taskId, overall!.number, overall!.titleZh], [null, null, '总体目标'])
    assert.deepEqual(overall!.targets.map(({ code }) => code).sort(), ['T01', 'T02', 'T03'])
    assert.equal(tasks.filter(({ number }) => number !== null).length, 15)
    const fifth = tasks.find(({ number }) => number === 5)!
    assert.deepEqual(
      fifth.targets.map(({ code, state }) => [code, state]),
      [
        ['T10', 'unknown'],
        ['T09', 'achieved'],
      ],
    )
    const { id } = await makeReport(ctx)
    for (const lang of ['zh', 'en'] as const) {
      const html = textOf(await sendReport(ctx, id, { format: 'html', lang }))
      const from = html.indexOf(lang === 'zh' ? '四、任务与举措' : '4. Tasks and measures')
      const discussed = html.slice(from, html.lastIndexOf('<h1>'))
      for (const { code } of targets) assert.ok(discussed.includes(`${code} `), `${code} in ${lang}`)
    }
  })

  test('the report holds every target with its source, and stays as it was', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    const { ctx } = plan
    await refreshAll(ctx, '2026-11-23')
    const { targets } = await cockpit(ctx)
    const manual = targets.find(({ code }) => code === 'T17')!
    const value = await enterObservation(
      ctx,
      manual.id,
      { period: '2026-11-15', value: 900, note: '<b>月报</b> & 台账' },
      [],
    )
    const report = await makeReport(ctx)
    await enterObservation(ctx, manual.id, { period: '2026-11-15', value: 111, note: '更正' }, [])
    for (const lang of ['zh', 'en'] as const) {
      const html = textOf(await sendReport(ctx, report.id, { format: 'html', lang }))
      const appendix = html.slice(html.lastIndexOf('<h1>'))
      for (const { code } of targets) assert.match(appendix, new RegExp(`<td>${code}</td>`))
      assert.ok(appendix.includes(value.id), 'the record of the value is named')
      assert.ok(appendix.includes('&lt;b&gt;月报&lt;/b&gt; &amp; 台账'), 'entered text is escaped')
      assert.ok(appendix.includes(lang === 'zh' ? '记录的行数' : 'Number of records'), 'the formula is given')
      assert.ok(appendix.includes(lang === 'zh' ? '尚无数值' : 'no value yet'), 'what is unknown says so')
      assert.ok(html.includes('900') && !html.includes('111 '), 'figures are those of the moment of making')
      assert.ok(!/<script|src=|href=|url\(/.test(html), 'nothing is fetched or run')
      const docx = await sendReport(ctx, report.id, { format: 'docx', lang })
      const document = (await extractText(docx.stream as Uint8Array)).text
      for (const { code, nameZh, nameEn } of targets) {
        assert.ok(document.includes(code))
        assert.ok(document.includes(lang === 'zh' ? nameZh : nameEn), nameZh)
      }
      assert.ok(document.includes('<b>月报</b> & 台账'))
    }
    assert.equal((await reports(ctx, WHOLE_LIST)).rows[0]?.month, '2026-11')
  })

  test('a past month is reported as of its end; a coming one, or one before the plan, is refused', async () => {
    const { db } = await open(PLAN_GROUPS)
    const plan = await loaded(db)
    await refreshAll(plan.ctx, '2026-11-23')
    const report = await makeReport(plan.ctx, '2026-06')
    const html = textOf(await sendReport(plan.ctx, report.id, { format: 'html', lang: 'zh' }))
    assert.match(html, /700家（2026-06-30）/)
    await assert.rejects(makeReport(plan.ctx, '2026-12'), refused('plan.report.future'))
    await assert.rejects(makeReport(plan.ctx, '2024-12'), refused('plan.report.beforePlan'))
    await assert.rejects(makeReport(plan.as(person('district')), '2026-06'), refused('auth.forbidden'))
  })

  test('a text becomes a plan by way of review', async () => {
    const { db } = await open(PLAN_GROUPS)
    const { ctx } = await loaded(db)
    const text = [
      '某市低空经济行动计划（2026—2028年）',
      '一、重点任务',
      '（一）建设起降设施。到2028年，全市建成起降点200个以上，产业规模达到150亿元。',
      '（二）培育企业。到2028年，引进企业30家，本地配套率提高5个百分点。',
    ].join('\n')
    const compiled = await compilePasted(ctx, { text })
    assert.deepEqual(
      compiled.targets.map(({ value, unit }) => [value, unit]),
      [
        [200, '个'],
        [150, '亿元'],
        [30, '家'],
        [5, '个百分点'],
      ],
    )
    for (const { numberSpan, value } of compiled.targets) {
      assert.ok(text.slice(numberSpan.start, numberSpan.end).includes(String(value)))
    }
    const kept = compiled.targets.filter(({ value }) => value !== 30)
    await review(ctx, compiled.id, { targets: kept })
    const dates = { startsOn: '2026-01-01', endsOn: '2028-12-31' }
    const saved = await save(ctx, compiled.id, { titleZh: '低空', titleEn: 'Low altitude', ...dates })
    await assert.rejects(review(ctx, compiled.id, { targets: kept }), refused('plan.compilation.conflict'))
    assert.equal((await compilations(ctx, WHOLE_LIST)).rows[0]?.targetCount, 3)
    assert.deepEqual(
      (await plans(ctx, WHOLE_LIST)).rows.map(({ active, targets }) => [active, targets]).sort(),
      [
        [false, 3],
        [true, 24],
      ],
    )
    await activate(ctx, saved.id)
    const { plan, tasks, targets } = await cockpit(ctx)
    assert.equal(plan?.titleZh, '低空')
    assert.equal(tasks.length, 2)
    assert.deepEqual(
      targets.map(({ value, unit, taskNumber }) => [value, unit, taskNumber]),
      [
        [200, 'count', 1],
        [150 * 1e10, 'fen', 1],
        [0.05, 'ratio', 2],
      ],
    )
  })

  test('an owner must exist', async () => {
    const { db } = await open(PLAN_GROUPS)
    const { ctx } = await loaded(db)
    const taskId = (await cockpit(ctx)).tasks[0]!.id
    await assert.rejects(
      addMeasure(ctx, { taskId, title: '没有人的举措', ownerAccount: newId() }),
      refused('plan.measure.owner'),
    )
  })
})

test('the text of a file is read by its bytes; an old Word file is refused in words', async () => {
  assert.equal(await planText(new TextEncoder().encode('到2027年')), '到2027年')
  const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])
  await assert.rejects(planText(old), refused('plan.file.type'))
})

test('every refusal that the plan can throw has its text', async () => {
  const { planMessages } = await import('../messages.ts')
  for (const file of [
    'compile',
    'detail',
    'evidence',
    'indicators',
    'measures',
    'observe',
    'report',
    'targets',
    'cockpit',
  ]) {
    const source = readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8')
    for (const [, code] of source.matchAll(/AppError\(\s*'(plan\.[^']+)'/g))
      assert.ok(planMessages[code!], code)
  }
})
