import type { ComplexityTable } from './types.ts'

/** Which region has which node, and which regions and nodes take part at all. */
export interface Presence {
  readonly regions: number
  readonly nodes: number
  readonly rca: Float64Array
  readonly presence: Uint8Array
  readonly diversity: Uint32Array
  readonly ubiquity: Uint32Array
  /** Regions and nodes that take part, in their order. */
  readonly activeRegions: Uint32Array
  readonly activeNodes: Uint32Array
}

/**
 * Revealed comparative advantage (Balassa 1965): the share of a node in its region over its share in all regions, and
 * where it reaches the threshold. Regions and nodes that have nothing are dropped, as the Stata program does; so are those
 * that no RCA reaches, until every one left has some.
 *
 * @throws RangeError naming the row of a value that is negative or not finite, or of a region or node that does not exist
 */
export function presenceOf(table: ComplexityTable, threshold: number): Presence {
  const { regions, nodes } = table
  const values = rectangle(table)
  const ofRegion = new Float64Array(regions)
  const ofNode = new Float64Array(nodes)
  for (let r = 0; r < regions; r++)
    for (let n = 0; n < nodes; n++) {
      const value = values[r * nodes + n]!
      ofRegion[r]! += value
      ofNode[n]! += value
    }
  const total = ofRegion.reduce((sum, value) => sum + value, 0)
  const rca = new Float64Array(regions * nodes)
  const presence = new Uint8Array(regions * nodes)
  const diversity = new Uint32Array(regions)
  const ubiquity = new Uint32Array(nodes)
  for (let r = 0; r < regions; r++)
    for (let n = 0; n < nodes; n++) {
      const at = r * nodes + n
      if (ofRegion[r] === 0 || ofNode[n] === 0) {
        rca[at] = Number.NaN
        continue
      }
      rca[at] = values[at]! / ofRegion[r]! / (ofNode[n]! / total)
      if (rca[at]! < threshold) continue
      presence[at] = 1
      diversity[r]!++
      ubiquity[n]!++
    }
  return {
    regions,
    nodes,
    rca,
    presence,
    diversity,
    ubiquity,
    activeRegions: positive(diversity),
    activeNodes: positive(ubiquity),
  }
}

function positive(counts: Uint32Array): Uint32Array {
  return Uint32Array.from(counts.keys()).filter((at) => counts[at]! > 0)
}

function rectangle({ regions, nodes, region, node, value }: ComplexityTable): Float64Array {
  if (region.length !== value.length || node.length !== value.length)
    throw new RangeError(`columns differ in length: ${region.length}, ${node.length}, ${value.length}`)
  const values = new Float64Array(regions * nodes)
  for (let row = 0; row < value.length; row++) {
    const r = region[row]!
    const n = node[row]!
    const v = value[row]!
    if (!(Number.isInteger(r) && r >= 0 && r < regions && Number.isInteger(n) && n >= 0 && n < nodes))
      throw new RangeError(`row ${row}: region ${r}, node ${n} leaves ${regions} × ${nodes}`)
    if (!(v >= 0 && v < Number.POSITIVE_INFINITY))
      throw new RangeError(`row ${row}: value ${v} is not a finite number of zero or more`)
    values[r * nodes + n]! += v
  }
  return values
}
