import { esriOfShock } from './esri.ts'
import { riskNetwork } from './network.ts'
import type { EsriOptions, RiskInput, Shock } from './types.ts'

/** One more supplier of one input of one buyer. */
export interface SecondSource {
  readonly buyer: number
  readonly sector: number
  readonly supplier: number
  /** Share of the buyer's purchases of this input that the new supplier takes over; a half by default. */
  readonly share?: number
}

/** ESRI of a shock without and with the second source. */
export interface SecondSourceGain {
  readonly before: number
  readonly after: number
  /** `before - after`: negative where the second source carries the shock further. */
  readonly saved: number
}

/**
 * What a second source would save: the index of the same shock on the network as it is, and on the network in which the new
 * supplier has taken over a share of what the buyer buys of this input, in proportion from those that supply it now. Total
 * purchases stay the same. By default the shock is the stop of the largest present supplier.
 *
 * @throws RangeError when the buyer buys nothing of this sector, or the share is not between 0 and 1
 * Time: builds the network twice.
 */
export function secondSource(
  input: RiskInput,
  { buyer, sector, supplier, share = 0.5 }: SecondSource,
  { shock, ...options }: EsriOptions & { readonly shock?: Shock } = {},
): SecondSourceGain {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share ${share}: must be greater than 0, at most 1`)
  const suppliedOf = (row: number) =>
    (input.arcSector ? input.arcSector[row] : input.sector[input.supplier[row] as number]) as number
  const amount = Float64Array.from(input.amount)
  const rows: number[] = []
  for (let row = 0; row < amount.length; row++)
    if (input.buyer[row] === buyer && suppliedOf(row) === sector) rows.push(row)
  if (rows.length === 0) throw new RangeError(`firm ${buyer} buys nothing of sector ${sector}`)
  let moved = 0
  let largest = rows[0] as number
  const bySupplier = new Map<number, number>()
  for (const row of rows) {
    const from = input.supplier[row] as number
    bySupplier.set(from, (bySupplier.get(from) ?? 0) + (amount[row] as number))
    if ((bySupplier.get(from) as number) > (bySupplier.get(input.supplier[largest] as number) as number))
      largest = row
    moved += (amount[row] as number) * share
    amount[row]! *= 1 - share
  }
  const struck = shock ?? { firm: [input.supplier[largest] as number] }
  const kept = Uint32Array.from(amount.keys()).filter((row) => (amount[row] as number) > 0)
  const column = (values: ArrayLike<number>, last: number) => [
    ...Array.from(kept, (row) => values[row] as number),
    last,
  ]
  const changed: RiskInput = {
    ...input,
    supplier: column(input.supplier, supplier),
    buyer: column(input.buyer, buyer),
    amount: column(amount, moved),
    arcSector: [...Array.from(kept, suppliedOf), sector],
  }
  const before = esriOfShock(riskNetwork(input), struck, options).esri
  const after = esriOfShock(riskNetwork(changed), struck, options).esri
  return { before, after, saved: before - after }
}
