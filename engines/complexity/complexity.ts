import { fitnessOf } from './fitness.ts'
import { type Presence, presenceOf } from './presence.ts'
import { type Relatedness, relatednessOf, surroundings } from './relatedness.ts'
import { type Spectrum, spectrumOf } from './spectrum.ts'
import type { Complexity, ComplexityOptions, ComplexityTable, ComplexityWarning } from './types.ts'

const SHOWN = 20

/**
 * Economic complexity of regions and nodes: RCA, diversity, ubiquity, proximity, density, ECI, PCI, COI, COG and, if asked,
 * Fitness; with the conventions of the Stata program of Harvard's Growth Lab, which other programs follow only nearly:
 * no node is its own neighbour (the diagonal of the proximity is zero); vectors are divided by the sample deviation over
 * all region × node rows; COI weighs with the raw vector of the nodes and COG is divided by the deviation of ECI; PCI is
 * measured against mean and deviation of ECI.
 *
 * Regions and nodes without any value are dropped from every sum and come out as NaN. So does what is not defined: ECI and
 * its kin where the regions fall apart into islands or two eigenvalues are equal, density of a node that is like no other.
 * `warnings` says which.
 *
 * @example
 * complexity({ regions: 2, nodes: 2, region: [0, 0, 1], node: [0, 1, 0], value: [1, 5, 3] }).diversity // [1, 1]
 * @throws RangeError naming the row of a value that is negative or not finite, or of a number out of range
 * Time: nodes² × regions / 32 + ones × nodes + 6 min(regions, nodes)³; memory: 5 regions × nodes + nodes².
 */
export function complexity(table: ComplexityTable, options: ComplexityOptions = {}): Complexity {
  const { threshold = 1, disconnected = 'undefined', fitness } = options
  if (!(threshold > 0)) throw new RangeError(`threshold ${threshold} is not above zero`)
  const presence = presenceOf(table, threshold)
  const { regions, nodes, rca, diversity, ubiquity } = presence
  const relatedness = relatednessOf(presence)
  const warnings: ComplexityWarning[] = []
  note(warnings, 'regionEmpty', empty(diversity))
  note(warnings, 'nodeEmpty', empty(ubiquity))
  note(
    warnings,
    'densityUndefined',
    [...presence.activeNodes].filter((n) => relatedness.reach[n] === 0),
  )
  const spectrum = spectrumOf(presence, disconnected)
  warnings.push(...spectrum.warnings)
  const indices = indicesOf(presence, spectrum, relatedness)
  const result: Complexity = {
    regions,
    nodes,
    rca,
    presence: presence.presence,
    diversity,
    ubiquity,
    proximity: relatedness.proximity,
    ...indices,
    warnings,
  }
  if (!fitness) return result
  const found = fitnessOf(presence, fitness)
  if (fitness.converge && !(found.change < 1e-10))
    warnings.push({ code: 'fitnessNotConverged', count: found.updates, items: [] })
  return { ...result, fitness: found }
}

function indicesOf(
  presence: Presence,
  { ofRegion, ofNode }: Spectrum,
  relatedness: Relatedness,
): Pick<Complexity, 'density' | 'eci' | 'pci' | 'coi' | 'cog'> {
  const { regions, nodes, presence: has, activeRegions, activeNodes } = presence
  const { reach } = relatedness
  const blank = (size: number) => new Float64Array(size).fill(Number.NaN)
  const [density, cog, eci, coi, pci] = [
    blank(has.length),
    blank(has.length),
    blank(regions),
    blank(regions),
    blank(nodes),
  ]
  const valued = activeRegions.filter((r) => !Number.isNaN(ofRegion[r]!))
  const known = activeNodes.filter((n) => !Number.isNaN(ofNode[n]!))
  const weights = new Float64Array(nodes)
  for (const n of known) if (reach[n]! > 0) weights[n] = ofNode[n]! / reach[n]!
  const { held, lacking } = surroundings(presence, relatedness, weights)
  for (const r of activeRegions)
    for (const n of activeNodes) if (reach[n]! > 0) density[r * nodes + n] = held[r * nodes + n]! / reach[n]!

  const { mean, deviation } = moments(ofRegion, valued, known.length)
  if (!(deviation > 0)) return { density, eci, pci, coi, cog }
  for (const r of valued) eci[r] = (ofRegion[r]! - mean) / deviation
  for (const n of known) pci[n] = (ofNode[n]! - mean) / deviation
  const outlook = new Float64Array(regions)
  for (const r of valued) {
    let sum = 0
    for (const n of known) {
      const at = r * nodes + n
      cog[at] = has[at] ? 0 : lacking[at]! / deviation
      if (!has[at] && reach[n]! > 0) sum += density[at]! * ofNode[n]!
    }
    outlook[r] = sum
  }
  const spread = moments(outlook, valued, known.length)
  if (spread.deviation > 0) for (const r of valued) coi[r] = (outlook[r]! - spread.mean) / spread.deviation
  return { density, eci, pci, coi, cog }
}

/** Mean over regions and sample deviation over all region × node rows, each region standing in as many rows as nodes. */
function moments(values: Float64Array, regions: Uint32Array, nodes: number) {
  const mean = regions.reduce((sum, r) => sum + values[r]!, 0) / regions.length
  const squares = regions.reduce((sum, r) => sum + (values[r]! - mean) ** 2, 0)
  const deviation = Math.sqrt((squares * nodes) / (regions.length * nodes - 1))
  // What rounding alone can make is no spread.
  const largest = regions.reduce((most, r) => Math.max(most, Math.abs(values[r]!)), 0)
  return { mean, deviation: deviation > 1e-13 * largest ? deviation : 0 }
}

function empty(counts: Uint32Array): number[] {
  return [...counts.keys()].filter((at) => counts[at] === 0)
}

function note(
  warnings: ComplexityWarning[],
  code: ComplexityWarning['code'],
  items: readonly number[],
): void {
  if (items.length > 0) warnings.push({ code, count: items.length, items: items.slice(0, SHOWN) })
}
