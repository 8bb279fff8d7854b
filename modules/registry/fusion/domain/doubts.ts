import type { ScoredPairs } from '#engines/enterprise-linkage'
import { probabilityOf } from '#engines/linkage'

/** Why a person should look at a pair. */
export const DOUBT_REASONS = [
  'border',
  'weakLink',
  'codesDiffer',
  'contradicted',
  'libraryTwice',
  'codeTaken',
] as const
export type DoubtReason = (typeof DOUBT_REASONS)[number]

/** A pair of records (by number) that waits for a person. */
export interface Doubt {
  readonly left: number
  readonly right: number
  readonly probability: number
  /** Expected number of wrong record pairs that a decision would mend. */
  readonly gain: number
  readonly reason: DoubtReason
  readonly together: boolean
}

/** What is known of the records besides their pairs. */
export interface DoubtContext {
  readonly entity: Int32Array
  readonly pairs: ScoredPairs
  /** Credit code of each record where its check holds and it speaks for one firm: the same one is certain. */
  readonly code: readonly (string | undefined)[]
  /** Whether a record founds entities (register or library). */
  readonly anchor: readonly boolean[]
  /** Milliseconds at which each record was loaded as it stands. */
  readonly loadedAt: ArrayLike<number>
  /** Pairs decided by people; `at` in milliseconds. */
  readonly decided: readonly {
    readonly left: number
    readonly right: number
    readonly same: boolean
    readonly at: number
  }[]
}

/** Between these a pair is in doubt. */
const UNLIKELY = 0.1
const LIKELY = 0.9

/** How often two codes that hold and differ stand for one firm all the same: a code of another firm written down. */
const WRONG_CODE = 0.05

/** The most doubts worth keeping: nobody decides more between two runs. */
export const MOST_DOUBTS = 2_000

/** What a code that both records have adds in certainty, in bits. */
const CERTAIN = 60

/** The weights with what the codes say: the linkage leaves it out where both codes hold. */
function decidedWeights({ pairs, code }: DoubtContext): Float32Array {
  return pairs.weight.map((weight, at) => {
    const own = code[pairs.left[at]!]
    return own !== undefined && own === code[pairs.right[at]!] ? Math.max(weight, CERTAIN) : weight
  })
}

/** One text for a pair, whichever way round. */
export function pairKey<T extends number | string>(left: T, right: T): string {
  return left < right ? `${left} ${right}` : `${right} ${left}`
}

/**
 * The pairs worth a person's look, most useful first: the nearest pair of two entities near the border, the only link of
 * a record to its entity where it is weak, a strong pair kept apart by different valid codes, and a pair that people
 * confirmed and that a record of the register, loaded later, contradicts. Gain: the probability that the present state is
 * wrong times the record pairs that it decides.
 */
export function doubtsOf(given: DoubtContext, most = MOST_DOUBTS): Doubt[] {
  const context = { ...given, pairs: { ...given.pairs, weight: decidedWeights(given) } }
  const { entity } = context
  const size = new Map<number, number>()
  for (const e of entity) size.set(e, (size.get(e) ?? 0) + 1)
  const sizeOf = (record: number) => size.get(entity[record]!) ?? 1
  const decided = new Set(context.decided.map(({ left, right }) => pairKey(left, right)))
  const best = bestPairs(context)

  const doubts: Doubt[] = contradictions(context, sizeOf)
  const { left, right, weight } = context.pairs
  const ask = (at: number, reason: DoubtReason, wrong: number, pairs: number) => {
    const [a, b] = [left[at]!, right[at]!]
    if (wrong < UNLIKELY || decided.has(pairKey(a, b))) return
    const probability = probabilityOf(weight[at]!)
    doubts.push({ left: a, right: b, probability, gain: wrong * pairs, reason, together: false })
  }
  const codes = codesOf(context)
  for (const at of best.nearest.values()) {
    const [a, b] = [left[at]!, right[at]!]
    if (!differ(codes.get(entity[a]!), codes.get(entity[b]!))) {
      ask(at, 'border', probabilityOf(weight[at]!), sizeOf(a) * sizeOf(b))
      continue
    }
    // Two firms claim a record without a code: the stronger claim the likelier.
    const record = context.code[a] === undefined ? a : b
    const own = best.link.get(record)
    if (own === undefined && sizeOf(record) > 1) continue
    const claim = own === undefined ? 0 : weight[own]!
    const wrong = Math.min(probabilityOf(weight[at]! - claim), probabilityOf(weight[at]!))
    ask(at, 'border', wrong, sizeOf(a) + sizeOf(b) - 1)
  }
  for (const at of best.clash.values()) {
    // Pairs kept apart by their codes are told only where everything else speaks for one firm.
    const p = probabilityOf(weight[at]!)
    if (p < LIKELY || decided.has(pairKey(left[at]!, right[at]!))) continue
    const gain = p * WRONG_CODE * sizeOf(left[at]!) * sizeOf(right[at]!)
    doubts.push({
      left: left[at]!,
      right: right[at]!,
      probability: p,
      gain,
      reason: 'codesDiffer',
      together: false,
    })
  }
  const told = new Set<string>()
  for (const at of best.link.values()) {
    const [a, b, p] = [left[at]!, right[at]!, probabilityOf(weight[at]!)]
    const key = pairKey(a, b)
    if (p > LIKELY || decided.has(key) || told.has(key)) continue
    told.add(key)
    const gain = (1 - p) * (sizeOf(a) - 1)
    doubts.push({ left: a, right: b, probability: p, gain, reason: 'weakLink', together: true })
  }
  return doubts.sort((a, b) => b.gain - a.gain || a.left - b.left || a.right - b.right).slice(0, most)
}

/** The code of each entity that has one. */
function codesOf({ entity, code }: DoubtContext): Map<number, string> {
  const codes = new Map<number, string>()
  for (const [record, own] of code.entries()) if (own !== undefined) codes.set(entity[record]!, own)
  return codes
}

/**
 * By number of the pair: the best pair between each two entities, the best of those whose own codes clash, and the best
 * of each record within its own entity.
 */
function bestPairs({ entity, pairs, code }: DoubtContext) {
  const { left, right, weight } = pairs
  const nearest = new Map<string, number>()
  const clash = new Map<string, number>()
  const link = new Map<number, number>()
  for (let at = 0; at < left.length; at++) {
    const [a, b, w] = [left[at]!, right[at]!, weight[at]!]
    if (entity[a] === entity[b]) {
      for (const record of [a, b])
        if (!(w <= (weight[link.get(record) ?? -1] ?? Number.NEGATIVE_INFINITY))) link.set(record, at)
    } else if (probabilityOf(w) >= UNLIKELY) {
      const key = pairKey(entity[a]!, entity[b]!)
      const into = differ(code[a], code[b]) ? clash : nearest
      if (!(w <= (weight[into.get(key) ?? -1] ?? Number.NEGATIVE_INFINITY))) into.set(key, at)
    }
  }
  return { nearest, clash, link }
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b
}

/** Pairs that people confirmed and that a register's record, loaded since, tells apart. */
function contradictions(context: DoubtContext, sizeOf: (record: number) => number): Doubt[] {
  const confirmed = context.decided.filter(({ same }) => same)
  if (confirmed.length === 0) return []
  const asked = new Set(confirmed.flatMap(({ left, right }) => [left, right]))
  const anchors = new Map<number, { record: number; weight: number }[]>()
  const { left, right, weight } = context.pairs
  for (let at = 0; at < left.length; at++) {
    if (probabilityOf(weight[at]!) < LIKELY) continue
    for (const [of, by] of [
      [left[at]!, right[at]!],
      [right[at]!, left[at]!],
    ] as const) {
      if (!asked.has(of) || !context.anchor[by]) continue
      anchors.set(of, [...(anchors.get(of) ?? []), { record: by, weight: weight[at]! }])
    }
  }
  const doubts: Doubt[] = []
  for (const { left: a, right: b, at } of confirmed) {
    const sides = [a, b].map((record) => [
      ...(anchors.get(record) ?? []),
      { record, weight: Number.POSITIVE_INFINITY },
    ])
    const against = sides[0]!.some((one) =>
      sides[1]!.some(
        (other) =>
          differ(context.code[one.record], context.code[other.record]) &&
          [one.record, other.record].some((r) => context.anchor[r] && context.loadedAt[r]! > at),
      ),
    )
    if (!against) continue
    const together = context.entity[a] === context.entity[b]
    const gain = together ? sizeOf(a) - 1 : sizeOf(a) * sizeOf(b)
    doubts.push({ left: a, right: b, probability: 0.5, gain, reason: 'contradicted', together })
  }
  return doubts
}
