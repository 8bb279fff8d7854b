import { UNKNOWN_PLACE } from '../../domain/network.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import { type RateLine, rateOf } from './rates.ts'

/** A line with what it is about, so that it is found again at another date. */
export interface DatedLine extends RateLine {
  readonly id: string
  readonly modelId: string
}

/** A change of a rate between two dates, split into what caused it; the three sum to the change. */
export interface Change {
  readonly previous: number
  readonly change: number
  /** Suppliers, costs, volumes or models changed. */
  readonly byFacts: number
  /** More or less is known than before. */
  readonly byCoverage: number
  /** It is counted otherwise than before. */
  readonly byDefinition: number
  /** Most of it is no change of the chain. */
  readonly isMisleading: boolean
}

/** Changes below a tenth of a point are no news. */
const NEWS = 0.001

/**
 * Splits the change of a rate. What is known better is taken out by looking at today's lines as far as they were known
 * before: a line then unknown stays unknown, a part known before keeps that part. A model sold in both but with a bill
 * in one only is coverage, too; one that came to the market or left it is a fact.
 *
 * @param beforeRule the rate of today's lines by the rule of the earlier date (another threshold); today's own where the rule is the same
 * @param soldBefore models on sale at the earlier date
 */
export function changeOf(
  definition: LocalDefinition,
  before: {
    readonly value: number
    readonly lines: readonly DatedLine[]
    readonly sold: ReadonlySet<string>
  },
  now: { readonly value: number; readonly lines: readonly DatedLine[]; readonly byOldRule: number },
): Change {
  const known = new Map(before.lines.map((line) => [line.id, line]))
  const withBill = new Set(before.lines.map(({ modelId }) => modelId))
  const asKnown = now.lines.flatMap((line): RateLine[] => {
    const then = known.get(line.id)
    if (then) return [{ ...line, ...knownAs(line, then) }]
    // A line that was not there: of a new model it is a fact; of one sold before without a bill, coverage.
    return before.sold.has(line.modelId) && !withBill.has(line.modelId) ? [] : [line]
  })
  const asBefore = rateOf(definition, asKnown).value ?? now.value
  const byDefinition = now.value - now.byOldRule
  const byCoverage = now.value - asBefore
  const change = now.value - before.value
  const byFacts = change - byDefinition - byCoverage
  const other = Math.max(Math.abs(byDefinition), Math.abs(byCoverage))
  return {
    previous: before.value,
    change,
    byFacts,
    byCoverage,
    byDefinition,
    isMisleading: other >= NEWS && other > Math.abs(byFacts),
  }
}

function knownAs(line: RateLine, then: RateLine): Pick<RateLine, 'place' | 'known' | 'counted'> {
  if (then.place === UNKNOWN_PLACE && line.place !== UNKNOWN_PLACE)
    return { place: UNKNOWN_PLACE, known: then.known, counted: asMuch(line, then.known) }
  if (then.place !== UNKNOWN_PLACE && line.place === UNKNOWN_PLACE)
    return { place: then.place, known: then.known, counted: then.counted }
  return {
    place: line.place,
    known: then.known,
    counted: line.known > 0 ? asMuch(line, then.known) : then.counted,
  }
}

/** What counts of a line if only so much of it were known, in today's proportion. */
function asMuch({ known, counted }: RateLine, then: number): RateLine['counted'] {
  const part = known > 0 ? then / known : 0
  return Object.fromEntries(
    Object.entries(counted).map(([definition, { lower, upper }]) => [
      definition,
      { lower: Math.min(1, lower * part), upper: Math.max(Math.min(1, lower * part), upper) },
    ]),
  ) as RateLine['counted']
}
