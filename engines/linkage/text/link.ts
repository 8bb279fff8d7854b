import { chooseBest } from '../one-to-one.ts'
import { type Calibration, calibrate } from './calibrate.ts'
import { standingsOf } from './contest.ts'
import { type Feature, measurePairs, type TextField, textSpaces } from './features.ts'
import { learnLogistic, standardise } from './logistic.ts'
import { type NearestOptions, nearestAcross, type RowPairs } from './nearest.ts'

export interface LinkTextOptions extends NearestOptions {
  /** Rounds of learning from its own surest pairs; default 2. */
  readonly rounds?: number
  /** Share of the smaller side whose surest pairs teach, at most (no more than are likely to be right); default 0.9. */
  readonly share?: number
  /** Penalty on large coefficients; default 3. */
  readonly penalty?: number
  readonly onProgress?: (share: number) => void
}

/** What the least likely pair weighs in the choice: little, but more than none. */
const LEAST = 1e-6

/** Two tables linked one to one. */
export interface TextLinkage {
  /** All candidates compared, and the score of each in nats. */
  readonly pairs: RowPairs
  readonly score: Float64Array
  readonly features: readonly Feature[]
  /** The features on one scale: mean 0, standard deviation 1. */
  readonly columns: readonly Float64Array[]
  /** What a standard deviation of each feature adds to the score; last, the score of an average pair. */
  readonly weights: Float64Array
  /** Positions of the best one-to-one choice of all pairs, and how each stands against its rivals. */
  readonly chosen: Int32Array
  readonly standing: Float64Array
  /** Those of the choice that stand at `calibration.threshold` or above. */
  readonly links: Int32Array
  readonly calibration: Calibration
}

/**
 * Links two tables of which neither holds a thing twice, by free texts, without labels. Candidates are the nearest
 * neighbours by rare words and letters. The first order is by plain likeness; the surest one-to-one pairs and their
 * rivals then teach what a match looks like (self-training: the constraint supplies the labels), and a cut is set where
 * the expected F1 is greatest, judged by the rivals. No random choice: the same tables give the same links.
 *
 * @param fields the declared columns, rows of both sides below one another
 * @param sides 0 or 1 for each row
 */
export function linkTexts(
  fields: readonly TextField[],
  sides: Uint8Array,
  options: LinkTextOptions = {},
): TextLinkage {
  for (const { name, values } of fields) {
    if (values.length !== sides.length)
      throw new RangeError(`field ${name}: ${values.length} values, ${sides.length} rows`)
  }
  const { rounds = 2, share = 0.9, penalty = 3, onProgress } = options
  const spaces = textSpaces(fields)
  onProgress?.(0.2)
  const pairs = nearestAcross([spaces.names, spaces.whole], sides, options)
  onProgress?.(0.5)
  const features = measurePairs(pairs, fields, spaces)
  onProgress?.(0.8)

  const first = features.filter((feature) => feature.first)
  let score: Float64Array = Float64Array.from(pairs.left, (_, at) =>
    first.reduce((sum, { column }) => sum + column[at]! / first.length, 0),
  )
  const columns = standardise(features.map(({ column }) => column))
  let weights: Float64Array = new Float64Array(columns.length + 1)
  const ones = sides.reduce((sum, x) => sum + x, 0)
  const smaller = Math.min(ones, sides.length - ones)
  const side = 2 * ones < sides.length ? 1 : 0
  const judge = () => {
    const chosen = choose(pairs, score)
    const standings = standingsOf(pairs, score, chosen, sides, side)
    return { chosen, standings, calibration: calibrate(standings.chosen, standings.rivals) }
  }
  for (let round = 0; round < rounds; round++) {
    const { chosen, standings, calibration } = judge()
    const count = Math.round(Math.min(share * smaller, (1 - calibration.wrong) * chosen.length))
    if (count === 0) break
    const order = Int32Array.from(chosen.keys()).sort(
      (a, b) => standings.chosen[b]! - standings.chosen[a]! || a - b,
    )
    const teachers = order.subarray(0, count).map((at) => chosen[at]!)
    const { rows, labels } = lessons(pairs, teachers, sides.length)
    weights = learnLogistic(columns, rows, labels, penalty)
    score = scoreOf(columns, weights)
    onProgress?.(0.8 + (0.2 * (round + 1)) / rounds)
  }
  const { chosen, standings, calibration } = judge()
  const links = chosen.filter((_, at) => standings.chosen[at]! >= calibration.threshold)
  return { pairs, score, features, columns, weights, chosen, standing: standings.chosen, links, calibration }
}

/** Why a pair has its score: what each feature adds to that of an average candidate, in nats, the weightiest first. */
export function explainText(
  { features, columns, weights }: TextLinkage,
  pair: number,
): { readonly feature: string; readonly value: number; readonly adds: number }[] {
  return features
    .map(({ name, column }, k) => ({
      feature: name,
      value: column[pair]!,
      adds: weights[k]! * columns[k]![pair]!,
    }))
    .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
}

function scoreOf(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const score = new Float64Array(columns[0]?.length ?? 0).fill(weights[columns.length]!)
  columns.forEach((column, k) => {
    for (let at = 0; at < score.length; at++) score[at]! += weights[k]! * column[at]!
  })
  return score
}

/** The best one-to-one choice of all pairs, the highest score first. */
function choose({ left, right }: RowPairs, score: Float64Array): Int32Array {
  const lowest = score.reduce((low, x) => Math.min(low, x), 0)
  const weight = score.map((x) => x - lowest + LEAST)
  return chooseBest({ left, right, weight }).sort((a, b) => score[b]! - score[a]! || a - b)
}

/** The teaching pairs, and as counter-examples all other candidates of their rows. */
function lessons({ left, right }: RowPairs, teachers: Int32Array, size: number) {
  const taught = new Uint8Array(size)
  const isTeacher = new Uint8Array(left.length)
  for (const pair of teachers) {
    isTeacher[pair] = 1
    taught[left[pair]!] = 1
    taught[right[pair]!] = 1
  }
  const rows = Int32Array.from(left.keys()).filter((at) => taught[left[at]!] || taught[right[at]!])
  return { rows, labels: Uint8Array.from(rows, (at) => isTeacher[at]!) }
}
