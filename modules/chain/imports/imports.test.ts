import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libraryNames } from '#modules/registry'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { runOf } from '../../../kernel/jobs/testing.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { shownById } from './service/batches.ts'
import { requestCommit, runCommit } from './service/commit.ts'
import { errorsOf, rowsOf } from './service/list.ts'
import { requestStaging, runStaging } from './service/stage.ts'
import { requestUndo } from './service/undo.ts'
import { selectBatch } from './store/batches.ts'
import { bring, factsNow, guessed, settled, stage, told, upload } from './testing.ts'

const SUPPLY = [
  '供应商名称,客户,配套产品,采购金额（万元）,数量,单位,年度',
  '甲零部件,乙整车,动力电池,1200.5,3000,套,2025',
  '甲零部件,乙整车,动力电池,,3000,件,2024',
  '丙电子,丙电子,,88,,,2025',
  '丙电子,乙整车,,-5,,,2025',
  '甲零部件,乙整车,动力电池,1,,,2025',
  ',乙整车,,3,,,2025',
  '丁公司,乙整车,没有这个环节,3,,,2025',
].join('\n')

const MODELS = [
  '公告型号,车型,主机厂,能源类型,年产量',
  'T-1,测试一,乙整车,纯电,12000',
  'T-2,测试二,乙整车,增程,',
].join('\n')

const BILL = [
  '车型编码,序号,上级,零部件名称,供应商,用量,单位,单价,成本占比',
  'T-1,1,,电池包,甲零部件,1,套,,40%',
  'T-1,1.1,,电芯,戊电芯,96,个,,70%',
  'T-1,1.2,,壳体,,1,个,800元,',
  'T-1,2,,座椅,己座椅,5,个,1200,',
  'T-2,,,车身,甲零部件,1,个,,70%',
  'T-2,,,底盘,甲零部件,1,个,,60%',
  'T-2,,底盘,弹簧,甲零部件,4,个,30,',
  'T-9,,,车身,甲零部件,1,个,,70%',
].join('\n')

const rowsIn = async (chain: TestChain, table: string): Promise<number> =>
  (await chain.database.query<{ n: number }>(`select count(*) as n from chain.${table}`)).rows[0]?.n ?? -1

eachDatabase('importing into the chain', (open) => {
  test('good rows go in, each bad one names its cell and rule; firms outside the library are said', async () => {
    const chain = await openChain(open)
    const batch = await bring(chain, 'supply', SUPPLY)
    assert.deepEqual(await told(chain, batch.id), {
      2: 'create outside outside',
      3: 'faulty twoUnits outside outside amountUnknown',
      4: 'create outside outside self',
      5: 'faulty below',
      6: 'faulty rowTwice outside outside',
      7: 'faulty firmMissing',
      8: 'faulty nodeUnknown',
    })
    assert.deepEqual([batch.total, batch.good, batch.created], [7, 2, 2])
    const { rows } = await chain.database.query(
      `select amount, node, period from chain.supply order by amount`,
    )
    assert.deepEqual(rows, [
      { amount: 88_000_000, node: null, period: '2025' },
      { amount: 1_200_500_000, node: 'A1', period: '2025' },
    ])
    const faulty = await rowsOf(chain.system, batch.id, { page: 1, size: 50, outcome: 'faulty' })
    const negative = faulty.rows.find(({ rowNumber }) => rowNumber === 5)?.faults[0]
    assert.equal(negative?.column, '采购金额（万元）')
    assert.equal(negative?.value, '-5')
    assert.ok(negative?.zh && negative.en && negative.zh !== negative.en)
    const file = await errorsOf(chain.system, batch.id)
    let bytes = 0
    for await (const part of file.stream as AsyncIterable<Uint8Array>) bytes += part.length
    assert.ok(bytes > 2_000)
  })

  test('firms are found by code and name; a code of another firm is a fault', async () => {
    const chain = await openCityChain(open)
    const names = []
    for await (const chunk of libraryNames(chain.system)) names.push(...chunk)
    const [a, b] = names.filter(({ uscc }) => uscc !== null)
    const batch = await bring(
      chain,
      'supply',
      [
        '供应商信用代码,供应商名称,采购方信用代码,采购方,金额',
        `${a?.uscc},,${b?.uscc},${b?.name},3亿元`,
        `,${b?.name},${a?.uscc},,20万`,
        `${a?.uscc},另一家公司,${b?.uscc},,3`,
      ].join('\n'),
    )
    assert.deepEqual(await told(chain, batch.id), { 2: 'create', 3: 'create', 4: 'faulty nameDiffers' })
    const { rows } = await chain.database.query(
      `select supplier_id, amount from chain.supply where batch_id is not null order by amount`,
    )
    assert.deepEqual(rows, [
      { supplier_id: b?.id, amount: 20_000_000 },
      { supplier_id: a?.id, amount: 30_000_000_000 },
    ])
    await assert.rejects(upload(chain.system, 'supply', SUPPLY, { synthetic: 'false' }), {
      code: 'chain.imports.syntheticOnly',
    })
  })

  test('models, then their bills: levels over 100 % are reported whole, what hangs below waits', async () => {
    const chain = await openChain(open)
    assert.equal((await bring(chain, 'model', MODELS)).created, 2)
    const batch = await bring(chain, 'bill', BILL)
    assert.deepEqual(await told(chain, batch.id), {
      2: 'create outside',
      3: 'create outside',
      4: 'create supplierUnknown',
      5: 'create outside',
      6: 'faulty sharesExceed outside',
      7: 'faulty sharesExceed outside',
      8: 'faulty parentFaulty outside',
      9: 'faulty modelUnknown outside',
    })
    const faulty = await rowsOf(chain.system, batch.id, { page: 1, size: 50, outcome: 'faulty' })
    assert.match(faulty.rows[0]?.faults[0]?.zh ?? '', /130%.*6、7/)
    const { rows } = await chain.database.query(
      `select l.part, p.part as parent from chain.bill_line l left join chain.bill_line p on p.id = l.parent_id
       order by l.position`,
    )
    assert.deepEqual(rows, [
      { part: '电池包', parent: null },
      { part: '电芯', parent: '电池包' },
      { part: '壳体', parent: '电池包' },
      { part: '座椅', parent: null },
    ])
    // What is stored counts towards the level: 40 % are there, 65 % come.
    const more = await stage(chain, 'bill', '车型编码,零部件名称,成本占比\nT-1,底盘,65%')
    assert.deepEqual(await told(chain, more.id), { 2: 'faulty sharesExceed supplierUnknown quantityOne' })
  })

  test('the same file again changes nothing', async () => {
    const chain = await openChain(open)
    await bring(chain, 'model', MODELS)
    for (const [table, content] of [
      ['supply', SUPPLY],
      ['model', MODELS],
      ['bill', BILL],
    ] as const) {
      await bring(chain, table, content)
      const before = await factsNow(chain)
      const again = await bring(chain, table, content)
      assert.deepEqual([again.created, again.updated, again.unchanged], [0, 0, again.good], table)
      assert.deepEqual(await factsNow(chain), before)
    }
  })

  test('later news overwrite, older files do not; undo brings back what was', async () => {
    const chain = await openChain(open)
    await bring(chain, 'supply', '供应商,客户,金额\n甲,乙,10')
    const before = await factsNow(chain)
    const old = await bring(chain, 'supply', '供应商,客户,金额\n甲,乙,5', { observedOn: '2025-01-01' })
    assert.deepEqual(await told(chain, old.id), { 2: 'unchanged outside outside storedNewer' })
    const news = await bring(chain, 'supply', '供应商,客户,金额\n甲,乙,12\n新来的,乙,3', {
      observedOn: '2026-11-01',
    })
    assert.deepEqual([news.created, news.updated], [1, 1])
    await requestUndo(chain.system, news.id)
    await settled(chain)
    assert.equal((await shownById(chain.system, news.id)).state, 'undone')
    assert.deepEqual(await factsNow(chain), before)
  })

  test('undo is refused, with the rows, where later edits build upon the batch', async () => {
    const chain = await openChain(open)
    const models = await bring(chain, 'model', MODELS)
    await bring(chain, 'bill', BILL)
    await assert.rejects(requestUndo(chain.system, models.id), (error: { code: string; params: object }) => {
      assert.equal(error.code, 'chain.imports.builtUpon')
      assert.deepEqual(error.params, { file: '摸底表.csv', total: 1, rows: '2' })
      return true
    })
    const supplies = await bring(chain, 'supply', '供应商,客户,金额\n甲,乙,10')
    await chain.database.query(`update chain.supply set amount = 1, version = version + 1`)
    await assert.rejects(requestUndo(chain.system, supplies.id), {
      code: 'chain.imports.builtUpon',
      status: 409,
    })
  })

  test('a job that is interrupted goes on after the last staged row; one that runs twice does nothing twice', async () => {
    const chain = await openChain(open)
    const lines = ['供应商,客户,金额']
    for (let i = 0; i < 5_000; i++) lines.push(`供应商${i},主机厂${i % 9},${i + 1}`)
    const preview = await upload(chain.system, 'supply', lines.join('\n'))
    const { id } = preview.batch
    await requestStaging(chain.system, id, { mapping: guessed(preview) })
    const dies = {
      ...runOf('job', { batchId: id }),
      progress: async () => Promise.reject(new Error('killed')),
    }
    // Killed after the first chunk, without a word to anybody: the state stays as the process left it.
    await assert.rejects(runStaging(chain.system, dies), /killed/)
    assert.equal(await rowsIn(chain, 'batch_row'), 2_000)
    await chain.database.query(`update chain.batch set state = 'staging', error = null`)
    await settled(chain)
    const staged = await shownById(chain.system, id)
    assert.deepEqual([staged.state, staged.total, staged.good], ['staged', 5_000, 5_000])
    assert.deepEqual(await runStaging(chain.system, runOf('job', { batchId: id })), { skipped: true })

    await requestCommit(chain.system, id)
    const jobId = (await selectBatch(chain.system.db, id))?.jobId as string
    await settled(chain)
    assert.deepEqual(await runCommit(chain.system, runOf(jobId, { batchId: id })), { skipped: true })
    assert.equal(await rowsIn(chain, 'supply'), 5_000)
  })

  test('who may not import sees nothing of it', async () => {
    const chain = await openChain(open)
    const batch = await bring(chain, 'model', MODELS)
    await assert.rejects(rowsOf(chain.as('district'), batch.id, { page: 1, size: 5 }), { status: 403 })
    await assert.rejects(upload(chain.as('enterprise'), 'model', MODELS), { status: 403 })
  })
})
