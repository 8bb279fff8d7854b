import { randomFrom } from './random.ts'
import type { SupplyNetwork } from './types.ts'
import { pairKey } from './visible.ts'

/** Relations put out of sight, whole pairs at a time. */
export interface Hidden {
  readonly rows: Uint8Array
  /** Hidden pairs with the nodes supplied. */
  readonly nodesOf: ReadonlyMap<number, ReadonlySet<number>>
  readonly pairs: number
}

/** Hides a share of the supplier-buyer pairs: at random, or those that began last. Self supply is never hidden. */
export function hide(network: SupplyNetwork, share: number, how: 'random' | 'time', seed: number): Hidden {
  const { firms, supplier, buyer, node, since } = network
  if (how === 'time' && !since) throw new RangeError('hold-out by time needs the column since')
  const first = new Map<number, number>()
  for (let row = 0; row < supplier.length; row++) {
    if (supplier[row] === buyer[row]) continue
    const key = pairKey(firms, supplier[row]!, buyer[row]!)
    const begun = since ? since[row]! : 0
    first.set(key, Math.min(begun, first.get(key) ?? Number.POSITIVE_INFINITY))
  }
  const random = randomFrom(seed)
  const draw = new Map([...first.keys()].map((key) => [key, random()]))
  const order = [...first.keys()].sort((a, b) => {
    const later = how === 'time' ? first.get(b)! - first.get(a)! : 0
    return later || draw.get(a)! - draw.get(b)!
  })
  const chosen = new Set(order.slice(0, Math.round(share * order.length)))
  const rows = new Uint8Array(supplier.length)
  const nodesOf = new Map<number, Set<number>>()
  for (let row = 0; row < supplier.length; row++) {
    const key = pairKey(firms, supplier[row]!, buyer[row]!)
    if (!chosen.has(key)) continue
    rows[row] = 1
    const nodes = nodesOf.get(key) ?? new Set()
    nodes.add(node[row]!)
    nodesOf.set(key, nodes)
  }
  return { rows, nodesOf, pairs: chosen.size }
}
