import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#kernel/core'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { codeOf } from '../import/testing.ts'
import { addEnterprise, changeEnterprise } from '../service/write.ts'
import { merge, split } from './service/decide.ts'
import { operationsOf } from './service/history.ts'
import { decideReview, findReviews } from './service/review.ts'
import { requestRun } from './service/run.ts'
import { undo } from './service/undo.ts'
import { entityOf, feedAfter, findEntities, summaryOf } from './service/views.ts'
import { selectConstraints } from './store/operations.ts'
import { fuse, groupsOf, loadFile, openFusion, plainLinker, whereIs } from './testing.ts'

const HEADER = 'record_id,source,name,uscc,legal_rep,phone,address,established\n'
const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code
const linker = async () => plainLinker
const PAGE = { page: 1, size: 50 }

/** Three firms in three sources, one of them known to the library. */
const FIRMS =
  HEADER +
  [
    `r1,registry,重庆甲电驱有限公司,${codeOf(1)},王一,,重庆市渝北区金山路1号,2015-03-02`,
    `t1,tax,重庆甲电驱有限公司,${codeOf(1)},王一,02311111111,,`,
    'o1,oem_a,重庆甲电驱有限责任公司,,,02311111111,渝北金山路1号,',
    `r2,registry,重庆乙电池有限公司,${codeOf(2)},李二,,重庆市永川区兴龙大道2号,2018/5/6`,
    'o2,oem_b,重庆乙电池有限公司,,,13900000000,,',
    'o3,oem_a,重庆丙座椅厂,,,13800000000,,',
  ].join('\n')

eachDatabase('fusion', (open) => {
  test('a full run joins records, attaches them to the library, founds what the register vouches for', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const known = await addEnterprise(ctx, { name: '重庆乙电池有限公司', legalRep: '李某' } as never)
    const load = await loadFile(library, ctx, FIRMS, { observedOn: '2026-11-01' })
    assert.deepEqual([load.state, load.total, load.added, load.faulty], ['done', 6, 6, 0])
    const run = await fuse(library, ctx)
    assert.deepEqual([run.state, run.records, run.entities, run.founded], ['done', 7, 3, 1])
    assert.equal(await groupsOf(library), 'o1 r1 t1 | o2 r2 | o3')

    const { rows } = await library.database.query(
      'select name, uscc, legal_rep, established, district, source from registry.enterprise order by name',
    )
    assert.deepEqual(rows, [
      {
        name: '重庆乙电池有限公司',
        uscc: codeOf(2),
        legal_rep: '李某',
        established: '2018-05-06',
        district: null,
        source: 'fusion:registry',
      },
      {
        name: '重庆甲电驱有限公司',
        uscc: codeOf(1),
        legal_rep: '王一',
        established: '2015-03-02',
        district: '500112',
        source: 'fusion:registry',
      },
    ])
    const second = await entityOf(ctx, (await whereIs(library, 'r2')).entity)
    assert.equal(second.enterpriseId, known.id)
    const person = second.golden.find(({ field }) => field === 'legalRep')!
    assert.deepEqual([person.value, person.source], ['李某', 'library'], 'what a person typed survives')
    assert.deepEqual(
      person.others.map(({ value, source }) => [value, source]),
      [['李二', 'registry']],
    )
    const outside = await findEntities(ctx, { ...PAGE, outside: true })
    assert.deepEqual(
      outside.rows.map(({ name }) => name),
      ['重庆丙座椅厂'],
      'no anchor speaks for it: it stays outside the library',
    )
    const { changes } = await feedAfter(ctx, { after: 0, limit: 100 })
    assert.equal(changes.filter(({ kind }) => kind === 'created').length, 3)
    const summary = await summaryOf(ctx)
    assert.deepEqual([summary.records, summary.unfused, summary.entities, summary.inLibrary], [8, 0, 3, 2])
  })

  test('the same records again change nothing and found nothing twice', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, FIRMS)
    const first = await fuse(library, ctx)
    const feed = await feedAfter(ctx, { after: 0, limit: 100 })
    const again = await loadFile(library, ctx, FIRMS)
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 6])
    const second = await fuse(library, ctx)
    assert.deepEqual(
      [second.entities, second.created, second.moved, second.founded],
      [first.entities, 0, 0, 0],
    )
    assert.deepEqual(await feedAfter(ctx, { after: feed.next, limit: 100 }), { changes: [], next: feed.next })
    const { rows } = await library.database.query('select count(*) as n from registry.enterprise')
    assert.deepEqual(rows, [{ n: 2 }])
  })

  test('a changed row supersedes the old one, which is kept; the old name becomes a former one', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, FIRMS, { observedOn: '2026-01-01' })
    await fuse(library, ctx)
    const { entity } = await whereIs(library, 'r1')
    await loadFile(
      library,
      ctx,
      `${HEADER}r1,registry,重庆甲新动力有限公司,${codeOf(1)},王一,,重庆市渝北区金山路1号,2015-03-02`,
      { observedOn: '2026-10-01' },
    )
    const run = await fuse(library, ctx, 'incremental')
    assert.deepEqual([run.kind, run.created, run.moved], ['incremental', 0, 0])
    const golden = await entityOf(ctx, entity)
    assert.equal(golden.name, '重庆甲新动力有限公司')
    assert.equal(golden.golden.find(({ field }) => field === 'formerNames')?.value, '重庆甲电驱有限公司')
    const { rows } = await library.database.query(
      'select name, former_names from registry.enterprise where id = $1',
      [golden.enterpriseId],
    )
    assert.deepEqual(rows, [{ name: '重庆甲新动力有限公司', former_names: ['重庆甲电驱有限公司'] }])
    const versions = await library.database.query(
      "select fields->>'name' as name from registry.fusion_record_version",
    )
    assert.deepEqual(versions.rows, [{ name: '重庆甲电驱有限公司' }])
  })

  test('an incremental run places new records without a full one, new firms included', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, FIRMS)
    await fuse(library, ctx)
    await loadFile(
      library,
      ctx,
      HEADER +
        [
          's1,survey_xlsx,重庆丙座椅厂,,,,,',
          `s2,survey_xlsx,重庆丁照明有限公司,${codeOf(4)},,,,`,
          `r4,registry,重庆丁照明有限公司,${codeOf(4)},赵四,,重庆市江北区北滨路9号,`,
          's3,survey_xlsx,某厂,,李二,,,',
        ].join('\n'),
    )
    const run = await fuse(library, ctx, 'incremental')
    assert.equal(run.kind, 'incremental')
    assert.equal(await groupsOf(library), 'o1 r1 t1 | o2 r2 | o3 s1 | r4 s2 | s3')
    assert.equal(run.founded, 1)
    const reviews = await findReviews(ctx, { ...PAGE, state: 'open' })
    assert.deepEqual(
      reviews.rows.map(({ reason, left, right }) => [reason, [left.externalId, right.externalId].sort()]),
      [['border', ['r2', 's3']]],
    )
  })

  test('merged and split by hand, remembered through later runs, undone', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, FIRMS)
    await fuse(library, ctx)
    const [first, third] = [await whereIs(library, 'r1'), await whereIs(library, 'o3')]
    const merged = await merge(ctx, { into: first.entity, others: [third.entity], note: '同一老板' })
    assert.deepEqual([merged.kind, merged.moved, merged.undoable], ['merge', 1, true])
    assert.equal(await groupsOf(library), 'o1 o3 r1 t1 | o2 r2')
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'o1 o3 r1 t1 | o2 r2', 'remembered in a full run')

    const out = await split(ctx, first.entity, { records: [(await whereIs(library, 't1')).record] })
    assert.equal(await groupsOf(library), 'o1 o3 r1 | o2 r2 | t1')
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'o1 o3 r1 | o2 r2 | t1', 'apart although the code is the same')

    const back = await undo(ctx, merged.id)
    assert.equal(back.kept, 0)
    assert.equal(await groupsOf(library), 'o1 r1 | o2 r2 | o3 | t1')
    assert.equal((await whereIs(library, 'o3')).entity, third.entity, 'the old entity lives again')
    await undo(ctx, out.id)
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'o1 r1 t1 | o2 r2 | o3')
    await assert.rejects(undo(ctx, out.id), refusal('registry.fusion.operation.notUndoable'))
    const history = await operationsOf(ctx, { ...PAGE, entity: third.entity })
    assert.deepEqual(
      history.rows.map(({ kind }) => kind),
      ['undo', 'merge'],
    )
  })

  test('branches follow their head office when it is merged into another entity', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const office = '重庆甲电驱有限公司'
    await loadFile(
      library,
      ctx,
      `${HEADER}h1,oem_a,${office},,,,,\nb1,tax,${office}渝北分公司,,,,,\nx1,oem_b,重庆丁厂,,,,,`,
    )
    await fuse(library, ctx)
    const [head, branch, other] = [
      await whereIs(library, 'h1'),
      await whereIs(library, 'b1'),
      await whereIs(library, 'x1'),
    ]
    assert.equal((await entityOf(ctx, branch.entity)).headId, head.entity)
    await merge(ctx, { into: other.entity, others: [head.entity] })
    assert.equal((await entityOf(ctx, branch.entity)).headId, other.entity)
    assert.deepEqual(
      (await entityOf(ctx, other.entity)).branches.map(({ id }) => id),
      [branch.entity],
    )
  })

  test('a merge undone after later edits: what people typed stays, what fusion wrote goes back', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const known = await addEnterprise(ctx, { name: '重庆戊模具厂' } as never)
    await loadFile(
      library,
      ctx,
      `${HEADER}t9,tax,重庆戊精密模具有限公司,${codeOf(9)},钱九,,巴南区花溪路3号,2011-01-01`,
    )
    await fuse(library, ctx)
    const lone = await whereIs(library, 't9')
    const { rows: own } = await library.database.query<{ entity: string }>(
      'select entity_id as entity from registry.fusion_record where id = $1',
      [known.id],
    )
    const merged = await merge(ctx, { into: own[0]!.entity, others: [lone.entity] })
    const read = async () =>
      (
        await library.database.query<Record<string, unknown>>(
          'select name, uscc, legal_rep, address, version from registry.enterprise where id = $1',
          [known.id],
        )
      ).rows[0]!
    const after = await read()
    assert.deepEqual([after.name, after.uscc, after.legal_rep], ['重庆戊模具厂', codeOf(9), '钱九'])
    await changeEnterprise(ctx, known.id, { version: Number(after.version), legalRep: '孙某' } as never)
    const { kept } = await undo(ctx, merged.id)
    assert.equal(kept, 0)
    const end = await read()
    assert.deepEqual([end.name, end.uscc, end.legal_rep, end.address], ['重庆戊模具厂', null, '孙某', null])
  })

  test('records that a later operation moved stay when an earlier one is undone, and are counted', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, FIRMS)
    await fuse(library, ctx)
    const [first, second, third] = [
      await whereIs(library, 'r1'),
      await whereIs(library, 'r2'),
      await whereIs(library, 'o3'),
    ]
    const merged = await merge(ctx, { into: first.entity, others: [second.entity] })
    await split(ctx, first.entity, { records: [(await whereIs(library, 'o2')).record] })
    await merge(ctx, { into: third.entity, others: [(await whereIs(library, 'o2')).entity] })
    const { kept } = await undo(ctx, merged.id)
    assert.equal(kept, 1)
    assert.equal(await groupsOf(library), 'o1 r1 t1 | o2 o3 | r2')
  })

  test('a pair in doubt is decided, holds, and goes back with its operation', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, `${HEADER}a1,oem_a,甲厂,,张三,,,\nb1,oem_b,乙厂,,张三,,,`)
    await fuse(library, ctx)
    const open1 = await findReviews(ctx, { ...PAGE, state: 'open' })
    assert.deepEqual([open1.total, open1.rows[0]!.reason, open1.rows[0]!.together], [1, 'border', false])
    const { operation, review } = await decideReview(ctx, open1.rows[0]!.id, { decision: 'same' })
    assert.deepEqual([operation?.kind, review.state, review.together], ['merge', 'same', true])
    assert.equal(await groupsOf(library), 'a1 b1')
    await fuse(library, ctx)
    assert.equal((await findReviews(ctx, { ...PAGE, state: 'open' })).total, 0, 'not asked again')
    await undo(ctx, operation!.id)
    assert.equal((await findReviews(ctx, { ...PAGE, state: 'open' })).total, 1, 'open again')
    await decideReview(ctx, open1.rows[0]!.id, { decision: 'different' })
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'a1 | b1')
  })

  test('a decision that moved nothing is taken back and asked again; one that moved is undone as operation', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(library, ctx, `${HEADER}a1,oem_a,甲厂,,张三,,,\nb1,oem_b,乙厂,,张三,,,`)
    await fuse(library, ctx)
    const [pair] = (await findReviews(ctx, { ...PAGE, state: 'open' })).rows
    const { operation } = await decideReview(ctx, pair!.id, { decision: 'different' })
    assert.equal(operation, null)
    assert.equal((await selectConstraints(ctx.db)).length, 1)
    const { review } = await decideReview(ctx, pair!.id, { decision: 'open' })
    assert.deepEqual([review.state, review.decidedBy, review.decidedAt], ['open', null, null])
    assert.deepEqual(await selectConstraints(ctx.db), [])
    await decideReview(ctx, pair!.id, { decision: 'same' })
    await assert.rejects(
      decideReview(ctx, pair!.id, { decision: 'open' }),
      refusal('registry.fusion.review.moved'),
    )
  })

  test('a register record that arrives last and splits what people confirmed becomes a question', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(
      library,
      ctx,
      `${HEADER}a1,oem_a,重庆己橡胶有限公司,,,,,\nb1,survey_xlsx,己橡胶,${codeOf(6)},,,,`,
    )
    await fuse(library, ctx)
    const a = await whereIs(library, 'a1')
    const b = await whereIs(library, 'b1')
    await merge(ctx, { into: a.entity, others: [b.entity] })
    await loadFile(library, ctx, `${HEADER}r6,registry,重庆己橡胶有限公司,${codeOf(7)},周七,,,`)
    for (const kind of ['incremental', 'full'] as const) {
      await fuse(library, ctx, kind)
      assert.equal(await groupsOf(library), 'a1 b1 | r6', 'the decision holds')
      const { rows } = await findReviews(ctx, { ...PAGE, state: 'open' })
      assert.deepEqual(
        rows
          .filter(({ reason }) => reason === 'contradicted')
          .map(({ left, right }) => [left.id, right.id].sort()),
        [[a.record, b.record].sort()],
      )
    }
    const { rows } = await findReviews(ctx, { ...PAGE, state: 'open' })
    const asked = rows.find(({ reason }) => reason === 'contradicted')!
    const { operation } = await decideReview(ctx, asked.id, { decision: 'different' }, linker)
    assert.equal(operation?.kind, 'split')
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'a1 r6 | b1')
  })

  test('a record that two firms claim goes alone, and comes back', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    await loadFile(
      library,
      ctx,
      `${HEADER}r1,registry,甲公司,${codeOf(1)},张三,111,,\nr2,registry,乙公司,${codeOf(2)},李四,222,,\nx1,oem_a,某厂,,张三,222,,`,
    )
    await fuse(library, ctx)
    const { entity } = await whereIs(library, 'r1')
    const x = await whereIs(library, 'x1')
    await merge(ctx, { into: entity, others: [x.entity] })
    await fuse(library, ctx)
    const { rows } = await findReviews(ctx, { ...PAGE, state: 'open' })
    const asked = rows.find(({ left, right }) => [left.externalId, right.externalId].includes('r2'))!
    const { operation } = await decideReview(ctx, asked.id, { decision: 'same' })
    assert.equal(operation?.moved, 1)
    assert.equal(await groupsOf(library), 'r1 | r2 x1')
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'r1 | r2 x1', 'remembered')
    await undo(ctx, operation!.id)
    await fuse(library, ctx)
    assert.equal(await groupsOf(library), 'r1 x1 | r2', 'and the older decision holds again')
  })

  test('two runs at once are refused, also by the database itself', async () => {
    const library = await openFusion(open)
    const ctx = library.as('taskforce')
    const first = await requestRun(ctx, { kind: 'full', testData: false })
    await assert.rejects(
      requestRun(ctx, { kind: 'full', testData: false }),
      refusal('registry.fusion.running'),
    )
    const summary = await summaryOf(ctx)
    assert.equal(summary.running?.id, first.id)
    await library.settle()
    assert.equal((await fuse(library, ctx)).state, 'done')
  })

  test('who may not, may not', async () => {
    const library = await openFusion(open)
    await loadFile(library, library.as('administrator'), FIRMS)
    await fuse(library, library.as('taskforce'))
    const { entity, record } = await whereIs(library, 'r1')
    for (const role of ['auditor', 'analyst'] as const) {
      const ctx = library.as(role)
      assert.equal((await entityOf(ctx, entity)).members.length, 4)
      await assert.rejects(split(ctx, entity, { records: [record] }), refusal('auth.forbidden'))
      await assert.rejects(requestRun(ctx, { kind: 'full', testData: false }), refusal('auth.forbidden'))
    }
    // A district's officers may not see what other districts' firms sell to whom: rows of sources name no owner.
    for (const role of ['district', 'enterprise', 'operator', 'bank'] as const) {
      await assert.rejects(entityOf(library.as(role), entity), refusal('auth.forbidden'))
      await assert.rejects(
        findReviews(library.as(role), { ...PAGE, state: 'open' }),
        refusal('auth.forbidden'),
      )
      await assert.rejects(summaryOf(library.as(role)), refusal('auth.forbidden'))
    }
  })
})
