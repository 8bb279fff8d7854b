/** How well probabilities agree with what happened. */
export interface Reliability {
  readonly cases: number
  /** Mean squared difference of probability and outcome (Brier 1950). */
  readonly brier: number
  /** Expected calibration error: mean distance of probability and share within the bins, by their cases. */
  readonly ece: number
  readonly bins: readonly {
    readonly from: number
    readonly to: number
    readonly cases: number
    readonly meanProbability: number
    readonly share: number
  }[]
}

/** Brier score, calibration error and a reliability table over equal bins of the probability; empty bins are left out. */
export function reliability(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  { bins = 10, weights }: { readonly bins?: number; readonly weights?: ArrayLike<number> } = {},
): Reliability {
  const sums = Array.from({ length: bins }, () => ({ weight: 0, probability: 0, hits: 0 }))
  let brier = 0
  let total = 0
  for (let at = 0; at < probabilities.length; at++) {
    const p = probabilities[at]!
    const weight = weights ? weights[at]! : 1
    const bin = sums[Math.min(bins - 1, Math.floor(p * bins))]!
    bin.weight += weight
    bin.probability += weight * p
    bin.hits += weight * labels[at]!
    brier += weight * (p - labels[at]!) ** 2
    total += weight
  }
  const table = sums.flatMap(({ weight, probability, hits }, at) =>
    weight === 0
      ? []
      : [
          {
            from: at / bins,
            to: (at + 1) / bins,
            cases: weight,
            meanProbability: probability / weight,
            share: hits / weight,
          },
        ],
  )
  const ece = table.reduce(
    (sum, { cases, meanProbability, share }) => sum + cases * Math.abs(meanProbability - share),
    0,
  )
  return {
    cases: total,
    brier: total ? brier / total : Number.NaN,
    ece: total ? ece / total : Number.NaN,
    bins: table,
  }
}

/** A share with the interval that holds the true one 95 times in 100 (Wilson 1927). `value` is NaN when nothing was tried. */
export interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
}

const Z = 1.959963984540054

export function wilson(hits: number, tries: number): Share {
  if (tries === 0) return { value: Number.NaN, low: 0, high: 1 }
  const value = hits / tries
  const square = Z ** 2
  const centre = (value + square / (2 * tries)) / (1 + square / tries)
  const half =
    (Z / (1 + square / tries)) * Math.sqrt((value * (1 - value)) / tries + square / (4 * tries ** 2))
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** Area under the ROC curve (ties count half) and average precision of a ranking by score. */
export function ranking(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): { readonly auc: number; readonly averagePrecision: number } {
  const order = Array.from({ length: scores.length }, (_, at) => at).sort(
    (a, b) => scores[b]! - scores[a]! || a - b,
  )
  let hits = 0
  let misses = 0
  let area = 0
  let precisions = 0
  for (let at = 0; at < order.length; ) {
    let tiedHits = 0
    let tiedMisses = 0
    const score = scores[order[at]!]
    for (; at < order.length && scores[order[at]!] === score; at++) {
      const weight = weights ? weights[order[at]!]! : 1
      if (labels[order[at]!]) tiedHits += weight
      else tiedMisses += weight
    }
    area += tiedMisses * (hits + tiedHits / 2)
    hits += tiedHits
    misses += tiedMisses
    precisions += tiedHits * (hits / (hits + misses))
  }
  return {
    auc: hits && misses ? area / (hits * misses) : Number.NaN,
    averagePrecision: hits ? precisions / hits : Number.NaN,
  }
}
