import type { Presence } from './presence.ts'
import { eigenPair } from './symmetric-eigen.ts'
import type { ComplexityWarning } from './types.ts'

/** The raw second eigenvectors: `ofRegion` is the mean of `ofNode` over what a region has. NaN where not defined. */
export interface Spectrum {
  readonly ofRegion: Float64Array
  readonly ofNode: Float64Array
  readonly warnings: readonly ComplexityWarning[]
}

/** Two eigenvalues nearer than this have no vectors of their own in double precision. */
const GAP = 1e-10

/**
 * Second eigenvectors of the walk from region to node and back (Hausmann et al. 2014), through the symmetric matrix with
 * the same spectrum on the smaller of the two sides, so that they are exact to rounding. The sign is such that diversity
 * correlates with `ofRegion`.
 */
export function spectrumOf(presence: Presence, disconnected: 'undefined' | 'largest'): Spectrum {
  const warnings: ComplexityWarning[] = []
  const blank = (): Spectrum => ({
    ofRegion: new Float64Array(presence.regions).fill(Number.NaN),
    ofNode: new Float64Array(presence.nodes).fill(Number.NaN),
    warnings,
  })
  const islands = islandsOf(presence)
  if (islands.count > 1) {
    warnings.push({
      code: 'disconnected',
      count: islands.count,
      items: [...presence.activeRegions.filter((r) => islands.ofRegion[r] !== islands.largest)].slice(0, 20),
    })
    if (disconnected === 'undefined') return blank()
  }
  const regions = presence.activeRegions.filter((r) => islands.ofRegion[r] === islands.largest)
  const nodes = presence.activeNodes.filter((n) => islands.ofNode[n] === islands.largest)
  const vector =
    regions.length <= nodes.length
      ? secondVector(presence, regions, nodes, true)
      : secondVector(presence, nodes, regions, false)
  if (typeof vector === 'string') {
    warnings.push({ code: vector, count: Math.min(regions.length, nodes.length), items: [] })
    return blank()
  }
  const { ofRegion, ofNode } = blank()
  const { nodes: width, presence: has, diversity, ubiquity } = presence
  const toNodes = () => {
    for (const n of nodes) {
      let sum = 0
      for (const r of regions) if (has[r * width + n]) sum += ofRegion[r]!
      ofNode[n] = sum / ubiquity[n]!
    }
  }
  if (regions.length <= nodes.length) {
    for (const [at, r] of regions.entries()) ofRegion[r] = vector[at]!
    toNodes()
  } else for (const [at, n] of nodes.entries()) ofNode[n] = vector[at]!
  for (const r of regions) {
    let sum = 0
    for (const n of nodes) if (has[r * width + n]) sum += ofNode[n]!
    ofRegion[r] = sum / diversity[r]!
  }
  orient(presence, regions, nodes, ofRegion, ofNode, warnings)
  return { ofRegion, ofNode, warnings }
}

/** The right eigenvector on one side, or why there is none. */
function secondVector(
  { nodes: width, presence, diversity, ubiquity }: Presence,
  side: Uint32Array,
  other: Uint32Array,
  sideIsRegions: boolean,
): Float64Array | 'tooSmall' | 'spectrumDegenerate' {
  const size = side.length
  if (size < 2) return 'tooSmall'
  const degree = sideIsRegions ? diversity : ubiquity
  const otherDegree = sideIsRegions ? ubiquity : diversity
  const matrix = new Float64Array(size * size)
  const member = new Uint32Array(size)
  for (const o of other) {
    let members = 0
    for (let at = 0; at < size; at++)
      if (presence[sideIsRegions ? side[at]! * width + o : o * width + side[at]!]) member[members++] = at
    const share = 1 / otherDegree[o]!
    for (let i = 0; i < members; i++)
      for (let j = 0, base = member[i]! * size; j <= i; j++) matrix[base + member[j]!]! += share
  }
  const root = Float64Array.from(side, (s) => Math.sqrt(degree[s]!))
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      const value = matrix[a * size + b]! / (root[a]! * root[b]!)
      matrix[a * size + b] = value
      matrix[b * size + a] = value
    }
  const { values, vector } = eigenPair(size, matrix, size - 2)
  const second = values[size - 2]!
  const third = size > 2 ? values[size - 3]! : 0
  // At zero nothing varies; at equal values any mixture of the two vectors would do as well.
  if (second < GAP || (size > 2 && second - third < GAP)) return 'spectrumDegenerate'
  return vector.map((value, at) => value / root[at]!)
}

/** Turns both vectors so that the more diverse regions come out higher. */
function orient(
  { diversity }: Presence,
  regions: Uint32Array,
  nodes: Uint32Array,
  ofRegion: Float64Array,
  ofNode: Float64Array,
  warnings: ComplexityWarning[],
): void {
  const mean = (of: (r: number) => number) => regions.reduce((sum, r) => sum + of(r), 0) / regions.length
  const meanValue = mean((r) => ofRegion[r]!)
  const meanDiversity = mean((r) => diversity[r]!)
  let together = 0
  let ofValue = 0
  let ofDiversity = 0
  for (const r of regions) {
    const dv = ofRegion[r]! - meanValue
    const dd = diversity[r]! - meanDiversity
    together += dv * dd
    ofValue += dv * dv
    ofDiversity += dd * dd
  }
  let sign = Math.sign(together)
  if (!(Math.abs(together) > 1e-10 * Math.sqrt(ofValue * ofDiversity))) {
    warnings.push({ code: 'signUndefined', count: regions.length, items: [] })
    let first = regions[0]!
    for (const r of regions) if (Math.abs(ofRegion[r]!) > Math.abs(ofRegion[first]!) + 1e-12) first = r
    sign = ofRegion[first]! < 0 ? -1 : 1
  }
  if (sign > 0) return
  for (const r of regions) ofRegion[r] = -ofRegion[r]!
  for (const n of nodes) ofNode[n] = -ofNode[n]!
}

interface Islands {
  readonly count: number
  readonly ofRegion: Int32Array
  readonly ofNode: Int32Array
  readonly largest: number
}

/** Parts that share no region and no node; the largest has the most regions and nodes. */
function islandsOf({ regions, nodes, presence, activeRegions, activeNodes }: Presence): Islands {
  const ofRegion = new Int32Array(regions).fill(-1)
  const ofNode = new Int32Array(nodes).fill(-1)
  const sizes: number[] = []
  for (const start of activeRegions) {
    if (ofRegion[start] !== -1) continue
    const island = sizes.length
    const queue = [start]
    ofRegion[start] = island
    let size = 0
    while (queue.length > 0) {
      const r = queue.pop()!
      size++
      for (const n of activeNodes) {
        if (!presence[r * nodes + n] || ofNode[n] !== -1) continue
        ofNode[n] = island
        size++
        for (const other of activeRegions)
          if (presence[other * nodes + n] && ofRegion[other] === -1) {
            ofRegion[other] = island
            queue.push(other)
          }
      }
    }
    sizes.push(size)
  }
  return { count: sizes.length, ofRegion, ofNode, largest: sizes.indexOf(Math.max(...sizes)) }
}
