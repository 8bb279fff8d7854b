import { candidatePairs, clusterRows, compareAll, learn, patternsOf, scorePairs } from '#engines/linkage'
import { enterpriseBlocking } from './blocking.ts'
import { enterpriseComparisons } from './comparisons.ts'
import { agreementOf, frequenciesOf, sharesOf } from './frequencies.ts'
import { headsOf } from './heads.ts'
import { identitiesOf } from './identity.ts'
import { prepareRecord, vocabularyOfModel, wordsOf } from './prepare.ts'
import { findRepeats } from './repeats.ts'
import { expectedOf, type Pairs, warn } from './report.ts'
import { partBranches } from './score.ts'
import type { EnterpriseLinks, EnterpriseRecord, LinkModel, LinkOptions, LinkWarning } from './types.ts'

/** Where two firms claim a row within so many bits, it is left to itself. */
const MARGIN = 4
/** Kinds of matches (formal rows, short ones) and of other pairs (strangers, firms of one owner, branches). */
const MATCH_CLASSES = 2
const OTHER_CLASSES = 3

/**
 * Decides which records speak of one enterprise. Codes that hold decide by themselves and teach the weights of all else;
 * the rest is weighed by name, region, branch, legal form, telephone, person, address and founding date, and clustered so
 * that two codes never meet.
 *
 * @param records in any order; empty rows become entities of their own
 * @example linkEnterprises(rows).entity // Int32Array [0, 0, 1 …], one number for each row
 */
export function linkEnterprises(
  records: readonly EnterpriseRecord[],
  options: LinkOptions = {},
): EnterpriseLinks {
  const { kept, positionOf } = findRepeats(records, options)
  const times = new Int32Array(kept.length)
  for (const position of positionOf) times[position]!++
  if (kept.length === records.length) return linkDistinct(records, times, options)
  const place = (pairs: LinkOptions['together']) =>
    pairs?.map(([a, b]) => [positionOf[a]!, positionOf[b]!] as const) ?? []
  const links = linkDistinct(
    Array.from(kept, (row) => records[row]!),
    times,
    { ...options, together: place(options.together), apart: place(options.apart) },
  )
  return {
    ...links,
    entity: positionOf.map((position) => links.entity[position]!),
    pairs: {
      ...links.pairs,
      left: links.pairs.left.map((position) => kept[position]!),
      right: links.pairs.right.map((position) => kept[position]!),
    },
  }
}

/** Links records none of which repeats another; `times` says how many rows each stands for. */
function linkDistinct(
  records: readonly EnterpriseRecord[],
  times: Int32Array,
  options: LinkOptions,
): EnterpriseLinks {
  const report = (share: number, stage: Parameters<NonNullable<LinkOptions['onProgress']>>[1]) =>
    options.onProgress?.(share, stage)
  report(0, 'prepare')
  const words = options.model?.words ?? wordsOf(records)
  const vocabulary = vocabularyOfModel({ words })
  const prepared = records.map((record, row) => {
    if ((row & 4095) === 0) report(0.25 * (row / records.length), 'prepare')
    return prepareRecord(record, vocabulary)
  })
  const warnings: LinkWarning[] = []
  const identity = identitiesOf(prepared, options.anchors ?? new Set(), warnings)
  const pairs = candidatePairs(prepared.length, enterpriseBlocking(prepared), {
    onProgress: (share) => report(0.25 + 0.1 * share, 'block'),
  })
  const frequencies = options.model?.frequencies ?? frequenciesOf(prepared)
  const comparisons = enterpriseComparisons(prepared, sharesOf(frequencies))
  const columns = compareAll(pairs, comparisons, (share) => report(0.35 + 0.35 * share, 'compare'))
  const patterns = patternsOf(columns, comparisons)
  report(0.7, 'learn')
  const linkage =
    options.model?.linkage ??
    learn(patterns, comparisons, {
      labels: labelsOf(pairs, identity),
      matchClasses: MATCH_CLASSES,
      otherClasses: OTHER_CLASSES,
      agreement: comparisons.map(({ name }) => agreementOf(frequencies, name)),
    })
  const weight = scorePairs(linkage, pairs, comparisons, columns, patterns)
  partBranches(weight, columns[comparisons.findIndex(({ name }) => name === 'branch')]!)
  report(0.8, 'cluster')
  const entity = clusterRows(
    prepared.length,
    { ...pairs, weight },
    {
      identity,
      margin: MARGIN,
      ...(options.together ? { together: options.together } : {}),
      ...(options.apart ? { apart: options.apart } : {}),
    },
  )
  const entities = entity.reduce((most, number) => Math.max(most, number + 1), 0)
  warn(prepared, times, pairs.dropped, warnings)
  report(1, 'cluster')
  const model: LinkModel = { version: 1, words, frequencies, linkage }
  return {
    entity,
    entities,
    head: headsOf(prepared, entity, entities),
    pairs: { left: pairs.left, right: pairs.right, weight },
    model,
    warnings,
    expected: expectedOf({ ...pairs, weight }, identity, entity),
  }
}

/** Pairs whose codes hold on both sides are known: they teach the weights of everything else. */
function labelsOf({ left, right }: Pairs, identity: Int32Array): Int8Array {
  return Int8Array.from(left, (a, i) => {
    const x = identity[a]!
    const y = identity[right[i]!]!
    return x < 0 || y < 0 ? -1 : x === y ? 1 : 0
  })
}
