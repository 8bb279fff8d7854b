import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AppError } from '#kernel/core'
import { stopWorkers } from '#kernel/jobs'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { runOf as jobRun } from '../../../kernel/jobs/testing.ts'
import { removeCity } from '../demo/remove.ts'
import { codeOf } from '../import/testing.ts'
import { addEnterprise, changeEnterprise } from '../service/write.ts'
import { compareRecords } from './service/compare.ts'
import { computeInWorker } from './service/compute.ts'
import { merge, split } from './service/decide.ts'
import { foundByHand } from './service/founding.ts'
import { requestLoad } from './service/load.ts'
import { decideReview, findReviews } from './service/review.ts'
import { executeRun, requestRun } from './service/run.ts'
import { changeSourceTo } from './service/sources.ts'
import { entityOf, findEntities, runOf, summaryOf } from './service/views.ts'
import { computeHere, fuse, groupsOf, loadFile, openFusion, whereIs } from './testing.ts'

const HEADER = 'record_id,source,name,uscc,legal_rep,phone,address\n'
const PAGE = { page: 1, size: 100 }
const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code
const TRADES = ['电驱', '电池', '座椅', '照明', '橡胶', '模具', '压铸', '线束', '制动', '转向']
const FIRST = '安博川达恩丰冠恒嘉凯'
const SECOND = '力美宁鹏瑞盛泰威祥益'
/** A made-up firm's name: one of a thousand. */
const nameOf = (n: number) =>
  `重庆${FIRST[n % 10]}${SECOND[Math.floor(n / 10) % 10]}${TRADES[Math.floor(n / 100) % 10]}有限公司`

after(() => stopWorkers())

eachDatabase('bad days of fusion', (open) => {
  test('one code on 400 firms joins nobody and enters no enterprise', async () => {
    const library = await openFusion(open, computeInWorker)
    const ctx = library.as('taskforce')
    const known = await addEnterprise(ctx, { name: nameOf(7) } as never)
    const rows = [...Array(400).keys()].flatMap((n) => [
      `s${n},survey_xlsx,${nameOf(n)},${codeOf(1)},,${13_000_000_000 + n},`,
      `r${n},registry,${nameOf(n)},${n < 7 || n > 9 ? codeOf(1000 + n) : ''},,,`,
    ])
    await loadFile(library, ctx, HEADER + rows.join('\n'))
    const run = await fuse(library, ctx)
    assert.ok(run.warnings.some(({ code, zh }) => code.endsWith('codeShared') && zh.includes(codeOf(1))))
    assert.ok((run.largest ?? 99) <= 4, `largest ${run.largest}`)
    const { rows: codes } = await library.database.query<{ uscc: string | null }>(
      'select uscc from registry.enterprise where uscc = $1 or id = $2',
      [codeOf(1), known.id],
    )
    assert.deepEqual(codes, [{ uscc: null }])
  })

  test("an agent's phone on 900 firms joins nobody", async () => {
    const library = await openFusion(open, computeInWorker)
    const ctx = library.as('taskforce')
    const rows = [...Array(900).keys()].map((n) => `t${n},tax,${nameOf(n)},${codeOf(n)},,02399999999,`)
    await loadFile(library, ctx, HEADER + rows.join('\n'))
    const run = await fuse(library, ctx)
    assert.deepEqual([run.entities, run.largest, run.founded], [900, 1, 0])
  })

  test('empty rows and names of one character are kept, and hurt nobody', async () => {
    const library = await openFusion(open, computeInWorker)
    const ctx = library.as('taskforce')
    const load = await loadFile(
      library,
      ctx,
      `${HEADER}e1,oem_a,,,,,\ne2,oem_a,,,,,\nc1,oem_a,鑫,,,,\nc2,oem_b,鑫,,,,\nn1,oem_b,,,张三,,\nr1,registry,${nameOf(1)},${codeOf(1)},,,`,
    )
    assert.deepEqual([load.added, load.faulty], [6, 0])
    const run = await fuse(library, ctx)
    assert.equal(run.state, 'done')
    const summary = await summaryOf(ctx)
    assert.deepEqual([summary.records, summary.unfused], [7, 0], 'the empty ones stay, and wait for nothing')
    const { rows } = await findEntities(ctx, PAGE)
    assert.ok(rows.every(({ name }) => name !== ''))
  })

  test('faulty rows are told by row, column, value and rule, in both languages; the others go in', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const load = await loadFile(
      library,
      ctx,
      '记录编号,来源,企业名称,数据日期\n1,oem_a,甲厂,2026-01-01\n1,oem_a,乙厂,\n,oem_a,丙厂,\n4,OEM 4,丁厂,\n5,oem_a,戊厂,2026-02-31\n6,street_1,己厂,',
    )
    assert.deepEqual([load.state, load.total, load.added, load.faulty], ['done', 6, 2, 4])
    assert.deepEqual(
      load.faults.map(({ row, column, value, code }) => [row, column, value, code]),
      [
        [3, '记录编号', '1', 'registry.fusion.recordTwice'],
        [4, '记录编号', '', 'tables.cell.required'],
        [5, '来源', 'OEM 4', 'registry.fusion.sourceForm'],
        [6, '数据日期', '2026-02-31', load.faults[3]!.code],
      ],
    )
    assert.ok(load.faults.every(({ zh, en }) => zh !== '' && en !== '' && zh !== en))
    const { sources } = await summaryOf(ctx)
    assert.deepEqual(
      sources
        .filter(({ code }) => code === 'street_1')
        .map(({ trust, anchor, records }) => [trust, anchor, records]),
      [[0.5, false, 1]],
      'a source that nobody described is trusted middling',
    )
  })

  test('a file without a source or a record number is refused at once', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await assert.rejects(
      loadFile(library, ctx, '记录编号,企业名称\n1,甲厂'),
      refusal('registry.fusion.sourceMissing'),
    )
    await assert.rejects(
      loadFile(library, ctx, '序号,地址,城市\n1,渝北区金山路1号,重庆', { source: 'oem_a' }),
      refusal('tables.columnsMissing'),
    )
    await assert.rejects(requestLoad(ctx, { source: 'library' }, []), refusal('registry.fusion.fileMissing'))
  })

  test('a table without record numbers knows its records by code or name, in whatever order they come', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const rows = [`1,甲公司,${codeOf(1)}`, '2,乙公司,', '3,丙公司,123', '4,乙 公司,', '5,,']
    const first = await loadFile(library, ctx, `序号,企业名称,信用代码\n${rows.join('\n')}`, {
      source: 'street_2',
    })
    assert.deepEqual([first.added, first.faulty, first.faults[0]?.row], [4, 1, 6])
    const again = await loadFile(
      library,
      ctx,
      `序号,企业名称,信用代码,电话\n1,丙公司,123,\n2,甲公司（新）,${codeOf(1)},023\n3,乙公司,,`,
      { source: 'street_2' },
    )
    assert.deepEqual([again.added, again.changed + again.unchanged], [0, 3])
    const { rows: known } = await library.database.query<{ name: string }>(
      "select fields->>'name' as name from registry.fusion_record where external_id = $1",
      [codeOf(1)],
    )
    assert.deepEqual(known, [{ name: '甲公司（新）' }])
  })

  test('a decision taken while a run computes is not lost: the run computes again', async () => {
    let between: (() => Promise<unknown>) | undefined
    const library = await openFusion(open, async (task, signal, onProgress) => {
      const outcome = await computeHere(task, signal, onProgress)
      await between?.()
      between = undefined
      return outcome
    })
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, `${HEADER}a,oem_a,甲厂,,,,\nb,oem_b,乙厂,,,,`)
    await fuse(library, ctx)
    between = async () =>
      merge(ctx, {
        into: (await whereIs(library, 'a')).entity,
        others: [(await whereIs(library, 'b')).entity],
      })
    const run = await fuse(library, ctx)
    assert.deepEqual([run.state, run.moved], ['done', 0])
    assert.equal(await groupsOf(library), 'a b')
  })

  test('a cancelled run has written nothing and lets the next one start', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, `${HEADER}a,oem_a,甲厂,,,,`)
    const { id, jobId } = await requestRun(ctx, { kind: 'full', testData: false })
    const stop = new AbortController()
    const cancelled = executeRun(
      { ...ctx, db: library.database.db },
      jobRun(jobId!, { runId: id }, stop.signal),
      async () => {
        stop.abort(new AppError('jobs.job.cancelled'))
        throw stop.signal.reason
      },
    )
    await assert.rejects(cancelled, refusal('jobs.job.cancelled'))
    assert.equal((await runOf(ctx, id)).state, 'cancelled')
    assert.equal((await findEntities(ctx, PAGE)).total, 0)
    assert.equal((await fuse(library, ctx)).state, 'done')
  })

  test('beside a synthetic city records are fused as confirmed test data only', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await library.database.query(
      "insert into registry.demo (enterprises, seed, as_of, complete) values (1000, '1', '2026-11-23', true)",
    )
    await loadFile(library, ctx, `${HEADER}r,registry,${nameOf(1)},${codeOf(1)},,,`)
    await assert.rejects(fuse(library, ctx), refusal('registry.kind.testDataOnly'))
    await requestRun(ctx, { kind: 'full', testData: true })
    await library.settle()
    const { rows } = await library.database.query('select synthetic from registry.enterprise')
    assert.deepEqual(rows, [{ synthetic: true }])
    await loadFile(library, ctx, `${HEADER}later,oem_a,${nameOf(3)},,,,`)
    await removeCity(library.system)
    const summary = await summaryOf(ctx)
    assert.deepEqual([summary.records, summary.unfused, summary.entities, summary.constraints], [1, 1, 0, 0])
    assert.equal((await fuse(library, ctx)).kind, 'full', 'the real ones begin anew')
  })

  test('an entity outside the library enters it by hand; a code that another enterprise has keeps it out', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await addEnterprise(ctx, { name: '别的公司', uscc: codeOf(8) } as never)
    await loadFile(
      library,
      ctx,
      `${HEADER}a,oem_a,${nameOf(1)},${codeOf(1)},,,\nb,oem_a,${nameOf(2)},${codeOf(8)},,,`,
    )
    await fuse(library, ctx)
    const other = await whereIs(library, 'b')
    await split(ctx, other.entity, { records: [other.record] })
    await assert.rejects(
      foundByHand(ctx, (await whereIs(library, 'b')).entity, { testData: false }),
      refusal('registry.fusion.notFounded'),
    )
    const { entity } = await whereIs(library, 'a')
    const founded = await foundByHand(ctx, entity, { testData: false })
    assert.ok(founded.enterpriseId)
    assert.equal(founded.members.length, 2)
    await assert.rejects(foundByHand(ctx, entity, { testData: false }), refusal('registry.fusion.inLibrary'))
    const again = await fuse(library, ctx)
    assert.deepEqual([again.created, again.moved, again.founded], [0, 0, 0])
  })

  test('two enterprises of the library that become alike are asked, not moved about', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const [one, two] = [
      await addEnterprise(ctx, { name: nameOf(1) } as never),
      await addEnterprise(ctx, { name: nameOf(2) } as never),
    ]
    await loadFile(library, ctx, `${HEADER}a,oem_a,${nameOf(2)},,,,`)
    await fuse(library, ctx)
    await changeEnterprise(ctx, two.id, { version: two.version, name: nameOf(1) } as never)
    const run = await fuse(library, ctx, 'incremental')
    assert.deepEqual([run.kind, run.moved, run.entities], ['incremental', 0, 2])
    await fuse(library, ctx)
    const { rows } = await findReviews(ctx, { ...PAGE, state: 'open' })
    assert.deepEqual(
      rows.map(({ reason, left, right }) => [reason, [left.id, right.id].sort()]),
      [['libraryTwice', [one.id, two.id].sort()]],
    )
    const kept = await library.database.query('select count(*) as n from registry.enterprise')
    assert.deepEqual(kept.rows, [{ n: 2 }])
  })

  test('another trust in a source makes the golden records anew', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(
      library,
      ctx,
      `${HEADER}a,oem_a,${nameOf(1)},${codeOf(1)},王一,,\nb,oem_b,${nameOf(1)},${codeOf(1)},李二,,`,
    )
    const trust = (code: string, value: number) =>
      changeSourceTo(ctx, { code, nameZh: code, nameEn: code, trust: value, fieldTrust: {}, anchor: false })
    const person = async () =>
      (await entityOf(ctx, (await whereIs(library, 'a')).entity)).golden.find(
        ({ field }) => field === 'legalRep',
      )?.value
    await trust('oem_a', 0.8)
    await fuse(library, ctx)
    assert.equal(await person(), '王一')
    await trust('oem_b', 0.9)
    await fuse(library, ctx, 'incremental')
    assert.equal(await person(), '李二')
  })

  test('two records side by side: every field with its weight, decisions as rules', async () => {
    const library = await openFusion(open, computeInWorker)
    const ctx = library.as('taskforce')
    const rows = [...Array(120).keys()].flatMap((n) => [
      `r${n},registry,${nameOf(n)},${codeOf(n)},王${n},${13_100_000_000 + n},渝北区金山路${n}号`,
      `t${n},tax,${nameOf(n)},${codeOf(n)},王${n},${13_100_000_000 + n},金山路${n}号`,
    ])
    await loadFile(library, ctx, HEADER + rows.join('\n'))
    await fuse(library, ctx)
    const [left, right] = [(await whereIs(library, 'r1')).record, (await whereIs(library, 't1')).record]
    const pair = await compareRecords(ctx, { left, right })
    assert.ok(pair.probability > 0.99)
    assert.deepEqual(
      pair.rules.map(({ code }) => code),
      ['sameCode'],
    )
    assert.match(pair.fields.find(({ comparison }) => comparison === 'name')!.zh, /^名称：/)
    const known = new Set(
      pair.fields.map(({ comparison, level, zh }) => (zh.includes(level) ? comparison : '')),
    )
    assert.deepEqual([...known], [''], 'every comparison and level has words')
    const { entity } = await whereIs(library, 'r2')
    const merged = await merge(ctx, { into: (await whereIs(library, 'r1')).entity, others: [entity] })
    assert.equal(merged.kind, 'merge')
    const again = await compareRecords(ctx, { left: right, right: (await whereIs(library, 't2')).record })
    assert.ok(again.rules.some(({ code }) => code === 'codesDiffer'))
    const { rows: open1 } = await findReviews(ctx, { ...PAGE, state: 'open' })
    for (const { id } of open1.slice(0, 1))
      assert.ok((await decideReview(ctx, id, { decision: 'later' })).review)
  })
})
