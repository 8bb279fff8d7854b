import { calibrated, isotonic, reliability } from '#engines/calibration'
import { dictionaryOf } from './dictionary.ts'
import { familyOf, type Reading, readTexts } from './features.ts'
import { learn, type Sparse, scoreAll, type Weights } from './learn.ts'
import { FIELDS, type LabelledFirm, type TaggerModel, type TaxonomyNode, type TrainOptions } from './types.ts'

/** A pattern in fewer texts than this says nothing that would hold for the next text. */
const RARE = 2
/** Examples of a node from which on it has a threshold of its own. */
const OWN_THRESHOLD = 10
const SMALLEST = 0.005
/** Length of a text's patterns beside the shared features, which are of length one to three: chosen by cross-validation. */
const PATTERN_SCALE = 0.6

/**
 * Learns to tag firms with nodes from labelled examples. The dictionary of names and synonyms works for every node from the
 * start; how far its finds are to be believed, by field, context and ambiguity, is learnt once for all nodes, so that nodes
 * with few examples gain from the others; patterns of characters are learnt for each labelled node.
 *
 * @param taxonomy every node with its parent
 * @param examples firms with all nodes that they make or offer; firms with none teach what lies outside
 * @throws RangeError when an example names a node that does not exist or is above the tier that is proposed
 * Deterministic. Time: epochs × folds × examples × patterns of a text × nodes.
 */
export function trainTagger(
  taxonomy: readonly TaxonomyNode[],
  examples: readonly LabelledFirm[],
  options: TrainOptions = {},
): TaggerModel {
  const { minTier = 3, folds = 4, epochs = 25, shrink = 2, onProgress } = options
  const dictionary = dictionaryOf(taxonomy)
  const family = familyOf(taxonomy)
  const targets = [...taxonomy.keys()].filter((at) => taxonomy[at]!.tier >= minTier)
  const labels = labelsOf(taxonomy, targets, examples, minTier)
  const readings = examples.map(({ texts }) => readTexts(dictionary, family, texts))
  const { vocabulary, idf } = vocabularyOf(readings)
  const columnOf = new Map(targets.map((at, column) => [at, column]))
  const placeOf = new Map(vocabulary.map((pattern, at) => [pattern, at]))
  const texts = readings.map((reading) => sparseOf(reading, placeOf, idf, columnOf))
  const size = { vocabulary: vocabulary.length, targets: targets.length }
  const fit = (chosen: readonly number[]): Weights => {
    const some = chosen.map((at) => labels[at]!)
    const learnable = new Uint8Array(targets.length)
    for (const set of some) for (const column of set) learnable[column] = 1
    return learn(
      chosen.map((at) => texts[at]!),
      some,
      size,
      { epochs, shrink, learnable },
    )
  }
  const steps = folds + 1
  const held = heldOut(examples, texts, labels, targets.length, folds, fit, (done) =>
    onProgress?.(done / steps),
  )
  const weights = fit([...texts.keys()])
  onProgress?.(1)
  const round = (value: number) => Math.round(value * 1e4) / 1e4
  const support = targets.map((_, column) => labels.filter((set) => set.has(column)).length)
  return {
    version: 1,
    nodes: taxonomy,
    targets,
    support,
    bias: round(weights.bias),
    shared: Array.from(weights.shared, round),
    vocabulary,
    idf: Array.from(idf, round),
    relevance: Array.from(weights.relevance, round),
    patterns: vocabulary.map((_, row) => {
      const kept: number[] = []
      for (let column = 0; column < targets.length; column++) {
        const weight = weights.patterns[row * targets.length + column]!
        if (Math.abs(weight) >= SMALLEST) kept.push(column, round(weight))
      }
      return kept
    }),
    ...held,
    thresholds: held.thresholds(support),
  }
}

/** Labels as columns among the targets. */
function labelsOf(
  taxonomy: readonly TaxonomyNode[],
  targets: readonly number[],
  examples: readonly LabelledFirm[],
  minTier: number,
): Set<number>[] {
  const columns = new Map(targets.map((at, column) => [taxonomy[at]!.code, column]))
  return examples.map(
    ({ nodes }, row) =>
      new Set(
        nodes.map((code) => {
          const column = columns.get(code)
          if (column === undefined)
            throw new RangeError(`example ${row}: "${code}" is no node of tier ${minTier} or below`)
          return column
        }),
      ),
  )
}

function vocabularyOf(readings: readonly Reading[]): { vocabulary: string[]; idf: Float64Array } {
  const counts = new Map<string, number>()
  for (const { patterns } of readings)
    for (const pattern of patterns.keys()) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  const vocabulary = [...counts].filter(([, count]) => count >= RARE).map(([pattern]) => pattern)
  return {
    vocabulary,
    idf: Float64Array.from(vocabulary, (p) => Math.log(1 + readings.length / counts.get(p)!)),
  }
}

/** A reading as numbers; pattern weights are scaled to length one, so that long texts do not shout. */
export function sparseOf(
  reading: Reading,
  placeOf: ReadonlyMap<string, number>,
  idf: ArrayLike<number>,
  columnOf: ReadonlyMap<number, number>,
): Sparse {
  const patterns: number[] = []
  const weights: number[] = []
  let squares = 0
  for (const [pattern, weight] of reading.patterns) {
    const at = placeOf.get(pattern)
    if (at === undefined) continue
    const value = weight * idf[at]!
    patterns.push(at)
    weights.push(value)
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  const targets: number[] = []
  const shared: Float64Array[] = []
  for (const [node, { values }] of reading.candidates) {
    const column = columnOf.get(node)
    if (column === undefined) continue
    targets.push(column)
    shared.push(values)
  }
  return {
    patterns: Int32Array.from(patterns),
    weights: Float64Array.from(weights, (value) => (PATTERN_SCALE * value) / length),
    targets: Int32Array.from(targets),
    shared,
  }
}

/** Scores each fold by weights that never saw it, and calibrates on all of them together. */
function heldOut(
  examples: readonly LabelledFirm[],
  texts: readonly Sparse[],
  labels: readonly ReadonlySet<number>[],
  targets: number,
  folds: number,
  fit: (chosen: readonly number[]) => Weights,
  onFold: (done: number) => void,
) {
  const none = {
    calibration: null,
    reliability: null,
    thresholds: () => new Array<number>(targets).fill(0.5),
  }
  if (folds < 2 || examples.length < folds) return none
  const fold = examples.map((example) => stableHash(textKey(example)) % folds)
  const scores = new Float64Array(examples.length * targets)
  const truth = new Uint8Array(scores.length)
  for (let f = 0; f < folds; f++) {
    const weights = fit([...fold.keys()].filter((at) => fold[at] !== f))
    for (const [at, own] of fold.entries())
      if (own === f) scoreAll(weights, texts[at]!, scores.subarray(at * targets, (at + 1) * targets))
    onFold(f + 1)
  }
  for (const [at, set] of labels.entries()) for (const column of set) truth[at * targets + column] = 1
  const calibration = isotonic(scores, truth)
  const probabilities = scores.map((score) => calibrated(calibration, score))
  const common = bestThreshold(probabilities, truth)
  const thresholds = (support: readonly number[]) =>
    support.map((count, column) => {
      if (count < OWN_THRESHOLD) return common
      const rows = Array.from({ length: examples.length }, (_, at) => at * targets + column)
      const own = bestThreshold(
        rows.map((at) => probabilities[at]!),
        rows.map((at) => truth[at]!),
      )
      // With few examples the common threshold knows more.
      return (count * own + OWN_THRESHOLD * common) / (count + OWN_THRESHOLD)
    })
  return { calibration, reliability: reliability(probabilities, truth), thresholds }
}

/** The probability from which on accepting gives the best F1; within 0.2 … 0.8. */
function bestThreshold(probabilities: ArrayLike<number>, truth: ArrayLike<number>): number {
  let positives = 0
  for (let at = 0; at < truth.length; at++) positives += truth[at]!
  const order = Array.from({ length: truth.length }, (_, at) => at)
    .filter((at) => probabilities[at]! >= 0.2)
    .sort((a, b) => probabilities[b]! - probabilities[a]!)
  let best = { f1: -1, threshold: 0.5 }
  let hits = 0
  for (const [taken, at] of order.entries()) {
    hits += truth[at]!
    const next = order[taken + 1]
    const p = probabilities[at]!
    if (next !== undefined && probabilities[next] === p) continue
    const f1 = (2 * hits) / (taken + 1 + positives)
    const between = next === undefined ? p : (p + probabilities[next]!) / 2
    if (f1 > best.f1) best = { f1, threshold: Math.min(0.8, Math.max(0.2, between)) }
  }
  return best.threshold
}

/** A number that depends on nothing but the text (FNV-1a, with a last mixing so that every digit counts). */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** The texts of an example as one key. */
export function textKey({ texts }: LabelledFirm): string {
  return FIELDS.map((field) => texts[field] ?? '').join('\u0001')
}
