import { periodEnd, periodIndex } from './calendar.ts'
import { normal, poisson, type Random, seededRandom } from './random.ts'
import type { Frequency, SeriesKind, SeriesPoint } from './types.ts'

/** Shapes of synthetic monthly series whose continuation is known. */
export const SHAPES = [
  'linear',
  'logistic',
  'seasonal',
  'damped',
  'random-walk',
  'step',
  'count',
  'arrivals',
] as const
export type Shape = (typeof SHAPES)[number]

export interface SyntheticSeries {
  shape: string
  kind: SeriesKind
  frequency: Frequency
  cumulative: boolean
  history: SeriesPoint[]
  /** What really comes after the history. */
  future: number[]
}

const BETWEEN = (random: Random, low: number, high: number): number => low + (high - low) * random()

/**
 * A synthetic monthly series and its true continuation.
 *
 * `linear` trend with noise · `logistic` saturating count with noise · `seasonal` trend with a yearly swing ·
 * `damped` trend that fades · `random-walk` with drift · `step` trend with a sudden change of height or pace in the
 * history · `count` Poisson around a moving rate · `arrivals` running total of Poisson arrivals.
 */
export function synthetic(shape: Shape, length: number, ahead: number, seed: number): SyntheticSeries {
  const random = seededRandom(seed)
  const total = length + ahead
  const base = 10 ** BETWEEN(random, 1.5, 3.5)
  const pace = base * BETWEEN(random, -0.005, 0.03)
  const noise = base * BETWEEN(random, 0.01, 0.08)
  const make = SHAPE_MAKERS[shape]
  const values = make({ random, length, total, base, pace, noise })
  const first = periodIndex('2021-01', 'month')
  return {
    shape,
    kind: KINDS[shape],
    frequency: 'month',
    cumulative: shape === 'arrivals',
    history: values.slice(0, length).map((value, t) => ({ period: periodEnd(first + t, 'month'), value })),
    future: values.slice(length),
  }
}

const KINDS: Record<Shape, SeriesKind> = {
  linear: 'level',
  logistic: 'count',
  seasonal: 'flow',
  damped: 'level',
  'random-walk': 'level',
  step: 'level',
  count: 'count',
  arrivals: 'count',
}

interface Recipe {
  random: Random
  length: number
  total: number
  base: number
  pace: number
  noise: number
}

const steps = (total: number, value: (t: number) => number): number[] =>
  Array.from({ length: total }, (_, t) => value(t))

const SHAPE_MAKERS: Record<Shape, (recipe: Recipe) => number[]> = {
  linear: ({ random, total, base, pace, noise }) =>
    steps(total, (t) => base + pace * t + noise * normal(random)),

  logistic: ({ random, length, total, base, noise }) => {
    const middle = length * BETWEEN(random, 0.3, 1.1)
    const speed = BETWEEN(random, 4, 8) / length
    return steps(total, (t) =>
      Math.max(0.01 * base, base / (1 + Math.exp(-speed * (t - middle))) + 0.4 * noise * normal(random)),
    )
  },

  seasonal: ({ random, total, base, pace, noise }) => {
    const swing = BETWEEN(random, 0.1, 0.35)
    const phase = BETWEEN(random, 0, 12)
    const dip = Math.floor(BETWEEN(random, 0, 12))
    return steps(total, (t) => {
      const season = 1 + swing * Math.sin((2 * Math.PI * (t + phase)) / 12) - (t % 12 === dip ? swing : 0)
      return Math.max(0, (base + pace * t) * season + noise * normal(random))
    })
  },

  damped: ({ random, total, base, noise }) => {
    const phi = BETWEEN(random, 0.85, 0.97)
    let trend = base * BETWEEN(random, 0.01, 0.08)
    let level = base
    return steps(total, () => {
      trend = trend * phi + 0.05 * noise * normal(random)
      level += trend + 0.3 * noise * normal(random)
      return level + 0.5 * noise * normal(random)
    })
  },

  'random-walk': ({ random, total, base, pace, noise }) => {
    let level = base
    return steps(total, () => {
      level += pace + noise * normal(random)
      return level
    })
  },

  step: ({ random, length, total, base, pace, noise }) => {
    const at = Math.floor(length * BETWEEN(random, 0.3, 0.85))
    const jump = base * BETWEEN(random, -0.4, 0.6)
    const bend = random() < 0.5 ? pace * BETWEEN(random, -1, 2) : 0
    return steps(
      total,
      (t) => base + pace * t + (t >= at ? jump + bend * (t - at) : 0) + noise * normal(random),
    )
  },

  count: ({ random, total }) => {
    let rate = BETWEEN(random, 3, 60)
    const drift = rate * BETWEEN(random, -0.005, 0.03)
    return steps(total, () => {
      rate = Math.max(0.5, rate + drift)
      return poisson(random, rate)
    })
  },

  arrivals: ({ random, total }) => {
    let sum = Math.round(BETWEEN(random, 0, 200))
    const rate = BETWEEN(random, 0.5, 25)
    const growth = BETWEEN(random, -0.01, 0.02)
    return steps(total, (t) => {
      sum += poisson(random, rate * Math.max(0.1, 1 + growth * t))
      return sum
    })
  },
}
