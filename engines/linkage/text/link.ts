import { chooseBest } from '../one-to-one.ts'
import { type Calibration, calibrate } from './calibrate.ts'
import { type Feature, measurePairs, type TextField, textSpaces } from './features.ts'
import { learnLogistic, standardise } from './logistic.ts'
import { type NearestOptions, nearestAcross, type RowPairs } from './nearest.ts'

export interface LinkTextOptions extends NearestOptions {
  /** Rounds of learning from its own surest pairs; default 2. */
  readonly rounds?: number
  /** Share of the smaller side whose surest pairs teach; default 0.8. */
  readonly share?: number
  /** Penalty on large coefficients; default 3. */
  readonly penalty?: number
  readonly onProgress?: (share: number) => void
}

/** What a pair at the cut weighs in the choice: little, but more than none. */
const LEAST = 1e-6

/** Two tables linked one to one. */
export interface TextLinkage {
  /** All candidates compared, and the score of each in nats. */
  readonly pairs: RowPairs
  readonly score: Float64Array
  readonly features: readonly Feature[]
  /** What a standard deviation of each feature adds to the score. */
  readonly weights: Float64Array
  /** Positions of the best one-to-one choice of all pairs, and of those from `calibration.threshold` up; surest first. */
  readonly chosen: Int32Array
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
  const { rounds = 2, share = 0.8, penalty = 3, onProgress } = options
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
  const neighbours = rivalsOf(pairs, sides.length)
  const smaller = Math.min(...[0, 1].map((side) => sides.filter((x) => x === side).length))
  for (let round = 0; round < rounds; round++) {
    const chosen = choose(pairs, score)
    if (chosen.length === 0) break
    // A pair is sure when it scores high and far above its rivals.
    const sureness = new Float64Array(score.length)
    for (const pair of chosen) sureness[pair] = 2 * score[pair]! - Math.max(...neighbours.best(pair, score))
    const teachers = chosen
      .slice()
      .sort((a, b) => sureness[b]! - sureness[a]! || a - b)
      .subarray(0, Math.round(share * smaller))
    const { rows, labels } = lessons(pairs, teachers, sides.length)
    weights = learnLogistic(columns, rows, labels, penalty)
    score = scoreOf(columns, weights)
    onProgress?.(0.8 + (0.2 * (round + 1)) / rounds)
  }
  const chosen = choose(pairs, score)
  const side = sides.reduce((sum, x) => sum + x, 0) * 2 < sides.length ? 1 : 0
  const rivals = [...chosen].map((pair) => neighbours.best(pair, score)[side]!).filter(Number.isFinite)
  const calibration = calibrate(
    [...chosen].map((pair) => score[pair]!),
    rivals,
  )
  const links = choose(pairs, score, calibration.threshold)
  return { pairs, score, features, weights, chosen, links, calibration }
}

function scoreOf(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const score = new Float64Array(columns[0]?.length ?? 0).fill(weights[columns.length]!)
  columns.forEach((column, k) => {
    for (let at = 0; at < score.length; at++) score[at]! += weights[k]! * column[at]!
  })
  return score
}

/** The best one-to-one choice of pairs from a score up, the surest first. */
function choose({ left, right }: RowPairs, score: Float64Array, from = Number.NEGATIVE_INFINITY): Int32Array {
  const floor = Math.max(
    from,
    score.reduce((low, x) => Math.min(low, x), 0),
  )
  const weight = score.map((x) => (x < from ? 0 : x - floor + LEAST))
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

/** The best other candidate of either row of a pair; minus infinity where there is none. */
function rivalsOf({ left, right }: RowPairs, size: number) {
  const of: number[][] = Array.from({ length: size }, () => [])
  for (let at = 0; at < left.length; at++) {
    of[left[at]!]!.push(at)
    of[right[at]!]!.push(at)
  }
  const bestOf = (row: number, pair: number, score: Float64Array) =>
    of[row]!.reduce((best, at) => (at === pair ? best : Math.max(best, score[at]!)), Number.NEGATIVE_INFINITY)
  return {
    best: (pair: number, score: Float64Array): readonly [number, number] => [
      bestOf(left[pair]!, pair, score),
      bestOf(right[pair]!, pair, score),
    ],
  }
}
