import { calibrated } from '#engines/calibration'
import { type Dictionary, dictionaryOf } from './dictionary.ts'
import { type Candidate, type Family, familyOf, type Reading, readTexts } from './features.ts'
import { dot } from './learn.ts'
import { sparseOf } from './train.ts'
import type { Evidence, FirmTexts, TaggerModel, TagProposal, TaxonomyNode } from './types.ts'

export interface TagOptions {
  /** Proposals below this probability are left out. Default 0.05. */
  readonly minProbability?: number
  /** Without evidence tagging is faster. Default true. */
  readonly evidence?: boolean
}

interface Opened {
  readonly dictionary: Dictionary
  readonly family: Family
  readonly columnOf: ReadonlyMap<number, number>
  readonly placeOf: ReadonlyMap<string, number>
  readonly rows: readonly { readonly columns: Int32Array; readonly weights: Float64Array }[]
}

const opened = new WeakMap<TaggerModel, Opened>()

/** What is built from a model once and used for every text. */
function openedOf(model: TaggerModel): Opened {
  const known = opened.get(model)
  if (known) return known
  const fresh: Opened = {
    dictionary: dictionaryOf(model.nodes),
    family: familyOf(model.nodes),
    columnOf: new Map(model.targets.map((at, column) => [at, column])),
    placeOf: new Map(model.vocabulary.map((pattern, at) => [pattern, at])),
    rows: model.patterns.map((row) => ({
      columns: Int32Array.from({ length: row.length / 2 }, (_, i) => row[2 * i]!),
      weights: Float64Array.from({ length: row.length / 2 }, (_, i) => row[2 * i + 1]!),
    })),
  }
  opened.set(model, fresh)
  return fresh
}

/**
 * Nodes that a firm's texts speak of, the likeliest first, each with its probability and what it rests on.
 *
 * @example tag(model, { scope: '汽车减速器、差速器的研发、制造' })[0] // { node: 'A203', probability: 0.9…, evidence: […] }
 * Time: characters of the texts, and the weights of their patterns.
 */
export function tag(model: TaggerModel, texts: FirmTexts, options: TagOptions = {}): TagProposal[] {
  const { minProbability = 0.05, evidence = true } = options
  const { dictionary, family, columnOf, placeOf, rows } = openedOf(model)
  const reading = readTexts(dictionary, family, texts)
  const sparse = sparseOf(reading, placeOf, model.idf, columnOf)
  const scores = new Float64Array(model.targets.length).fill(model.bias)
  let relevance = 0
  for (const [i, pattern] of sparse.patterns.entries()) {
    const value = sparse.weights[i]!
    relevance += value * model.relevance[pattern]!
    const { columns, weights } = rows[pattern]!
    for (let j = 0; j < columns.length; j++) scores[columns[j]!]! += value * weights[j]!
  }
  for (const [i, column] of sparse.targets.entries())
    scores[column]! += relevance + dot(model.shared, sparse.shared[i]!)
  const proposals: TagProposal[] = []
  for (let column = 0; column < scores.length; column++) {
    const score = scores[column]!
    const probability = model.calibration ? calibrated(model.calibration, score) : 1 / (1 + Math.exp(-score))
    if (probability < minProbability) continue
    const at = model.targets[column]!
    proposals.push({
      node: model.nodes[at]!.code,
      probability,
      accepted: probability >= model.thresholds[column]!,
      evidence: evidence
        ? [
            ...termEvidence(model, reading.candidates.get(at), relevance),
            ...patternEvidence(model, column, reading, sparse, rows),
          ].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        : [],
    })
  }
  return proposals.sort((a, b) => b.probability - a.probability || (a.node < b.node ? -1 : 1))
}

/** The log-odds that terms add, shared out evenly among them. */
function termEvidence(model: TaggerModel, candidate: Candidate | undefined, relevance: number): Evidence[] {
  if (!candidate) return []
  const found = new Map<string, Omit<Evidence, 'weight'>>()
  for (const { clause, words, share } of candidate.hits)
    found.set(`${clause.field} ${clause.context} ${words}`, {
      field: clause.field,
      words,
      kind: share < 1 ? 'similar' : 'term',
      context: clause.context,
    })
  const weight = (dot(model.shared, candidate.values) + relevance) / found.size
  return [...found.values()].map((entry) => ({ ...entry, weight }))
}

const PATTERNS_SHOWN = 3
/** Log-odds below which a pattern is not worth a line. */
const WORTH = 0.2

function patternEvidence(
  model: TaggerModel,
  column: number,
  { clauses }: Reading,
  sparse: { patterns: Int32Array; weights: Float64Array },
  rows: Opened['rows'],
): Evidence[] {
  const found: Evidence[] = []
  for (const [i, pattern] of sparse.patterns.entries()) {
    const { columns, weights } = rows[pattern]!
    const at = columns.indexOf(column)
    const weight = at < 0 ? 0 : sparse.weights[i]! * weights[at]!
    if (weight < WORTH) continue
    const words = model.vocabulary[pattern]!
    const clause = clauses.find(({ text, context }) => context !== 'excluded' && text.includes(words))
    if (clause) found.push({ field: clause.field, words, kind: 'pattern', weight })
  }
  return found.sort((a, b) => b.weight - a.weight).slice(0, PATTERNS_SHOWN)
}

/**
 * Probability that a firm has any node of each branch, by code: for a node with proposals below it one minus the chance
 * that none of them holds, so a parent is never less likely than its child.
 */
export function rollUp(
  taxonomy: readonly TaxonomyNode[],
  proposals: readonly TagProposal[],
): Map<string, number> {
  const parents = new Map(taxonomy.map(({ code, parent }) => [code, parent]))
  const none = new Map<string, number>()
  for (const { node, probability } of proposals)
    for (let at: string | null | undefined = node; at; at = parents.get(at))
      none.set(at, (none.get(at) ?? 1) * (1 - probability))
  return new Map([...none].map(([code, chance]) => [code, 1 - chance]))
}
