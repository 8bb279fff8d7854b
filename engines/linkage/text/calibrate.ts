export interface Calibration {
  /** Share of the chosen pairs that are estimated to be wrong. */
  readonly wrong: number
  /** Score from which pairs are kept: the greatest expected F1. */
  readonly threshold: number
  readonly precision: number
  readonly recall: number
}

/** Quantiles of the rivals' scores at which the share of wrong pairs is read; the lowest reading is taken. */
const READINGS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/**
 * How far chosen pairs can be trusted, without a label. In a choice where a row has at most one true partner, the best
 * rival of a chosen pair is a pair that is certainly no match and yet the likeliest of its row: the scores of the rivals
 * show how well a wrong pair can do. As in decoy searches (Elias and Gygi 2007) and false discovery rates (Storey
 * 2002), the share of chosen pairs among the scores of rivals tells the share that is wrong; from it follow precision
 * and recall at each score.
 *
 * @param chosen scores of the chosen pairs
 * @param rivals score of the best rival of each chosen pair that has one
 */
export function calibrate(chosen: ArrayLike<number>, rivals: ArrayLike<number>): Calibration {
  const up = Float64Array.from(chosen).sort()
  const decoys = Float64Array.from(rivals).sort()
  const count = up.length
  if (count === 0 || decoys.length === 0) {
    return { wrong: 0, threshold: up[0] ?? 0, precision: 1, recall: 1 }
  }
  let wrong = 1
  for (const quantile of READINGS) {
    const at = decoys[Math.floor(quantile * decoys.length)]!
    const lower = below(decoys, at)
    if (lower > 0) wrong = Math.min(wrong, below(up, at) / count / (lower / decoys.length))
  }
  const matches = (1 - wrong) * count
  let best: Calibration = { wrong, threshold: Number.POSITIVE_INFINITY, precision: 1, recall: 0 }
  let bestF1 = -1
  for (let at = 0; at < count; at++) {
    if (at > 0 && up[at] === up[at - 1]) continue
    const kept = count - at
    const falsely = wrong * count * (1 - below(decoys, up[at]!) / decoys.length)
    const truly = Math.min(matches, Math.max(0, kept - falsely))
    const f1 = (2 * truly) / (kept + matches)
    if (f1 > bestF1) {
      bestF1 = f1
      best = {
        wrong,
        threshold: up[at]!,
        precision: truly / kept,
        recall: matches > 0 ? truly / matches : 0,
      }
    }
  }
  return best
}

/** How many of the sorted values are below a value. */
function below(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
