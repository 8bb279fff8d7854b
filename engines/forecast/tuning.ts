/**
 * The constants that the methods leave open. They were set on generated series with one set of seeds and
 * measured on another (evaluate.ts); nobody should need to change them for a single series.
 */
export interface Tuning {
  /** Fewest observations for a backtested forecast. */
  enough: number
  /** Fewest values before the first origin. */
  firstTrain: number
  /** Share of the history that lies before the first origin. */
  trainShare: number
  /** Most origins; more are thinned evenly. */
  maxOrigins: number
  /** How many methods are combined at most. */
  members: number
  /** Methods scoring worse than this times the best are left out of the combination. */
  tolerance: number
  /** Weights are score to the power of minus this. */
  sharpness: number
  /** The structural average, a combination already, competes with this times its score. */
  favour: number
  /** Width of the interval against that of the structural models, before the backtest has its say. */
  factor: number
  /** Origins at which the backtest has as much say on the width as the models. */
  trust: number
}

export const TUNING: Tuning = {
  enough: 8,
  firstTrain: 5,
  trainShare: 0.3,
  maxOrigins: 12,
  members: 3,
  tolerance: 1.5,
  sharpness: 4,
  favour: 0.5,
  factor: 0.97,
  trust: 40,
}
