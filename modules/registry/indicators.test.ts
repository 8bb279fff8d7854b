import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/core'
import { eachDatabase } from '../../kernel/db/testing.ts'
import { registryIndicators } from './indicators.ts'
import { openLibrary } from './testing.ts'

const revenue = registryIndicators.find(({ key }) => key === 'registry.parts_revenue')!

test('every indicator declares whether small cells may be told: figures of firms never, counts of firms may', () => {
  for (const { key, unit, disclosure } of registryIndicators) {
    assert.equal(disclosure, unit === 'count' ? 'public' : 'statistical', key)
  }
})

test('what counts events can only grow, what counts titles and firms can fall', () => {
  assert.deepEqual(
    registryIndicators.filter(({ cumulative }) => cumulative).map(({ key }) => key),
    ['registry.recruited_enterprises', 'registry.transformed_enterprises', 'registry.listed_enterprises'],
  )
})

eachDatabase('indicators of the library', (open) => {
  test('revenue that stands for fewer than five firms is withheld, for a district and for the city', async () => {
    const { database, system, as } = await openLibrary(open)
    const add = async (district: string, firms: number) => {
      for (let n = 0; n < firms; n++) {
        const id = newId()
        await database.query(
          `insert into registry.enterprise (id, name, name_key, district, parts, source, established, created_at, updated_at)
           values ('${id}', 'f${id}', 'f${id}', '${district}', true, 'manual', '2020-01-01', now(), now())`,
        )
        await database.query(
          `insert into registry.yearly (enterprise_id, year, revenue, source) values ('${id}', 2025, 1000, 'manual')`,
        )
      }
    }
    await add('500112', 4)
    assert.deepEqual(await revenue.measure(system, '2026-11-23'), [
      { region: undefined, value: null, hidden: true },
      { region: '500112', value: null, hidden: true },
    ])
    await add('500106', 6)
    const measured = [...(await revenue.measure(system, '2026-11-23'))]
    measured.sort((a, b) => (a.region ?? '').localeCompare(b.region ?? ''))
    assert.deepEqual(measured, [
      { region: undefined, value: 10_000, hidden: false },
      { region: '500106', value: 6_000, hidden: false },
      { region: '500112', value: null, hidden: true },
    ])
    const officer = as('district', { districts: ['500106'] })
    const records = await revenue.evidence(officer, {
      asOf: '2026-11-23',
      region: '500106',
      page: 1,
      size: 100,
    })
    const sum = records.rows.reduce((all, row) => all + Number(row.value), 0)
    assert.equal(sum, 6_000, "the officer's records add up to what is stated of the district")
  })
})
