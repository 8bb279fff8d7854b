import { complexity } from '#engines/complexity'
import { LOCAL } from '../../domain/network.ts'
import type { GapInput } from './input.ts'

/** How near nodes are to what the city's makers do. */
export interface CityRelatedness {
  /** For each node, 0 … 1; NaN where nothing is comparable. */
  readonly city: Float64Array
  /** For each node the number of the nearest district, or -1. */
  readonly nearest: Int32Array
  /** nodes × nodes; between nodes that no district combines, by the tree. */
  readonly proximity: Float64Array
  /** For each district and node the same as `city`, row-major. */
  readonly district: Float64Array
}

/**
 * Relatedness by the product-space method over districts × nodes (Hidalgo et al. 2007): two nodes are near when the same
 * districts are good at both. A node that nobody makes here has no districts to go by: its nearness to other nodes is
 * taken from the tree (1 / number of steps between them), which is coarser.
 */
export function relatednessOf(input: GapInput, below: readonly (readonly number[])[]): CityRelatedness {
  const { capabilities, firms, districts, nodes } = input
  const count = below.length
  const rows = [...capabilities.firm.keys()].filter((row) => {
    const firm = capabilities.firm[row] as number
    return firms.place[firm] === LOCAL && (firms.district[firm] as number) < districts
  })
  const found = complexity({
    regions: districts,
    nodes: count,
    region: rows.map((row) => firms.district[capabilities.firm[row] as number] as number),
    node: rows.map((row) => capabilities.node[row] as number),
    value: rows.map(() => 1),
  })
  const proximity = Float64Array.from(found.proximity)
  const made = Uint8Array.from(found.ubiquity, (districtsGood) => Number(districtsGood > 0))
  for (let node = 0; node < count; node++) {
    if (made[node]) continue
    for (let other = 0; other < count; other++) {
      const near = other === node ? 0 : 1 / stepsBetween(nodes.parent, node, other)
      proximity[node * count + other] = near
      proximity[other * count + node] = near
    }
  }
  const district = new Float64Array(districts * count)
  const city = new Float64Array(count)
  const nearest = new Int32Array(count).fill(-1)
  for (let node = 0; node < count; node++) {
    city[node] = densityOf(proximity, count, node, (other) => Boolean(made[other]))
    let best = 0
    for (let d = 0; d < districts; d++) {
      const density = densityOf(proximity, count, node, (other) => found.presence[d * count + other] === 1)
      district[d * count + node] = density
      if (density > best) {
        best = density
        nearest[node] = d
      }
    }
  }
  return { city, nearest, proximity, district }
}

function densityOf(
  proximity: Float64Array,
  count: number,
  node: number,
  has: (other: number) => boolean,
): number {
  let [held, all] = [0, 0]
  for (let other = 0; other < count; other++) {
    const near = proximity[node * count + other] as number
    if (near === 0) continue
    all += near
    if (has(other)) held += near
  }
  return all > 0 ? held / all : Number.NaN
}

/** Steps in the tree from one node to another through their nearest common ancestor; roots count as joined above. */
function stepsBetween(parent: Int32Array, a: number, b: number): number {
  const depth = new Map<number, number>()
  for (let at = a, steps = 0; ; at = parent[at] as number, steps++) {
    depth.set(at, steps)
    if (at < 0) break
  }
  for (let at = b, steps = 0; ; at = parent[at] as number, steps++) {
    const met = depth.get(at)
    if (met !== undefined) return met + steps
  }
}
