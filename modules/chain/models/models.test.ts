import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { bring } from '../imports/testing.ts'
import { openChain } from '../testing.ts'
import { exportModelList, findModels } from './service/views.ts'

const ALL = { page: 1, size: 50 }
const MODELS = '车型编码,车型名称,整车企业,年产量\nM1,甲型,整车厂,1000\nM2,乙型,整车厂,'
const LINES = '车型编码,零部件,数量,单价,供应商\nM1,电池包,1,30000,电池厂\nM1,座椅,2,,'

eachDatabase('vehicle models', (open) => {
  test('models are listed with the state of their bills, narrowed, sorted and exported', async () => {
    const chain = await openChain(open)
    const { system } = chain
    await bring(chain, 'model', MODELS)
    await bring(chain, 'bill', LINES)
    const { rows } = await findModels(system, ALL)
    assert.deepEqual(
      rows.map(({ code, oem, volume, lines, withSupplier, withCost }) => [
        code,
        oem,
        volume,
        lines,
        withSupplier,
        withCost,
      ]),
      [
        ['M1', '整车厂', 1000, 2, 1, 1],
        ['M2', '整车厂', null, 0, 0, 0],
      ],
    )
    const codes = async (query: object) =>
      (await findModels(system, { ...ALL, ...query })).rows.map(({ code }) => code)
    assert.deepEqual(await codes({ bill: 'without' }), ['M2'])
    assert.deepEqual(await codes({ bill: 'partly' }), ['M1'])
    assert.deepEqual(await codes({ q: '乙' }), ['M2'])
    assert.deepEqual(await codes({ sort: '-volume' }), ['M1', 'M2'])
    await assert.rejects(findModels(system, { ...ALL, sort: 'nonsense' }), {
      code: 'chain.models.sortUnknown',
    })
    const file = await exportModelList(system, { format: 'csv' })
    let text = ''
    for await (const chunk of file.stream as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString('utf8')
    assert.match(text, /甲型/)
  })

  test('a maker sees its own models, another firm none', async () => {
    const chain = await openChain(open)
    await bring(chain, 'model', MODELS)
    const [first] = (await findModels(chain.system, ALL)).rows
    const own = chain.as('enterprise', { enterpriseId: first?.oemId as string })
    assert.equal((await findModels(own, ALL)).total, 2)
    const other = chain.as('enterprise', { enterpriseId: '00000000-0000-7000-8000-0000000000ff' })
    assert.equal((await findModels(other, ALL)).total, 0)
  })
})
