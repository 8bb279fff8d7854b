import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Doubt, doubtsOfQualification, doubtsOfRecord, doubtsOfYear } from './plausible.ts'

const today = '2026-11-23'
const told = (doubts: Doubt[]) =>
  doubts.map(({ field, code, impossible }) => `${field} ${code.slice(15)}${impossible ? ' !' : ''}`)
const WAN = 10_000 * 100

test('dates that have not come, or stand in the wrong order', () => {
  assert.deepEqual(told(doubtsOfRecord({ established: '2015-03-01', recruitedOn: '2016-01-01' }, today)), [])
  assert.deepEqual(told(doubtsOfRecord({ established: '2026-11-24' }, today)), ['established future !'])
  assert.deepEqual(told(doubtsOfRecord({ listedOn: '2027-01-01' }, today)), ['listedOn future !'])
  assert.deepEqual(
    told(
      doubtsOfRecord({ established: '2020-01-01', closedOn: '2019-01-01', recruitedOn: '2019-12-01' }, today),
    ),
    ['closedOn closedBeforeEstablished !', 'recruitedOn beforeEstablished'],
  )
  assert.deepEqual(told(doubtsOfQualification({ validFrom: '2026-01-01', validUntil: '2025-01-01' })), [
    'validUntil endsBeforeStart !',
  ])
})

test('an ordinary parts maker is believed', () => {
  const year = { year: 2025, revenue: 32_000 * WAN, output: 35_000 * WAN, rnd: 1_500 * WAN, staff: 420 }
  assert.deepEqual(doubtsOfYear(year, { today, established: '2011-05-01' }), [])
})

test('figures that only a wrong unit explains', () => {
  const of = (row: object) => told(doubtsOfYear({ year: 2025, ...row }, { today, established: '2011-05-01' }))
  assert.deepEqual(of({ revenue: 30_000 * WAN, staff: 3 }), ['revenue revenuePerHead'])
  assert.deepEqual(of({ revenue: 100, staff: 0 }), ['revenue revenuePerHead'])
  assert.deepEqual(of({ revenue: 100 * WAN, output: 1_001 * WAN }), ['output outputToRevenue'])
  assert.deepEqual(of({ revenue: 100 * WAN, exports: 101 * WAN }), ['exports partOfRevenue'])
  assert.deepEqual(of({ revenue: -1 }), ['revenue negative !'])
  assert.deepEqual(of({ revenue: 6 * 10 ** 14 }), ['revenue money !'])
  assert.deepEqual(told(doubtsOfYear({ year: 2027 }, { today })), ['year yearToCome !'])
  assert.deepEqual(told(doubtsOfYear({ year: 2010 }, { today, established: '2011-05-01' })), [
    'year yearBeforeEstablished',
  ])
})

test('an unknown is never doubted', () => {
  const unknown = fc.constantFrom(null, undefined)
  fc.assert(
    fc.property(
      fc.record({ revenue: unknown, rnd: unknown, output: unknown, staff: unknown, exports: unknown }),
      (row) => {
        assert.deepEqual(doubtsOfYear({ year: 2020, ...row }, { today }), [])
      },
    ),
  )
})
