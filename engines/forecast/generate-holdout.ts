import { periodEnd, periodIndex } from './calendar.ts'
import type { SyntheticSeries } from './generate.ts'
import { normal, poisson, type Random, seededRandom } from './random.ts'
import type { SeriesKind } from './types.ts'

/** Shapes kept aside: no constant was set by looking at them. */
export const HOLDOUT_SHAPES = ['changing-noise', 'annual', 'intermittent', 'plateau-growth'] as const
export type HoldoutShape = (typeof HOLDOUT_SHAPES)[number]

const between = (random: Random, low: number, high: number): number => low + (high - low) * random()

/**
 * A synthetic series of a shape that nothing was tuned on, and its true continuation.
 *
 * `changing-noise` linear trend whose noise grows or shrinks up to fivefold · `annual` 3 to 5 yearly values with a
 * trend and noise (`length` is ignored) · `intermittent` mostly zero, now and then a few · `plateau-growth` flat with noise,
 * growing steadily from some month of the history.
 */
export function holdout(shape: HoldoutShape, length: number, ahead: number, seed: number): SyntheticSeries {
  const random = seededRandom(seed)
  const yearly = shape === 'annual'
  const known = yearly ? 3 + Math.floor(random() * 3) : length
  const values = MAKERS[shape](random, known, known + ahead)
  const frequency = yearly ? 'year' : 'month'
  const first = periodIndex(yearly ? '2015' : '2021-01', frequency)
  return {
    shape,
    kind: KINDS[shape],
    frequency,
    cumulative: false,
    history: values.slice(0, known).map((value, t) => ({ period: periodEnd(first + t, frequency), value })),
    future: values.slice(known),
  }
}

const KINDS: Record<HoldoutShape, SeriesKind> = {
  'changing-noise': 'level',
  annual: 'count',
  intermittent: 'count',
  'plateau-growth': 'count',
}

type Maker = (random: Random, known: number, total: number) => number[]
const steps = (total: number, value: (t: number) => number): number[] =>
  Array.from({ length: total }, (_, t) => value(t))
const size = (random: Random): number => 10 ** between(random, 1.5, 3.5)

const MAKERS: Record<HoldoutShape, Maker> = {
  'changing-noise': (random, _, total) => {
    const base = size(random)
    const pace = base * between(random, -0.005, 0.03)
    const ends = [between(random, 0.01, 0.02), between(random, 0.02, 0.08)]
    if (random() < 0.5) ends.reverse()
    return steps(total, (t) => {
      const noise = ends[0]! + ((ends[1]! - ends[0]!) * t) / (total - 1)
      return base + pace * t + base * noise * normal(random)
    })
  },

  annual: (random, _, total) => {
    const base = size(random)
    const pace = base * between(random, -0.05, 0.25)
    const noise = base * between(random, 0.01, 0.1)
    return steps(total, (t) => Math.max(0, base + pace * t + noise * normal(random)))
  },

  intermittent: (random, _, total) => {
    const often = between(random, 0.15, 0.5)
    const more = between(random, 0, 8)
    return steps(total, () => (random() < often ? 1 + poisson(random, more) : 0))
  },

  'plateau-growth': (random, known, total) => {
    const base = size(random)
    const start = Math.floor(known * between(random, 0.3, 0.8))
    const pace = base * between(random, 0.01, 0.06)
    const noise = base * between(random, 0.01, 0.06)
    return steps(total, (t) => Math.max(0, base + pace * Math.max(0, t - start) + noise * normal(random)))
  },
}
