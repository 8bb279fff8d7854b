import { smape } from './backtest.ts'
import { forecastWith } from './forecast.ts'
import { SHAPES, type SyntheticSeries, synthetic } from './generate.ts'
import { HOLDOUT_SHAPES, holdout } from './generate-holdout.ts'
import { TUNING, type Tuning } from './tuning.ts'

/** Sums of one cell of the evaluation. */
export interface Cell {
  points: number
  inside: number
  smape: number
  naive: number
  seasonalNaive: number
}

export interface Evaluation {
  series: number
  overall: Cell
  byShape: Record<string, Cell>
  byHorizon: Record<string, Cell>
  byLength: Record<string, Cell>
  /** Milliseconds per forecast. */
  times: number[]
}

const HORIZONS = [1, 3, 6, 12, 24] as const
const LENGTHS = [1, 2, 3, 5, 12, 24, 36, 60] as const
const band = (value: number, edges: readonly number[]): string => {
  const top = edges.findIndex((edge) => value <= edge)
  return `${top > 0 ? edges[top - 1]! + 1 : 1}-${edges[top]}`
}

/** The synthetic series of one evaluation: every shape, lengths 8 to 60, 24 further steps. */
export function evaluationSet(perShape: number, seed: number): SyntheticSeries[] {
  return SHAPES.flatMap((shape, s) =>
    Array.from({ length: perShape }, (_, i) =>
      synthetic(shape, 8 + ((i * 37 + s * 5) % 53), 24, seed * 1_000_003 + s * 10_007 + i),
    ),
  )
}

/** The same of the shapes that nothing was tuned on; yearly series have 3 to 5 values and 5 further steps. */
export function holdoutSet(perShape: number, seed: number): SyntheticSeries[] {
  return HOLDOUT_SHAPES.flatMap((shape, s) =>
    Array.from({ length: perShape }, (_, i) =>
      holdout(
        shape,
        8 + ((i * 37 + s * 5) % 53),
        shape === 'annual' ? 5 : 24,
        seed * 1_000_003 + 500_000 + s * 10_007 + i,
      ),
    ),
  )
}

/** Histories of 1 to 5 values of every shape, 24 further steps. */
export function tinySet(perShape: number, seed: number): SyntheticSeries[] {
  return SHAPES.flatMap((shape, s) =>
    Array.from({ length: perShape }, (_, i) =>
      shortened(synthetic(shape, 12, 24, seed * 1_000_003 + 700_000 + s * 10_007 + i), 1 + (i % 5)),
    ),
  )
}

/** The history cut to its last values; what follows stays the truth. */
function shortened(series: SyntheticSeries, length: number): SyntheticSeries {
  return { ...series, history: series.history.slice(-length) }
}

/**
 * Forecasts every series from its history alone and compares with its known continuation: sMAPE beside naive and
 * seasonal naive (the value of the same month a year before, of the last month where there is no year), and the
 * coverage of the 80% interval.
 */
export function evaluate(
  set: readonly SyntheticSeries[],
  tuning: Tuning = TUNING,
  clock: () => number = () => 0,
): Evaluation {
  const result: Evaluation = {
    series: set.length,
    overall: emptyCell(),
    byShape: {},
    byHorizon: {},
    byLength: {},
    times: [],
  }
  for (const { shape, kind, frequency, cumulative, history, future } of set) {
    const started = clock()
    const { steps } = forecastWith(history, { frequency, horizon: future.length, kind, cumulative }, tuning)
    result.times.push(clock() - started)
    const length = history.length
    const last = history.at(-1)!.value
    for (const [i, truth] of future.entries()) {
      const step = steps[i]
      if (!step) continue
      const { point, lower, upper } = step
      const lastYear = frequency === 'month' && length >= 12 ? history[length - 12 + (i % 12)]!.value : last
      const cells = [
        result.overall,
        cellOf(result.byShape, shape),
        cellOf(result.byHorizon, band(i + 1, HORIZONS)),
        cellOf(result.byLength, band(length, LENGTHS)),
      ]
      for (const cell of cells) {
        cell.points++
        if (truth >= lower && truth <= upper) cell.inside++
        cell.smape += smape([{ truth, point }])
        cell.naive += smape([{ truth, point: last }])
        cell.seasonalNaive += smape([{ truth, point: lastYear }])
      }
    }
  }
  return result
}

function emptyCell(): Cell {
  return { points: 0, inside: 0, smape: 0, naive: 0, seasonalNaive: 0 }
}

function cellOf(table: Record<string, Cell>, key: string): Cell {
  table[key] ??= emptyCell()
  return table[key]
}
