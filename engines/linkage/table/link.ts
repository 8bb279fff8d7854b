import { clusterRows } from '../cluster.ts'
import { compareAll, patternsOf } from '../compare.ts'
import { chanceOfAgreement, encodeColumn } from '../frequency.ts'
import { learn } from '../learn.ts'
import { chooseBest } from '../one-to-one.ts'
import { scorePairs } from '../score.ts'
import type { CandidatePairs, Comparison, LinkageModel } from '../types.ts'
import { comparisonsOf } from './comparisons.ts'
import { candidatesByEvidence, type EvidenceOptions } from './evidence.ts'
import { type Field, foldValue } from './fields.ts'
import { tokensOf } from './tokens.ts'

export interface LinkTableOptions extends EvidenceOptions {
  /** Weights learnt before; learnt from this table if absent. */
  readonly model?: LinkageModel
  /** Weight in bits from which pairs are put together; default 0, even odds. */
  readonly threshold?: number
  /** Weight in bits of two rows of a cluster that were not compared; default -1. Without two sides only. */
  readonly absent?: number
  /** Kinds of matches and of other pairs told apart in learning; default 1 each. */
  readonly matchClasses?: number
  readonly otherClasses?: number
}

/** Rows of one cluster that were not even candidates speak against it, a little. */
const ABSENT = -1

/** A linked table, and all that it followed from. */
export interface TableLinkage {
  readonly pairs: CandidatePairs
  readonly comparisons: readonly Comparison[]
  /** Weight of each pair in bits. */
  readonly weight: Float32Array
  readonly model: LinkageModel
  /** One number for each row; rows of one number are one entity. */
  readonly entity: Int32Array
  /** Positions of the linked pairs: with two sides one to one, else all candidates within an entity. */
  readonly links: Int32Array
}

/**
 * Links the rows of a table by its declared columns, without labels and without blocking rules: rows that share enough
 * evidence are compared field by field, the weights of each level are learnt, agreement on rare values counts more, and
 * rows are put together by what all their pairs say. With two sides, neither of which holds an entity twice, the best
 * one-to-one choice is made.
 */
export function linkTable(fields: readonly Field[], options: LinkTableOptions = {}): TableLinkage {
  const { sides, threshold = 0 } = options
  const size = fields[0]?.values.length ?? 0
  for (const { name, values } of fields)
    if (values.length !== size) throw new RangeError(`field ${name}: ${values.length} values, ${size} rows`)
  if (sides && sides.length !== size) throw new RangeError(`${sides.length} sides, ${size} rows`)
  const columns = fields.map(({ values }) =>
    encodeColumn(values.map((value) => (value === null ? null : foldValue(value)))),
  )
  const { tokens, count } = tokensOf(fields, columns)
  const pairs = candidatesByEvidence(tokens, count, options)
  const comparisons = comparisonsOf(fields, columns)
  const levels = compareAll(pairs, comparisons)
  const patterns = patternsOf(levels, comparisons)
  const model =
    options.model ??
    learn(patterns, comparisons, {
      matchClasses: options.matchClasses ?? 1,
      otherClasses: options.otherClasses ?? 1,
      agreement: columns.map(chanceOfAgreement),
    })
  const weight = scorePairs(model, pairs, comparisons, levels, patterns)
  const result = { pairs, comparisons, weight, model }
  if (sides) return { ...result, ...oneToOne(pairs, weight, sides, threshold) }
  const entity = clusterRows(size, { ...pairs, weight }, { threshold, absent: options.absent ?? ABSENT })
  const links = Int32Array.from(pairs.left.keys()).filter(
    (at) => entity[pairs.left[at]!] === entity[pairs.right[at]!],
  )
  return { ...result, entity, links }
}

/** The best one-to-one choice of pairs above the threshold, and the entity of each row that follows. */
function oneToOne(pairs: CandidatePairs, weight: Float32Array, sides: Uint8Array, threshold: number) {
  const left = pairs.left.map((row, at) => (sides[row] === 0 ? row : pairs.right[at]!))
  const right = pairs.right.map((row, at) => (sides[row] === 0 ? pairs.left[at]! : row))
  const links = chooseBest({ left, right, weight: weight.map((bits) => bits - threshold) })
  const first = Int32Array.from(sides.keys())
  for (const at of links) {
    const least = Math.min(left[at]!, right[at]!)
    first[left[at]!] = least
    first[right[at]!] = least
  }
  const numbers = new Map<number, number>()
  const entity = first.map((row) => {
    const number = numbers.get(row) ?? numbers.size
    numbers.set(row, number)
    return number
  })
  return { entity, links }
}
