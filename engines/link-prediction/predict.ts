import { type Calibration, calibrated, isotonic } from '#engines/calibration'
import { type Additive, boost, scoreOf, stepOf } from './boost.ts'
import { type Candidates, candidateFinder, type Limits } from './candidates.ts'
import { type Hidden, hide } from './hide.ts'
import { figuresOf, type Judged } from './measure.ts'
import { randomFrom } from './random.ts'
import {
  FEATURES,
  type FirmColumns,
  type LinkEvaluation,
  type LinkPrediction,
  type LinkProposal,
  type PredictOptions,
  type SupplyNetwork,
} from './types.ts'
import { capabilitiesOf, pairKey, type Visible, visibleOf } from './visible.ts'

/** Hidden relations among the candidates below which nothing is learnt: a probability would be made up. */
const LEAST_POSITIVES = 40
/** Buyers looked at to learn from, and to calibrate and to evaluate each, at most. */
const MOST_LEARNT = 10_000
const MOST_JUDGED = 2500
/** Candidates that a probability is measured on, at least. */
const LEAST_POOL = 50
const REASONS_SHOWN = 4
/** Contributions below this are not worth a line. */
const WORTH = 0.05

/**
 * Proposes supply relations that may exist but are not known, each with a calibrated probability and its reasons.
 *
 * Part of the known relations is hidden; candidates are found from the rest, buyer by buyer; boosted stumps learn which of
 * them are hidden relations (on half of the buyers), are calibrated on a quarter and evaluated on the last quarter against
 * preferential attachment and common neighbours. Negatives to learn from are sampled and count with the inverse of their rate; calibration
 * and evaluation see every candidate of their buyers, so the probabilities are those of all candidates. Then candidates are found from everything that is known.
 *
 * The probability means: of candidates like this one, so many would be true if relations were unknown at random, as many as
 * were hidden (or `assumedMissing`). It is a hint where to look, never a fact.
 *
 * @param seed all randomness comes from it; same input and seed, same result
 * @throws RangeError for numbers out of range, or hold-out by time without `since`
 * Time: buyers × nodesPerBuyer × suppliersPerNode candidates, nodes² for needs; not all pairs of firms.
 */
export function predictLinks(
  network: SupplyNetwork,
  firms: FirmColumns,
  options: PredictOptions,
  seed: number,
): LinkPrediction {
  const { hidden = 0.2, holdout = 'random', nodesPerBuyer = 12, suppliersPerNode = 30, onProgress } = options
  if (!(hidden > 0 && hidden < 1)) throw new RangeError(`hidden ${hidden} is not a share between 0 and 1`)
  checkRows(network)
  const limits = { nodesPerBuyer, suppliersPerNode }
  const capabilities = capabilitiesOf(network, firms)
  const away = hide(network, hidden, holdout, seed)
  const learnt = learn(
    visibleOf(network, firms, capabilities, away.rows),
    away,
    limits,
    options,
    seed,
    (share) => onProgress?.(share * 0.6),
  )
  if (typeof learnt === 'number')
    return {
      proposals: [],
      calibration: null,
      evaluation: null,
      warnings: [{ code: 'tooFewRelations', count: learnt }],
    }
  const { model, calibration, evaluation } = learnt
  const proposals = propose(
    visibleOf(network, firms, capabilities),
    model,
    calibration,
    limits,
    options,
    (share) => onProgress?.(0.6 + 0.4 * share),
  )
  const unreachable = Math.round(evaluation.heldOut * (1 - evaluation.reachable))
  return {
    proposals,
    calibration,
    evaluation,
    warnings: evaluation.reachable < 0.5 ? [{ code: 'unreachable', count: unreachable }] : [],
  }
}

function checkRows({ firms, nodes, supplier, buyer, node }: SupplyNetwork): void {
  if (buyer.length !== supplier.length || node.length !== supplier.length)
    throw new RangeError(`columns differ in length: ${supplier.length}, ${buyer.length}, ${node.length}`)
  const inside = (value: number, size: number) => Number.isInteger(value) && value >= 0 && value < size
  for (let row = 0; row < supplier.length; row++)
    if (!inside(supplier[row]!, firms) || !inside(buyer[row]!, firms) || !inside(node[row]!, nodes))
      throw new RangeError(`row ${row}: supplier ${supplier[row]}, buyer ${buyer[row]}, node ${node[row]}`)
}

/** What was found in the candidates of some buyers. */
interface Cases {
  readonly features: (readonly number[])[]
  readonly labels: number[]
  readonly weights: number[]
}

/** Looks at buyers one after another; `see` gets each candidate with its outcome. Returns how much was hidden and found. */
function lookAt(
  buyers: readonly number[],
  visible: Visible,
  { nodesOf }: Hidden,
  hiddenOf: ReadonlyMap<number, number>,
  find: (buyer: number) => Candidates,
  see: (features: readonly number[], hit: boolean) => void,
): { heldOut: number; found: number } {
  const { firms } = visible.network
  let heldOut = 0
  let found = 0
  for (const b of buyers) {
    heldOut += hiddenOf.get(b) ?? 0
    const { supplier, node, features } = find(b)
    for (const [at, s] of supplier.entries()) {
      const nodes = nodesOf.get(pairKey(firms, s, b))
      const hit = nodes?.has(node[at]!) ?? false
      // A hidden relation with another node is neither a hit nor a miss.
      if (nodes && !hit) continue
      if (hit) found++
      see(features[at]!, hit)
    }
  }
  return { heldOut, found }
}

/** Firms that buy, known or hidden, in order. */
function buyersOf({ suppliers, network }: Visible, hiddenOf: ReadonlyMap<number, number>): number[] {
  const buyers: number[] = []
  for (let b = 0; b < network.firms; b++)
    if (suppliers.offsets[b + 1]! > suppliers.offsets[b]! || hiddenOf.has(b)) buyers.push(b)
  return buyers
}

function shuffled(all: number[], random: () => number): number[] {
  for (let at = 0; at < all.length; at++) {
    const other = at + Math.floor(random() * (all.length - at))
    ;[all[at], all[other]] = [all[other]!, all[at]!]
  }
  return all
}

interface Learnt {
  readonly model: Additive
  readonly calibration: Calibration
  readonly evaluation: LinkEvaluation
}

/** Learns, calibrates and evaluates on three sets of buyers that share none; a count when there is too little. */
function learn(
  visible: Visible,
  away: Hidden,
  limits: Limits,
  { negatives = 60_000 }: PredictOptions,
  seed: number,
  onProgress: (share: number) => void,
): Learnt | number {
  const random = randomFrom(seed ^ 0x5bd1e995)
  const { firms } = visible.network
  const hiddenOf = new Map<number, number>()
  for (const [key, nodes] of away.nodesOf)
    hiddenOf.set(key % firms, (hiddenOf.get(key % firms) ?? 0) + nodes.size)
  const buyers = shuffled(buyersOf(visible, hiddenOf), random)
  const half = Math.min(MOST_LEARNT, buyers.length >> 1)
  const quarter = Math.min(MOST_JUDGED, (buyers.length - half) >> 1)
  const find = candidateFinder(visible, limits)
  const look = (from: number, to: number, see: (features: readonly number[], hit: boolean) => void) =>
    lookAt(buyers.slice(from, to), visible, away, hiddenOf, find, see)

  const rate = Math.min(1, negatives / Math.max(1, half * limits.nodesPerBuyer * limits.suppliersPerNode))
  const cases: Cases = { features: [], labels: [], weights: [] }
  const learnt = look(0, half, (features, hit) => {
    if (!hit && random() >= rate) return
    cases.features.push(features)
    cases.labels.push(Number(hit))
    cases.weights.push(hit ? 1 : 1 / rate)
  })
  if (learnt.found < LEAST_POSITIVES) return learnt.found
  onProgress(0.4)
  const model = boost(cases.features, cases.labels, cases.weights)
  onProgress(0.6)
  // Every candidate of these buyers counts, so that high probabilities are measured where they are rare.
  const scores: number[] = []
  const labels: number[] = []
  look(half, half + quarter, (features, hit) => {
    scores.push(scoreOf(model, features))
    labels.push(Number(hit))
  })
  const calibration = isotonic(scores, labels, undefined, LEAST_POOL)
  onProgress(0.8)
  const [links, bought, common] = [place('supplierLinks'), place('buyerLinks'), place('commonPartners')]
  const judged = { labels: [], probabilities: [], scores: [], preferential: [], common: [] } as {
    [key in keyof Judged]: number[]
  }
  const last = look(half + quarter, half + 2 * quarter, (features, hit) => {
    const score = scoreOf(model, features)
    judged.labels.push(Number(hit))
    judged.scores.push(score)
    judged.probabilities.push(calibrated(calibration, score))
    judged.preferential.push(features[links]! + features[bought]!)
    judged.common.push(features[common]!)
  })
  const heldOut = learnt.heldOut + last.heldOut
  const evaluation = figuresOf(judged, {
    heldOut: away.pairs,
    reachable: heldOut ? (learnt.found + last.found) / heldOut : 0,
  })
  onProgress(1)
  return { model, calibration, evaluation }
}

function place(name: (typeof FEATURES)[number]): number {
  return FEATURES.indexOf(name)
}

interface Rated extends Omit<LinkProposal, 'reasons'> {
  readonly score: number
  readonly features: readonly number[]
}

function propose(
  visible: Visible,
  model: Additive,
  calibration: Calibration,
  limits: Limits,
  { top = 100, minProbability = 0, buyers, hidden = 0.2, assumedMissing }: PredictOptions,
  onProgress: (share: number) => void,
): LinkProposal[] {
  const wanted = buyers ? Array.from(buyers) : buyersOf(visible, new Map())
  const find = candidateFinder(visible, limits)
  // As many candidates are true as relations are missing: odds go with the odds of missing.
  const missing = assumedMissing ?? hidden
  const factor = missing / (1 - missing) / (hidden / (1 - hidden))
  let best: Rated[] = []
  const byRank = (a: Rated, b: Rated) =>
    b.probability - a.probability || b.score - a.score || a.buyer - b.buyer || a.supplier - b.supplier
  for (const [done, buyer] of wanted.entries()) {
    const { supplier, node, features } = find(buyer)
    const ofPair = new Map<number, Rated>()
    for (const [at, s] of supplier.entries()) {
      const score = scoreOf(model, features[at]!)
      if (score <= (ofPair.get(s)?.score ?? Number.NEGATIVE_INFINITY)) continue
      const p = calibrated(calibration, score)
      const odds = (factor * p) / (1 - p)
      const probability = odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds)
      ofPair.set(s, { supplier: s, buyer, node: node[at]!, probability, score, features: features[at]! })
    }
    for (const rated of ofPair.values()) if (rated.probability >= minProbability) best.push(rated)
    if (best.length > 4 * top + 10_000) best = best.sort(byRank).slice(0, top)
    if (done % 256 === 0) onProgress(done / wanted.length)
  }
  onProgress(1)
  return best
    .sort(byRank)
    .slice(0, top)
    .map(({ supplier, buyer, node, probability, features }) => ({
      supplier,
      buyer,
      node,
      probability,
      reasons: FEATURES.map((feature, f) => ({
        feature,
        value: features[f]!,
        contribution: stepOf(model, f, features[f]!),
      }))
        .filter(({ contribution }) => Math.abs(contribution) >= WORTH)
        .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
        .slice(0, REASONS_SHOWN),
    }))
}
