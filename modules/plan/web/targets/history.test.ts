import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observation } from '../../contract.ts'
import { cityHistory, observationRows } from './history.ts'

const of = (
  id: string,
  period: string,
  value: number | null,
  more: Partial<Observation> = {},
): Observation => ({
  id,
  region: null,
  period,
  value,
  source: 'manual',
  note: null,
  documentId: null,
  documentName: null,
  recordedAt: `${period}T00:00:00Z`,
  recordedBy: 'x',
  supersededBy: null,
  ...more,
})

const observations = [
  of('b', '2026-02-28', 12),
  of('a', '2026-01-31', 9, { supersededBy: 'a2' }),
  of('a2', '2026-01-31', 10, { recordedAt: '2026-02-10T00:00:00Z' }),
  of('c', '2026-03-31', null),
  of('d', '2026-02-28', 3, { region: '500112' }),
]

test('the course of the city leaves out what was superseded, what is unknown, and the districts', () => {
  assert.deepEqual(cityHistory(observations), [
    { period: '2026-01-31', value: 10 },
    { period: '2026-02-28', value: 12 },
  ])
})

test('a corrected value stands below the one that took its place, and names it', () => {
  const rows = observationRows(observations)
  assert.deepEqual(
    rows.map(({ id }) => id),
    ['c', 'b', 'd', 'a2', 'a'],
  )
  assert.equal(rows.at(-1)?.correctedTo, 10)
  assert.equal(rows[0]?.correctedTo, undefined)
})
