import type { Patterns } from './compare.ts'
import { seededRandom } from './random.ts'
import type { Comparison, LinkageModel, PairClass } from './types.ts'

export interface LearnOptions {
  /** Of each pair: 1 known to match, 0 known not to, -1 unknown. Known pairs teach; there need not be any. */
  readonly labels?: Int8Array
  /** By comparison the chances of each level among pairs that do not match, where they are known and not to be learnt. */
  readonly chances?: readonly (readonly number[] | undefined)[]
  /** By comparison the share of pairs that agree by chance, for the adjustment by frequency. */
  readonly agreement?: readonly number[]
  /** First guess of the share of matches among the candidate pairs. */
  readonly share?: number
  /** How many kinds of matches and of other pairs are told apart. */
  readonly matchClasses?: number
  readonly otherClasses?: number
  readonly seed?: number
}

const ROUNDS = 300
const SETTLED = 1e-6
/** Pseudo-count of each level in each class: nothing is ever impossible. */
const SMOOTHING = 0.5
const STARTS = 4

/**
 * Learns how often each level is met among matches and among other candidate pairs, by expectation and maximisation
 * over the patterns met (Fellegi and Sunter 1969; Winkler 1988), without labels or with some. The comparisons are taken
 * as independent within a class; several classes of pairs that do not match keep what goes together apart (firms of one
 * owner share telephone, person and address at once, and none of the three is a proof after the first). Of several
 * starts the likeliest result is kept. Levels that one of the rows leaves open say nothing.
 */
export function learn(
  patterns: Patterns,
  comparisons: readonly Comparison[],
  options: LearnOptions = {},
): LinkageModel {
  const counts = countsOf(patterns, options.labels)
  const plain = fit(patterns, counts, startOf(comparisons, options), options)
  const matches = options.matchClasses ?? 1
  const others = options.otherClasses ?? 1
  let best = plain
  if (matches + others > 2) {
    for (let start = 0; start < STARTS; start++) {
      const random = seededRandom((options.seed ?? 1) + start)
      const found = fit(patterns, counts, divided(plain.classes, matches, others, random), options)
      if (best === plain || found.likelihood > best.likelihood) best = found
    }
  }
  return {
    comparisons: comparisons.map(({ name, levels }) => ({ name, levels })),
    classes: best.classes,
    chance: comparisons.map((_, c) => options.agreement?.[c] ?? 0),
  }
}

interface Counts {
  readonly open: Float64Array
  readonly yes: Float64Array
  readonly no: Float64Array
}

function countsOf({ count, patternOf }: Patterns, labels: Int8Array | undefined): Counts {
  const open = new Float64Array(count)
  const yes = new Float64Array(count)
  const no = new Float64Array(count)
  for (let i = 0; i < patternOf.length; i++) {
    const label = labels ? labels[i]! : -1
    const kind = label < 0 ? open : label === 1 ? yes : no
    kind[patternOf[i]!]!++
  }
  return { open, yes, no }
}

interface WorkingClass {
  match: boolean
  share: number
  levels: number[][]
}

function startOf(comparisons: readonly Comparison[], options: LearnOptions): WorkingClass[] {
  const share = options.share ?? 0.1
  const rising = comparisons.map(({ levels }) => graded(levels.length))
  const falling = comparisons.map(({ levels }, c) => [
    ...(options.chances?.[c] ?? graded(levels.length).reverse()),
  ])
  return [
    { match: true, share, levels: rising },
    { match: false, share: 1 - share, levels: falling },
  ]
}

/** A first guess for matches: each stronger level three times as likely. */
function graded(levels: number): number[] {
  return shares(Array.from({ length: levels }, (_, level) => 3 ** level))
}

function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/** Classes like the plain two, each shaken a little differently, so that they can part. */
function divided(
  plain: readonly PairClass[],
  matches: number,
  others: number,
  random: () => number,
): WorkingClass[] {
  return plain.flatMap(({ match, share, levels }) => {
    const parts = match ? matches : others
    return Array.from({ length: parts }, () => ({
      match,
      share: share / parts,
      levels: levels.map((column) =>
        parts === 1 ? [...column] : shares(column.map((value) => value * (0.25 + 2 * random()))),
      ),
    }))
  })
}

function fit(
  patterns: Patterns,
  counts: Counts,
  start: WorkingClass[],
  options: LearnOptions,
): { classes: readonly PairClass[]; likelihood: number } {
  const width = start[0]!.levels.length
  const classes = start
  let likelihood = Number.NEGATIVE_INFINITY
  const density = new Float64Array(classes.length)
  for (let round = 0; round < ROUNDS; round++) {
    const sums = classes.map(({ levels }) =>
      levels.map((column) => new Float64Array(column.length).fill(SMOOTHING)),
    )
    const weights = new Float64Array(classes.length).fill(SMOOTHING)
    const openWeights = new Float64Array(classes.length).fill(SMOOTHING)
    let next = 0
    for (let p = 0; p < patterns.count; p++) {
      let total = 0
      let matched = 0
      classes.forEach(({ match, share, levels }, k) => {
        let value = share
        for (let c = 0; c < width; c++) {
          const level = patterns.levels[p * width + c]!
          if (level > 0) value *= levels[c]![level - 1]!
        }
        density[k] = value
        total += value
        if (match) matched += value
      })
      const open = counts.open[p]!
      const yes = counts.yes[p]!
      const no = counts.no[p]!
      next += open * Math.log(total) + yes * Math.log(matched) + no * Math.log(total - matched + 1e-300)
      for (let k = 0; k < classes.length; k++) {
        const known = classes[k]!.match ? yes / matched : no / (total - matched + 1e-300)
        const inOpen = (density[k]! * open) / total
        const weight = inOpen + (known > 0 ? density[k]! * known : 0)
        if (weight === 0) continue
        openWeights[k]! += inOpen
        weights[k]! += weight
        for (let c = 0; c < width; c++) {
          const level = patterns.levels[p * width + c]!
          if (level > 0) sums[k]![c]![level - 1]! += weight
        }
      }
    }
    const allOpen = openWeights.reduce((sum, weight) => sum + weight, 0)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    classes.forEach((one, k) => {
      // How many pairs match is told by the unknown ones, how the others divide by all.
      const group = classes.reduce(
        (sum, { match }, j) =>
          match === one.match ? { open: sum.open + openWeights[j]!, all: sum.all + weights[j]! } : sum,
        { open: 0, all: 0 },
      )
      one.share = allOpen > 0 && all > 0 ? (group.open / allOpen) * (weights[k]! / group.all) : one.share
      one.levels = one.levels.map((column, c) =>
        !one.match && options.chances?.[c] ? column : shares([...sums[k]![c]!]),
      )
    })
    const settled = Math.abs(next - likelihood) < SETTLED * Math.abs(next)
    likelihood = next
    if (settled) break
  }
  return { classes, likelihood }
}
