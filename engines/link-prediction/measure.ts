import { type Reliability, ranking, reliability } from '#engines/calibration'
import type { LinkEvaluation, Ranked } from './types.ts'

/** Candidates whose outcome is known. */
export interface Judged {
  readonly labels: readonly number[]
  /** Before calibration, which makes some of them equal. */
  readonly scores: readonly number[]
  readonly probabilities: readonly number[]
  readonly preferential: readonly number[]
  readonly common: readonly number[]
}

const PLACES = [10, 50, 100, 500, 1000]

/** Figures of the model and of the two baselines on the same candidates. */
export function figuresOf(
  judged: Judged,
  { heldOut, reachable }: { heldOut: number; reachable: number },
): LinkEvaluation {
  const { labels, scores, probabilities, preferential, common } = judged
  const candidates = labels.length
  const at = PLACES.filter((k) => k <= candidates)
  const ranked = (by: readonly number[]): Ranked => ({
    ...ranking(by, labels),
    precisionAt: at.map((k) => precisionAt(by, labels, k)),
  })
  const table: Reliability = reliability(probabilities, labels)
  return {
    heldOut,
    reachable,
    candidates,
    positives: labels.reduce((sum, label) => sum + label, 0),
    at,
    model: ranked(scores),
    preferentialAttachment: ranked(preferential),
    commonNeighbours: ranked(common),
    reliability: table,
  }
}

/** Hits among the first k; where scores are equal at the border, their share of hits. */
function precisionAt(scores: readonly number[], labels: readonly number[], k: number): number {
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
  let taken = 0
  let hits = 0
  for (let at = 0; at < order.length && taken < k; ) {
    let tied = 0
    let tiedHits = 0
    const score = scores[order[at]!]
    for (; at < order.length && scores[order[at]!] === score; at++) {
      tied++
      tiedHits += labels[order[at]!]!
    }
    const share = Math.min(1, (k - taken) / tied)
    taken += share * tied
    hits += share * tiedHits
  }
  return hits / k
}
