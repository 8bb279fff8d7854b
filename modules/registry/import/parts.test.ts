import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { rowsOf } from './service/list.ts'
import { decide, findReviews } from './service/review.ts'
import { bring, codeOf, contentOf, openLibrary, stage, undo } from './testing.ts'

const FIRMS = [
  '统一社会信用代码,企业名称,区县',
  `${codeOf(1)},重庆甲电驱有限公司,渝北`,
  `${codeOf(2)},重庆乙整车有限公司,江北`,
  `${codeOf(3)},重庆同名有限公司,江北`,
].join('\n')

eachDatabase('import of capabilities, supplies and yearly figures', (open) => {
  test('capabilities: several nodes in a cell, an update by product, an unknown firm is a fault', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', FIRMS)
    const before = await contentOf(library)
    const table = (...rows: string[]) =>
      ['企业名称,所属环节,产品名称,量产状态,年产能,产能单位,产能利用率（%）,是否主营', ...rows].join('\n')
    const first = await bring(
      library,
      ctx,
      'capability',
      table(
        '重庆甲电驱有限公司,电驱、动力电池,三合一,量产,12,万套,85,是',
        '重庆不存在有限公司,电驱,,,,,,',
        '重庆甲电驱有限公司,动力电池,三合一,研发,,,,',
      ),
    )
    assert.deepEqual([first.created, first.faulty], [1, 2])
    const { rows } = await rowsOf(ctx, first.id, { page: 1, size: 10, outcome: 'faulty' })
    assert.deepEqual(
      rows.map((row) => row.faults[0]!.zh),
      ['企业库中没有“重庆不存在有限公司”；请先导入企业表', '与第 2 行是同一条记录'],
    )
    const made = await library.database.query(
      'select node, stage, capacity, utilisation, main from registry.capability order by node',
    )
    assert.deepEqual(made.rows, [
      { node: 'A1', stage: 'series', capacity: 12, utilisation: 0.85, main: true },
      { node: 'A2', stage: 'series', capacity: 12, utilisation: 0.85, main: true },
    ])
    const derived = await library.database.query(
      "select parts, electronics, main_node from registry.enterprise where name = '重庆甲电驱有限公司'",
    )
    assert.deepEqual(derived.rows, [{ parts: true, electronics: true, main_node: 'A1' }])
    const second = await bring(library, ctx, 'capability', table('重庆甲电驱有限公司,电驱,三合一,,20,,,'))
    assert.deepEqual([second.created, second.updated], [0, 1])
    await undo(library, ctx, second.id)
    await undo(library, ctx, first.id)
    assert.deepEqual(await contentOf(library), before)
  })

  test('yearly figures: money by the unit of the header, derived columns follow, correction and undo', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', FIRMS)
    const table = (...rows: string[]) =>
      ['信用代码,年度,营业收入（亿元）,研发费用（万元）,职工人数', ...rows].join('\n')
    const first = await bring(
      library,
      ctx,
      'yearly',
      table(`${codeOf(1)},2024,1.5,800,120`, `${codeOf(1)},2025,2,900,`, `${codeOf(1)},2025,3,,`),
    )
    assert.deepEqual([first.created, first.faulty], [2, 1])
    const latest = async () =>
      (
        await library.database.query(
          'select revenue_latest as r, revenue_year as y, staff_latest as s from registry.enterprise where uscc = $1',
          [codeOf(1)],
        )
      ).rows[0]
    assert.deepEqual(await latest(), { r: 2e10, y: 2025, s: null })
    const before = await contentOf(library)
    const second = await bring(library, ctx, 'yearly', table(`${codeOf(1)},2025,2.4,,130`))
    assert.deepEqual(await latest(), { r: 2.4e10, y: 2025, s: 130 })
    await undo(library, ctx, second.id)
    assert.deepEqual(await contentOf(library), before)
  })

  test('supplies: a known buyer is linked, an unknown one keeps its name, a doubtful one is decided', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', FIRMS)
    const table = (...rows: string[]) =>
      ['供应商名称,客户名称,客户信用代码,配套产品,配套金额（万元）,采购占比,年度', ...rows].join('\n')
    const batch = await bring(
      library,
      ctx,
      'supply',
      table(
        '重庆甲电驱有限公司,重庆乙整车有限公司,,电驱,1200,35%,2025',
        '重庆甲电驱有限公司,外地某整车厂,,电驱,300,,2025',
        `重庆甲电驱有限公司,重庆同名有限公司,${codeOf(9)},电驱,5,,2025`,
        '重庆甲电驱有限公司,重庆甲电驱有限公司,,电驱,5,,2025',
        '重庆甲电驱有限公司,,,电驱,5,,2025',
      ),
    )
    assert.deepEqual([batch.created, batch.doubtful, batch.faulty], [2, 1, 2])
    const [item] = (await findReviews(ctx, { page: 1, size: 10, state: 'open' })).rows
    assert.equal(item?.reason, 'buyer.codeDiffers')
    assert.match(item!.zh, /^采购方：/)
    await decide(ctx, item!.id, { decision: 'same', enterpriseId: item!.candidates[0]!.id })
    const made = await library.database.query(
      `select t.name, r.to_name, r.amount, r.share from registry.relation r
       left join registry.enterprise t on t.id = r.to_id order by r.amount desc`,
    )
    assert.deepEqual(made.rows, [
      { name: '重庆乙整车有限公司', to_name: null, amount: 1.2e9, share: 0.35 },
      { name: null, to_name: '外地某整车厂', amount: 3e8, share: null },
      { name: '重庆同名有限公司', to_name: null, amount: 5e6, share: null },
    ])
    await undo(library, ctx, batch.id)
    assert.equal((await library.database.query('select 1 from registry.relation')).rows.length, 0)
  })

  test('a decision that shows a second doubt leaves the row open with it', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await bring(library, ctx, 'enterprise', FIRMS)
    const header = '供应商信用代码,供应商名称,客户名称,客户信用代码\n'
    const batch = await stage(
      library,
      ctx,
      'supply',
      `${header}${codeOf(1)},重庆旧名有限公司,重庆同名有限公司,${codeOf(9)}`,
    )
    assert.equal(batch.doubtful, 1)
    await bring(
      library,
      ctx,
      'supply',
      `${header}${codeOf(1)},重庆旧名有限公司,重庆同名有限公司,${codeOf(9)}`,
    )
    const [item] = (await findReviews(ctx, { page: 1, size: 10, state: 'open' })).rows
    assert.equal(item!.reason, 'nameDiffers')
    const open2 = await decide(ctx, item!.id, { decision: 'same', enterpriseId: item!.candidates[0]!.id })
    assert.deepEqual([open2.state, open2.reason], ['open', 'buyer.codeDiffers'])
    const done = await decide(ctx, item!.id, { decision: 'new' })
    assert.equal(done.state, 'accepted')
    const made = await library.database.query('select to_id, to_name from registry.relation')
    assert.deepEqual(made.rows, [{ to_id: null, to_name: '重庆同名有限公司' }])
  })
})
