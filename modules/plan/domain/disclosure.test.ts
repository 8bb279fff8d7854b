import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Cell, SMALLEST_CELL, withhold } from './disclosure.ts'

const REVENUE = { disclosure: 'statistical', unit: 'fen' } as const
const told = (cells: readonly Cell[]) => cells.map(({ value }) => value)
const cell = (value: number | null, hidden = false): Cell => ({ value, hidden })

test('one withheld district takes the next smallest with it, so that the total gives nothing away', () => {
  const districts = [cell(900), cell(null, true), cell(120), cell(480)]
  assert.deepEqual(told(withhold(districts, REVENUE)), [900, null, null, 480])
})

test('where nothing is withheld, nothing more is', () => {
  const districts = [cell(900), cell(120), cell(null)]
  assert.deepEqual(withhold(districts, REVENUE), districts)
})

test('counts that are public are told however small; the same counts as a statistic are not', () => {
  const counts = [cell(40), cell(3), cell(12), cell(0)]
  assert.deepEqual(told(withhold(counts, { disclosure: 'public', unit: 'count' })), [40, 3, 12, 0])
  assert.deepEqual(told(withhold(counts, { disclosure: 'statistical', unit: 'count' })), [40, null, null, 0])
})

test('a zero hides nothing, so another cell is taken', () => {
  assert.deepEqual(told(withhold([cell(0), cell(null, true), cell(70)], REVENUE)), [0, null, null])
})

test('parts that are not all count as one more withheld cell', () => {
  assert.deepEqual(told(withhold([cell(9), cell(30)], { ...REVENUE, incomplete: true })), [null, 30])
})

test('ratios do not add up: only the small cell itself is withheld', () => {
  const rates = [cell(0.4), cell(null, true), cell(0.7)]
  assert.deepEqual(told(withhold(rates, { disclosure: 'statistical', unit: 'ratio' })), [0.4, null, 0.7])
})

/** Districts as the records have them: how many firms, and what they earn together. */
const truths = fc.array(
  fc.record({ firms: fc.integer({ min: 1, max: 30 }), sum: fc.integer({ min: 1, max: 1_000_000 }) }),
  { minLength: 1, maxLength: 40 },
)

test('property: no withheld figure comes back by subtracting what is shown from the total', () => {
  fc.assert(
    fc.property(truths, (districts) => {
      const cells = districts.map(({ firms, sum }) => (firms < SMALLEST_CELL ? cell(null, true) : cell(sum)))
      const shown = withhold(cells, REVENUE)
      const rest = districts.filter((_, at) => shown[at]!.hidden)
      // Where every district is small, so is the total, which its module withholds.
      if (cells.every(({ hidden }) => hidden)) return
      const total = districts.reduce((all, { sum }) => all + sum, 0)
      const difference = total - shown.reduce((all, { value }) => all + (value ?? 0), 0)
      for (const { sum } of rest) assert.notEqual(difference, sum)
    }),
    { seed: 7 },
  )
})

test('property: what is missing from the total stands for at least five firms', () => {
  fc.assert(
    fc.property(truths, (districts) => {
      const cells = districts.map(({ firms, sum }) => (firms < SMALLEST_CELL ? cell(null, true) : cell(sum)))
      if (cells.every(({ hidden }) => hidden)) return
      const shown = withhold(cells, REVENUE)
      const rest = districts.filter((_, at) => shown[at]!.hidden)
      if (rest.length > 0) assert.ok(rest.reduce((all, { firms }) => all + firms, 0) >= SMALLEST_CELL)
    }),
    { seed: 8 },
  )
})

test('property: a shown cell stays as it was, and public counts are never changed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (values) => {
      const cells = values.map((value) => cell(value))
      assert.deepEqual(withhold(cells, { disclosure: 'public', unit: 'count' }), cells)
      for (const [at, one] of withhold(cells, { disclosure: 'statistical', unit: 'count' }).entries())
        assert.ok(one.hidden ? one.value === null : one.value === values[at])
    }),
    { seed: 9 },
  )
})
