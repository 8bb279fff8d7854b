import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { requestRun } from '../runs/index.ts'
import { openChain, openCityChain, type TestChain } from '../testing.ts'
import { exportGapList, findGaps, gapOf } from './service/views.ts'

const ALL = { page: 1, size: 500 }

/** Scores as a person would: puts it in the queue and waits for its end. */
async function score(chain: TestChain): Promise<void> {
  await requestRun(chain.system, { kind: 'gaps', input: {} })
  for (const result of await chain.settle()) if (result instanceof Error) throw result
}

eachDatabase('the gap list', (open) => {
  test('before the first run the list is empty and says so', async () => {
    const { system } = await openChain(open)
    const list = await findGaps(system, ALL)
    assert.equal(list.run, null)
    assert.deepEqual(list.rows, [])
  })

  test('an empty library judges nothing', async () => {
    const chain = await openChain(open)
    const { system } = chain
    await score(chain)
    const list = await findGaps(system, ALL)
    assert.equal(list.counts.unknown, list.total)
  })

  test('every node of a synthetic city has a state, a reason and its evidence', async () => {
    const chain = await openCityChain(open)
    const { as } = chain
    await score(chain)
    const analyst = as('analyst')
    const list = await findGaps(analyst, ALL)
    assert.equal(list.counts.unknown, 0)
    assert.ok(list.synthetic && list.run?.state === 'done' && !list.run.outdated)
    assert.ok(new Set(list.rows.map(({ state }) => state)).size >= 3)
    for (const row of list.rows) assert.ok(row.reason.zh.length > 5 && row.reason.en.length > 5)
    const traded = list.rows.find(({ figures }) => (figures.suppliers ?? 0) > 2)
    const one = await gapOf(analyst, traded?.node as string)
    assert.ok((one.relations?.length ?? 0) > 2 && one.districts.length > 0 && one.related.length > 0)
    assert.equal(
      list.rows.filter(({ priority }) => priority !== null).length,
      list.rows.findIndex(({ priority }) => priority === null) < 0
        ? list.total
        : list.rows.findIndex(({ priority }) => priority === null),
    )
  })

  test('rivals see the state of a node, but no figures that tell of a few firms', async () => {
    const chain = await openCityChain(open)
    const { as } = chain
    await score(chain)
    const rival = as('enterprise', { enterpriseId: '00000000-0000-7000-8000-0000000000ff' })
    const list = await findGaps(rival, ALL)
    const few = list.rows.filter(({ figures }) => figures.suppliers > 0 && figures.suppliers < 5)
    assert.ok(few.length > 0)
    for (const row of few) assert.ok(row.hidden && row.figures.demand === null && row.state !== null)
    const one = await gapOf(rival, few[0]?.node as string)
    assert.equal(one.relations, null)
  })

  test('filters narrow, unknown sorting is refused, the export is a file', async () => {
    const chain = await openCityChain(open)
    const { system } = chain
    await score(chain)
    const missing = await findGaps(system, { ...ALL, state: 'missing' })
    assert.ok(missing.rows.every(({ state }) => state === 'missing'))
    assert.equal(missing.counts.missing, missing.total)
    const battery = await findGaps(system, { ...ALL, below: 'A1', q: '动力电池' })
    assert.ok(battery.rows.some(({ node }) => node === 'A1'))
    await assert.rejects(findGaps(system, { ...ALL, sort: 'nonsense' }), { code: 'chain.gaps.sortUnknown' })
    const file = await exportGapList(system, { format: 'csv' })
    let text = ''
    for await (const chunk of file.stream as AsyncIterable<Uint8Array>)
      text += Buffer.from(chunk).toString('utf8')
    assert.match(text, /合成数据/)
    assert.match(text, /动力电池/)
  })

  test('a second scoring is refused while one waits', async () => {
    const { system } = await openChain(open)
    await requestRun(system, { kind: 'gaps', input: {} })
    await assert.rejects(requestRun(system, { kind: 'gaps', input: {} }), {
      code: 'chain.run.active',
      status: 409,
    })
  })
})
