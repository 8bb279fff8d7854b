import { randomFrom } from './random.ts'
import type { FirmColumns, SupplyNetwork } from './types.ts'

/** A synthetic network whose rules are known, and what it really looks like. */
export interface Planted {
  readonly network: SupplyNetwork
  readonly firms: FirmColumns
  /** True relations that the network does not show: supplier × firms + buyer. */
  readonly unknown: ReadonlySet<number>
}

/**
 * Firms in districts and groups make one to three nodes in tiers; a maker of a node needs fixed nodes of the tier below. It picks
 * suppliers by group, circle (which no column tells: firms of a circle share suppliers), distance, size and popularity. A share of the relations is left out of sight.
 */
export function plantedNetwork(firms: number, seed: number, unknownShare = 0.15): Planted {
  const random = randomFrom(seed)
  const nodes = 60
  const tiers = 4
  const tierOf = (node: number) => Math.floor((node * tiers) / nodes)
  const whole = (below: number) => Math.floor(random() * below)
  const inputs = Array.from({ length: nodes }, (_, node) => {
    const below = [...Array(nodes).keys()].filter((other) => tierOf(other) === tierOf(node) + 1)
    return below.length === 0 ? [] : [0, 1, 2, 3, 4, 5].map(() => below[whole(below.length)]!)
  })
  const district = Int32Array.from({ length: firms }, () => whole(20))
  const group = Int32Array.from({ length: firms }, () => (random() < 0.2 ? whole(Math.ceil(firms / 40)) : -1))
  const circle = Int32Array.from({ length: firms }, () => whole(Math.ceil(firms / 100)))
  const size = Float64Array.from({ length: firms }, () => Math.exp(4 + 3 * (random() + random() - 1)))
  const popular = Float64Array.from({ length: firms }, () => Math.exp(2 * random()))
  const x = Float64Array.from(district, (d) => (d % 5) * 40 + 15 * random())
  const y = Float64Array.from(district, (d) => Math.floor(d / 5) * 40 + 15 * random())
  const capability = { firm: [] as number[], node: [] as number[], stage: [] as number[] }
  const makers: number[][] = Array.from({ length: nodes }, () => [])
  const makes: number[][] = []
  for (let f = 0; f < firms; f++) {
    const own = new Set([whole(nodes)])
    while (random() < 0.3) own.add(whole(nodes))
    makes.push([...own])
    for (const node of own) {
      capability.firm.push(f)
      capability.node.push(node)
      capability.stage.push(random() < 0.7 ? 1 : 0.3)
      makers[node]!.push(f)
    }
  }
  const rows = {
    supplier: [] as number[],
    buyer: [] as number[],
    node: [] as number[],
    since: [] as number[],
  }
  const unknown = new Set<number>()
  const taken = new Set<number>()
  for (let b = 0; b < firms; b++)
    for (const own of makes[b]!)
      for (const node of inputs[own]!) {
        if (random() < 0.1) continue
        const pulls = makers[node]!.map((s) => {
          if (s === b) return 0
          const near = Math.exp(-Math.hypot(x[s]! - x[b]!, y[s]! - y[b]!) / 40)
          const kin = group[s]! >= 0 && group[s] === group[b] ? 20 : 1
          const close = circle[s] === circle[b] ? 60 : 1
          return (0.1 + 4 * near) * kin * close * popular[s]! * Math.sqrt(size[s]!)
        })
        const total = pulls.reduce((sum, pull) => sum + pull, 0)
        for (let copies = 1 + whole(3); copies > 0 && total > 0; copies--) {
          const left = random() * total
          const s = makers[node]![placeOf(pulls, left)] ?? makers[node]!.at(-1)!
          const key = s * firms + b
          if (s === b || taken.has(key)) continue
          taken.add(key)
          if (random() < unknownShare) {
            unknown.add(key)
            continue
          }
          rows.supplier.push(s)
          rows.buyer.push(b)
          rows.node.push(node)
          rows.since.push(whole(3000))
        }
      }
  return { network: { firms, nodes, ...rows }, firms: { capability, group, district, x, y, size }, unknown }
}

/** The entry in which a distance along all of them ends. */
function placeOf(lengths: readonly number[], distance: number): number {
  let passed = 0
  return lengths.findIndex((length) => {
    passed += length
    return distance < passed
  })
}
