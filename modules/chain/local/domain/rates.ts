import { LOCAL, UNKNOWN_PLACE } from '../../domain/network.ts'
import { LOCAL_DEFINITIONS, type LocalDefinition } from '../../domain/settings.ts'
import { isTraced, type TracedDefinition } from './content.ts'

/** How much of a line counts under a definition that looks through it: what is unknown as not local, and as local. */
export interface Counted {
  readonly lower: number
  readonly upper: number
}

/** A line of a bill, or the assembly of a vehicle, as the rates see it. */
export interface RateLine {
  readonly kind: 'line' | 'assembly'
  /** Vehicles a year that it goes into. */
  readonly weight: number
  /** Fen a vehicle; NaN is unknown. */
  readonly cost: number
  readonly place: number
  /** Share of its value whose place is known, through everything that goes into it. */
  readonly known: number
  readonly counted: Readonly<Record<TracedDefinition, Counted>>
}

export interface Rate {
  /** Of what is known; null where nothing is. */
  readonly value: number | null
  /** Everything unknown counted as not local, and as local. */
  readonly lower: number | null
  readonly upper: number | null
  /** Share of the whole of which the place is known. */
  readonly coverage: number | null
}
export type Rates = Readonly<Record<LocalDefinition, Rate>>

interface Parts {
  /** What the line brings to the whole, to what is known of it, and to what counts as local at least and at most. */
  readonly all: number
  readonly known: number
  readonly lower: number
  readonly upper: number
}
const NONE_OF_IT: Parts = { all: 0, known: 0, lower: 0, upper: 0 }

function partsOf(definition: LocalDefinition, line: RateLine): Parts {
  const { weight, cost } = line
  if (!isTraced(definition)) {
    if (line.kind === 'assembly') return NONE_OF_IT
    const all = definition === 'part_count' ? weight : weight * (cost > 0 ? cost : 0)
    const local = line.place === LOCAL ? all : 0
    const unknown = line.place === UNKNOWN_PLACE ? all : 0
    return { all, known: all - unknown, lower: local, upper: local + unknown }
  }
  if (!(cost > 0)) return NONE_OF_IT
  const all = weight * cost
  const { lower, upper } = line.counted[definition]
  return { all, known: all * line.known, lower: all * lower, upper: all * upper }
}

/**
 * A rate over lines, and what each line adds to it: the contributions sum to the value. The rate is what counts as local
 * over what is known; the bounds say how far the unknown could move it, and hold the value (a part that counts in full
 * although some of it is unknown would otherwise count for more than there is).
 *
 * @param lines of the tier asked about: what is put into vehicles themselves with their assembly, or what a node buys
 */
export function rateOf(
  definition: LocalDefinition,
  lines: readonly RateLine[],
): Rate & { readonly contributions: Float64Array } {
  let all = 0
  let known = 0
  let lower = 0
  let upper = 0
  const contributions = new Float64Array(lines.length)
  for (const [at, line] of lines.entries()) {
    const parts = partsOf(definition, line)
    all += parts.all
    known += parts.known
    lower += parts.lower
    upper += parts.upper
    contributions[at] = parts.lower
  }
  if (all <= 0) return { value: null, lower: null, upper: null, coverage: null, contributions }
  const value = known > 0 ? Math.min(lower / known, upper / all) : null
  const scale = lower > 0 ? (value ?? 0) / lower : 0
  for (const at of contributions.keys()) contributions[at] = (contributions[at] as number) * scale
  return {
    value,
    lower: lower / all,
    upper: upper / all,
    coverage: known / all,
    contributions,
  }
}

/** The rates under all definitions. */
export function ratesOf(lines: readonly RateLine[]): Rates {
  return Object.fromEntries(
    LOCAL_DEFINITIONS.map((definition) => {
      const { contributions: _, ...rate } = rateOf(definition, lines)
      return [definition, rate]
    }),
  ) as Rates
}
