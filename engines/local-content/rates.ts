import { localShares, prices } from './shares.ts'
import type { ContentSystem } from './system.ts'
import { DEFINITIONS, type Definition, type Rate } from './types.ts'

/** From this local share on a part counts as originating, as in the rules of origin that people know. */
export const ORIGIN_THRESHOLD = 0.7

export interface RateOptions {
  readonly threshold?: number
}

/** The local sourcing rates of some products together, and what a unit of each node costs. */
export interface Rates {
  readonly price: Float64Array
  readonly rates: Readonly<Record<Definition, Rate>>
}

/**
 * The five rates of the products in given amounts (vehicles a year of each model; one for a single vehicle).
 *
 * - part_count: local among the parts put into the products, each line of a bill counting once for each product.
 * - tier1_spend: local among what is spent on them.
 * - the other three: see `localShares`.
 *
 * @param demand units of each node's output that are wanted; 0 for what is no product
 * @throws NonProductiveError when a bill consumes more than it makes
 */
export function localRates(
  system: ContentSystem,
  demand: ArrayLike<number>,
  { threshold = ORIGIN_THRESHOLD }: RateOptions = {},
): Rates {
  const price = prices(system)
  const { local } = system.network
  const filled = [Number.NaN, 0, 1].map((unknown) =>
    Float64Array.from(local, (of) => (Number.isNaN(of) ? unknown : of)),
  )
  const traced = (definition: Definition): Rate => {
    if (definition === 'part_count' || definition === 'tier1_spend')
      return firstTier(system, price, demand, definition)
    const [, lower, upper] = filled as [Float64Array, Float64Array, Float64Array]
    const rate = (of: ArrayLike<number>) =>
      weighted(price, demand, localShares(system, price, definition, threshold, of).share)
    const known = weighted(
      price,
      demand,
      localShares(
        system,
        price,
        'traced_value_added',
        threshold,
        Float64Array.from(local, (of) => Number(!Number.isNaN(of))),
      ).share,
    )
    const low = rate(lower)
    return {
      value: known > 0 ? Math.min(1, low / known) : Number.NaN,
      lower: low,
      upper: rate(upper),
      coverage: known,
    }
  }
  return {
    price,
    rates: Object.fromEntries(DEFINITIONS.map((name) => [name, traced(name)])) as Rates['rates'],
  }
}

/** Mean of a share over the products, by what they cost. */
function weighted(price: ArrayLike<number>, demand: ArrayLike<number>, share: ArrayLike<number>): number {
  let [sum, whole] = [0, 0]
  for (let node = 0; node < price.length; node++) {
    const value = ((demand[node] as number) || 0) * (price[node] as number)
    if (value === 0) continue
    whole += value
    sum += value * (share[node] as number)
  }
  return whole > 0 ? sum / whole : Number.NaN
}

/** Parts and money one tier down. */
function firstTier(
  { network, inputs, quantity }: ContentSystem,
  price: ArrayLike<number>,
  demand: ArrayLike<number>,
  definition: 'part_count' | 'tier1_spend',
): Rate {
  let [local, known, whole] = [0, 0, 0]
  for (let product = 0; product < network.nodes; product++) {
    const much = (demand[product] as number) || 0
    if (much === 0) continue
    for (let arc = inputs.offsets[product] as number; arc < (inputs.offsets[product + 1] as number); arc++) {
      const from = inputs.neighbours[arc] as number
      if ((quantity[arc] as number) === 0) continue
      const weight =
        definition === 'part_count' ? 1 : much * (quantity[arc] as number) * (price[from] as number)
      const of = network.local[from] as number
      whole += weight
      if (Number.isNaN(of)) continue
      known += weight
      local += weight * of
    }
  }
  return {
    value: known > 0 ? local / known : Number.NaN,
    lower: whole > 0 ? local / whole : Number.NaN,
    upper: whole > 0 ? (local + whole - known) / whole : Number.NaN,
    coverage: whole > 0 ? known / whole : Number.NaN,
  }
}
