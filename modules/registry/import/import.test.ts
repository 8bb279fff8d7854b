import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { enterpriseWithParts } from '../service/detail.ts'
import { changeEnterprise } from '../service/write.ts'
import { requestCommit } from './service/commit.ts'
import { cancelBatch, importOf, rowsOf } from './service/list.ts'
import { decide, findReviews } from './service/review.ts'
import { requestStaging } from './service/stage.ts'
import { bring, codeOf, contentOf, guessed, openLibrary, stage, undo, upload } from './testing.ts'

const page = { page: 1, size: 100 }
const HEADER = '统一社会信用代码,企业名称,所在区县,主要产品,所属环节,企业资质,注册资本（万元）,成立时间'
const table = (...rows: string[]) => [HEADER, ...rows].join('\n')
const counts = (b: {
  created: number
  updated: number
  unchanged: number
  faulty: number
  doubtful: number
}) => [b.created, b.updated, b.unchanged, b.faulty, b.doubtful]
const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

async function faultsOf(ctx: Ctx, id: string): Promise<string[]> {
  const { rows } = await rowsOf(ctx, id, { ...page, outcome: 'faulty' })
  return rows.flatMap((row) => row.faults.map((fault) => `${row.rowNumber} ${fault.column} ${fault.code}`))
}

async function firm(ctx: Ctx, library: Awaited<ReturnType<typeof openLibrary>>, name: string) {
  const found = await library.database.query<{ id: string }>(
    'select id from registry.enterprise where name = $1',
    [name],
  )
  return enterpriseWithParts(ctx, found.rows[0]!.id)
}

const A = `${codeOf(1)},重庆甲电驱有限公司,渝北,电机控制器、线束,电驱,高新技术企业、小巨人,1000,2015/3/1`
const B = `${codeOf(2)},重庆乙电池有限公司,500113,电池包,动力电池,,"2,500.5",`

eachDatabase('import of enterprises', (open) => {
  test('a survey table goes in: codes, money, dates, nodes, qualifications; then found, counted and undone', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    const before = await contentOf(library)
    const batch = await bring(library, ctx, 'enterprise', table(A, B))
    assert.deepEqual([batch.state, ...counts(batch)], ['committed', 2, 0, 0, 0, 0])
    const made = await firm(ctx, library, '重庆甲电驱有限公司')
    assert.equal(made.uscc, codeOf(1))
    assert.equal(made.district, '500112')
    assert.equal(made.registeredCapital, 1000 * 1_000_000)
    assert.equal(made.established, '2015-03-01')
    assert.deepEqual(made.products, ['电机控制器', '线束'])
    assert.deepEqual(made.qualifications?.map(({ kind }) => kind).sort(), ['high_tech', 'little_giant'])
    assert.deepEqual([made.parts, made.electronics], [true, true])
    assert.deepEqual(
      made.capabilities?.map(({ node, main }) => [node, main]),
      [['A2', true]],
    )
    const result = await undo(library, ctx, batch.id)
    assert.deepEqual(result, { removed: 2, restored: 0, kept: 0, conflicts: [] })
    assert.deepEqual(await contentOf(library), before)
    assert.equal((await importOf(ctx, batch.id)).state, 'undone')
  })

  test('the same file again changes nothing; an empty cell erases nothing; a new value is an update with its history', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', table(A, B))
    const before = await contentOf(library)
    assert.deepEqual(counts(await bring(library, ctx, 'enterprise', table(A, B))), [0, 0, 2, 0, 0])
    assert.deepEqual(await contentOf(library), before)

    const changed = table(`${codeOf(1)},重庆甲电驱有限公司,,,车规芯片,,1200,`)
    const batch = await bring(library, ctx, 'enterprise', changed)
    assert.deepEqual(counts(batch), [0, 1, 0, 0, 0])
    const now = await firm(ctx, library, '重庆甲电驱有限公司')
    assert.deepEqual([now.district, now.registeredCapital], ['500112', 1200 * 1_000_000])
    assert.equal(now.capabilities?.length, 2)
    const history = await library.database.query(
      `select field, old_value, new_value, source from registry.field_change
       where batch_id = $1 and operation = 'update'`,
      [batch.id],
    )
    assert.deepEqual(history.rows, [
      { field: 'registeredCapital', old_value: 1e9, new_value: 1.2e9, source: 'import:摸底表.csv' },
    ])
    await undo(library, ctx, batch.id)
    assert.deepEqual(await contentOf(library), before)
  })

  test('every doubt and fault of identity is told apart', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', table(A, B, ',重庆丙无码有限公司,渝北,,,,,'))
    const bad = `${codeOf(7).slice(0, 17)}${codeOf(7).endsWith('A') ? 'B' : 'A'}`
    const batch = await stage(
      library,
      ctx,
      'enterprise',
      table(
        `${codeOf(1)},重庆改名电驱有限公司,渝北,,,,,`, // 2: the code of one, the name of another
        `${codeOf(9)},重庆乙电池有限公司,巴南,,,,,`, // 3: the name of one, another code
        `${bad},重庆丁有限公司,渝北,,,,,`, // 4: wrong check character
        `${codeOf(4)},重庆戊有限公司,渝北,,,,,`, // 5: new
        `${codeOf(4)},重庆己有限公司,渝北,,,,,`, // 6: the code of row 5
        `${codeOf(5)},重庆戊有限公司,渝北,,,,,`, // 7: the name of row 5
        `${codeOf(3)},重庆丙无码有限公司,渝北,,,,,`, // 8: known by name, brings its code
        `${codeOf(6)},重庆庚有限公司,不存在区,,不存在环节,,,`, // 9
      ),
    )
    assert.deepEqual(counts(batch), [1, 1, 0, 3, 3])
    assert.deepEqual(await faultsOf(ctx, batch.id), [
      '4 统一社会信用代码 registry.uscc.check',
      '6 统一社会信用代码 tables.cell.duplicate',
      '9 所在区县 registry.import.districtUnknown',
      '9 所属环节 registry.import.nodeUnknown',
    ])
    const reviews = await findReviews(ctx, { ...page, state: 'open', batch: batch.id })
    assert.deepEqual(
      reviews.rows.map((item) => `${item.rowNumber} ${item.reason}`),
      ['2 nameDiffers', '3 codeDiffers', '7 nameTwiceInFile'],
    )
    assert.match(reviews.rows[0]!.zh, /属于“重庆甲电驱有限公司”，而此行的名称是“重庆改名电驱有限公司”/)
    assert.equal(reviews.rows[0]!.candidates[0]?.name, '重庆甲电驱有限公司')
  })

  test('doubtful rows are decided later, audited, and go with their batch when it is undone', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', table(A, B))
    const before = await contentOf(library)
    const staged = await stage(
      library,
      ctx,
      'enterprise',
      table(
        `${codeOf(1)},重庆改名电驱有限公司,渝北,,,,3000,`,
        `${codeOf(9)},重庆乙电池有限公司,巴南,,,,,`,
        `${codeOf(2)},重庆抄错有限公司,巴南,,,,,`,
      ),
    )
    const [renamed, twin, wrong] = (await findReviews(ctx, { ...page, state: 'open', batch: staged.id })).rows
    await assert.rejects(decide(ctx, renamed!.id, { decision: 'new' }), refusal('registry.import.state'))
    await requestCommit(ctx, staged.id)
    await library.settle()
    const one = await decide(ctx, renamed!.id, { decision: 'same', enterpriseId: renamed!.candidates[0]!.id })
    assert.equal(one.state, 'accepted')
    const after = await firm(ctx, library, '重庆改名电驱有限公司')
    assert.deepEqual([after.formerNames, after.registeredCapital], [['重庆甲电驱有限公司'], 3e9])
    await decide(ctx, twin!.id, { decision: 'new' })
    await decide(ctx, wrong!.id, { decision: 'reject', note: '代码抄错' })
    await assert.rejects(decide(ctx, wrong!.id, { decision: 'new' }), refusal('registry.review.decided'))
    assert.deepEqual(counts(await importOf(ctx, staged.id)), [1, 1, 0, 0, 0])
    const audited = await library.database.query(
      "select 1 from kernel.audit_entry where action = 'registry.review.decide'",
    )
    assert.equal(audited.rows.length, 3)
    await undo(library, ctx, staged.id)
    assert.deepEqual(await contentOf(library), before)
  })

  test('what somebody changed or built upon since stays when the batch is undone, and is listed', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', table(A))
    const batch = await bring(
      library,
      ctx,
      'enterprise',
      table(`${codeOf(1)},重庆甲电驱有限公司,巴南,,,,2000,`, B),
    )
    const changed = await firm(ctx, library, '重庆甲电驱有限公司')
    await changeEnterprise(ctx, changed.id, { version: changed.version, registeredCapital: 5 } as never)
    const built = await firm(ctx, library, '重庆乙电池有限公司')
    await changeEnterprise(ctx, built.id, { version: built.version, legalRep: '某人' } as never)
    const result = (await undo(library, ctx, batch.id)) as {
      kept: number
      conflicts: { name: string; field: string | null }[]
    }
    assert.deepEqual(
      result.conflicts.map(({ name, field }) => [name, field]),
      [
        ['重庆乙电池有限公司', null],
        ['重庆甲电驱有限公司', 'registeredCapital'],
      ],
    )
    const now = await firm(ctx, library, '重庆甲电驱有限公司')
    assert.deepEqual([now.district, now.registeredCapital], ['500112', 5])
  })

  test('an edit between preview and commit is seen: the row is planned anew, never blindly overwritten', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', table(A))
    const staged = await stage(
      library,
      ctx,
      'enterprise',
      table(`${codeOf(1)},重庆甲电驱有限公司,渝北,,,,1000,`, `${codeOf(8)},重庆辛有限公司,渝北,,,,,`),
    )
    assert.deepEqual(counts(staged), [1, 0, 1, 0, 0])
    const other = await stage(
      library,
      ctx,
      'enterprise',
      table(`${codeOf(8)},重庆辛有限公司,渝北,产品一,,,,`),
    )
    await requestCommit(ctx, other.id)
    await library.settle()
    await requestCommit(ctx, staged.id)
    await library.settle()
    assert.deepEqual(counts(await importOf(ctx, staged.id)), [0, 0, 2, 0, 0])
    const twice = await library.database.query('select 1 from registry.enterprise where uscc = $1', [
      codeOf(8),
    ])
    assert.equal(twice.rows.length, 1)
  })

  test('a district officer brings in own districts only, and does not see the batches of others', async () => {
    const library = await openLibrary(open)
    const all = library.as('taskforce')
    await bring(library, all, 'enterprise', table(B))
    const officer = library.as('district', {
      accountId: '00000000-0000-7000-8000-00000000000a',
      districts: ['500112'],
    })
    const batch = await stage(
      library,
      officer,
      'enterprise',
      table(
        A,
        `${codeOf(2)},重庆乙电池有限公司,渝北,,,,9,`,
        `${codeOf(3)},重庆丙有限公司,巴南,,,,,`,
        `${codeOf(4)},重庆丁有限公司,,,,,,`,
      ),
    )
    assert.deepEqual(counts(batch), [1, 0, 0, 3, 0])
    const { rows } = await rowsOf(officer, batch.id, { ...page, outcome: 'faulty' })
    assert.deepEqual(
      rows.map((row) => row.faults[0]!.zh),
      [
        '“重庆乙电池有限公司”属于巴南区，您只能导入本区县的企业',
        '“重庆丙有限公司”属于巴南区，您只能导入本区县的企业',
        '未写区县；您只能导入本区县的企业，须写明区县',
      ],
    )
    const stranger = library.as('district', {
      accountId: '00000000-0000-7000-8000-00000000000b',
      districts: ['500113'],
    })
    await assert.rejects(importOf(stranger, batch.id), refusal('registry.import.notFound'))
    await assert.rejects(importOf(library.as('enterprise'), batch.id), refusal('auth.forbidden'))
  })

  test('a date that has not come is a fault of its cell, told in words', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    const batch = await stage(library, ctx, 'enterprise', table(A.replace('2015/3/1', '2030/3/1'), B))
    assert.deepEqual(counts(batch), [1, 0, 0, 1, 0])
    const { rows } = await rowsOf(ctx, batch.id, { ...page, outcome: 'faulty' })
    const [fault] = rows[0]!.faults
    assert.deepEqual([fault?.column, fault?.value], ['成立时间', '2030/3/1'])
    assert.match(fault!.zh, /^成立日期 2030-03-01 晚于今天/)
    assert.match(fault!.en, /^Founding date 2030-03-01 lies after today/)
  })

  test('states: nothing is committed twice, a cancelled batch leaves nothing, a staged one can be read anew', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    const preview = await upload(ctx, 'enterprise', table(A))
    await assert.rejects(requestCommit(ctx, preview.batch.id), refusal('registry.import.state'))
    await assert.rejects(
      requestStaging(ctx, preview.batch.id, { mapping: { uscc: 0 } }),
      refusal('tables.columnsMissing'),
    )
    await requestStaging(ctx, preview.batch.id, { mapping: guessed(preview) })
    await cancelBatch(ctx, preview.batch.id)
    assert.deepEqual(await library.settle(), [])
    await requestStaging(ctx, preview.batch.id, { mapping: guessed(preview) })
    await library.settle()
    await requestStaging(ctx, preview.batch.id, { mapping: guessed(preview) })
    await library.settle()
    assert.equal((await importOf(ctx, preview.batch.id)).total, 1)
    await requestCommit(ctx, preview.batch.id)
    await library.settle()
    await assert.rejects(requestCommit(ctx, preview.batch.id), refusal('registry.import.state'))
    await assert.rejects(cancelBatch(ctx, preview.batch.id), refusal('registry.import.state'))
    const left = await library.database.query('select 1 from registry.import_change')
    assert.equal(left.rows.length, 0)
  })
})
