/** A step-free monotone map from scores to probabilities: straight lines between the points, flat outside. */
export interface Calibration {
  readonly scores: readonly number[]
  readonly probabilities: readonly number[]
}

interface Pool {
  weight: number
  hits: number
  score: number
}

/**
 * Isotonic calibration (Zadrozny and Elkan 2002): the monotone probabilities nearest to the labels in squares, by pooling
 * adjacent violators. Each pool is drawn toward the overall share by one pseudo-observation, so that neither 0 nor 1 is
 * ever claimed, and stands at the mean of its scores.
 *
 * @param scores of cases that the scorer has not learnt from
 * @param labels 1 or 0
 * @param weights how many cases each one stands for (after sampling); 1 when left out
 * @param least cases that a pool must hold: a few lucky ones at the top make no high probability
 * @throws RangeError when there is nothing to learn from
 * Time: n log n.
 */
export function isotonic(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
  least = 1,
): Calibration {
  const n = scores.length
  if (n === 0 || labels.length !== n) throw new RangeError(`calibration needs as many labels as scores: ${n}`)
  const order = Array.from({ length: n }, (_, at) => at).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const blocks: Pool[] = []
  // From the top, so that the block that is short of cases is the lowest. Equal scores cannot be told apart: one block.
  for (let at = 0; at < n; ) {
    const block = { weight: 0, hits: 0, score: 0 }
    let score = Number.NaN
    for (; at < n && (block.weight < least || scores[order[at]!] === score); at++) {
      score = scores[order[at]!]!
      const weight = weights ? weights[order[at]!]! : 1
      block.weight += weight
      block.hits += weight * labels[order[at]!]!
      block.score += weight * score
    }
    if (block.weight > 0) blocks.push(block)
  }
  if (blocks.length === 0) throw new RangeError('calibration needs cases of some weight')
  const pools: Pool[] = []
  for (const block of blocks.reverse()) {
    pools.push(block)
    while (pools.length > 1) {
      const last = pools.at(-1)!
      const before = pools.at(-2)!
      if (before.hits / before.weight < last.hits / last.weight) break
      before.weight += last.weight
      before.hits += last.hits
      before.score += last.score
      pools.pop()
    }
  }
  const allWeight = pools.reduce((sum, { weight }) => sum + weight, 0)
  const allHits = pools.reduce((sum, { hits }) => sum + hits, 0)
  const share = allHits / allWeight
  const probabilities = pools.map(({ weight, hits }) => (hits + share) / (weight + 1))
  // The pull is stronger on small pools, which may disturb the order by a little.
  for (let at = 1; at < probabilities.length; at++)
    probabilities[at] = Math.max(probabilities[at]!, probabilities[at - 1]!)
  return { scores: pools.map(({ score, weight }) => score / weight), probabilities }
}

/** The probability of a score. Time: log of the points. */
export function calibrated({ scores, probabilities }: Calibration, score: number): number {
  const last = scores.length - 1
  if (score <= scores[0]!) return probabilities[0]!
  if (score >= scores[last]!) return probabilities[last]!
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (scores[middle]! <= score) low = middle
    else high = middle
  }
  const share = (score - scores[low]!) / (scores[high]! - scores[low]!)
  return probabilities[low]! + share * (probabilities[high]! - probabilities[low]!)
}
