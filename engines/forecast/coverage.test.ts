import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Cell, evaluate, evaluationSet, holdoutSet, tinySet } from './evaluation.ts'
import { SHAPES } from './generate.ts'
import { HOLDOUT_SHAPES } from './generate-holdout.ts'

/**
 * Seed 777 was not used to set any constant. The misses of one series go together, so a few dozen series measure the
 * coverage of a shape to about 7 points: its band is wider than that of all together. `evaluate.ts` measures finer.
 * The shapes kept aside have more, since 24 of plateau-growth were covered to 96 %, 150 of the same seed to 83 %.
 */
const SEED = 777
const PER_SHAPE = 18
const PER_SHAPE_ASIDE = 40

const coverage = (cell: Cell | undefined): number => (cell ? cell.inside / cell.points : Number.NaN)
function assertWithin(cell: Cell | undefined, low: number, high: number, name: string): void {
  const share = coverage(cell)
  assert.ok(share >= low && share <= high, `${name}: ${(100 * share).toFixed(1)} % covered`)
}

test('the 80% interval covers 75% to 85% of the truth over all shapes, and the naives are beaten', () => {
  const { overall, byShape, byLength } = evaluate(evaluationSet(PER_SHAPE, SEED))
  assertWithin(overall, 0.75, 0.85, 'all')
  for (const shape of SHAPES) assertWithin(byShape[shape], 0.66, 0.92, shape)
  for (const [length, cell] of Object.entries(byLength)) assertWithin(cell, 0.7, 0.9, `history of ${length}`)
  assert.ok(overall.smape < 0.6 * overall.naive)
  assert.ok(overall.smape < 0.5 * overall.seasonalNaive)
})

test('shapes that nothing was tuned on are covered too', () => {
  const { byShape } = evaluate(holdoutSet(PER_SHAPE_ASIDE, SEED))
  for (const shape of HOLDOUT_SHAPES) {
    // three to five yearly values promise nothing: their interval errs on the wide side
    assertWithin(byShape[shape], 0.7, shape === 'annual' ? 1 : 0.92, shape)
  }
})

test('histories of one to five values have intervals that hold, rather too wide than too narrow', () => {
  const { overall, byLength } = evaluate(tinySet(PER_SHAPE, SEED))
  assertWithin(overall, 0.75, 0.92, 'all')
  for (const [length, cell] of Object.entries(byLength)) assertWithin(cell, 0.7, 0.97, `history of ${length}`)
  // a series without steps would not be counted
  assert.ok(overall.points > 0.95 * SHAPES.length * PER_SHAPE * 24)
})
