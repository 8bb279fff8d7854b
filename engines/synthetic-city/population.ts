import { buildCalendar } from './calendar.ts'
import { ELECTRONICS, MECHANICAL, NEVER, type Population, SERVICE, SERVICE_TIER, VEHICLE } from './firms.ts'
import { TRADE_NAMES } from './names.ts'
import { assignEvents } from './population-events.ts'
import { assignQualifications } from './population-ranks.ts'
import { hashNormal, Rng, seedWord } from './rng.ts'
import { largestRemainder, sizeQuantile } from './shares.ts'
import type { CityOptions, NodeInput, RegionInput } from './types.ts'

/** Share of the firms by kind; vehicle makers are taken from the services. */
const ELECTRONICS_SHARE = 0.45
const MECHANICAL_SHARE = 0.33
const WESTERN_SHARE = 0.45

/** Draws the population of a city. Throws RangeError for options outside their limits. */
export function drawPopulation(options: CityOptions): Population {
  const { enterprises: size, taxonomy, regions } = options
  if (!Number.isInteger(size) || size < 1000 || size > Math.min(1_000_000, TRADE_NAMES)) {
    throw new RangeError(`enterprises must be a whole number of 1,000 to 1,000,000, not ${size}`)
  }
  if (taxonomy.length === 0 || taxonomy.length > 65_535)
    throw new RangeError('taxonomy: no node, or too many')
  if (regions.length === 0) throw new RangeError('regions: at least one district is needed')
  const wrong = regions.find((region) => !/^\d{6}$/.test(region.code))
  if (wrong) throw new RangeError(`regions: '${wrong.code}' is no code of six digits`)
  const calendar = buildCalendar(options.asOf)
  const population: Population = {
    size,
    seed: seedWord(options.seed),
    cityZh: options.cityZh ?? '重庆',
    calendar,
    nodes: taxonomy,
    regions,
    western: regions.map((region) => region.group.includes('western')),
    kind: new Uint8Array(size),
    tier: new Uint8Array(size),
    region: new Uint16Array(size),
    node: new Uint16Array(size),
    flags: new Uint16Array(size),
    base: new Float64Array(size),
    growth: new Float32Array(size),
    established: new Int32Array(size),
    entered: new Int32Array(size),
    closed: new Int32Array(size).fill(NEVER),
    listed: new Int32Array(size).fill(NEVER),
    head: new Int32Array(size).fill(-1),
  }
  assignRegions(population)
  assignKinds(population)
  assignEvents(population)
  assignQualifications(population)
  return population
}

const GROUP_WEIGHTS: [RegExp, number][] = [
  [/central/, 3],
  [/new/, 2],
  [/northeast|southeast/, 0.4],
]

/** Spread of districts of one group: log-normal, so that a few hold much and none the same as its neighbour. */
const WEIGHT_SPREAD = 0.6

function regionWeight(p: Population, region: RegionInput, index: number): number {
  if (region.weight !== undefined) return region.weight
  const group = GROUP_WEIGHTS.find(([pattern]) => pattern.test(region.group))?.[1] ?? 1
  return group * Math.exp(WEIGHT_SPREAD * hashNormal(p.seed, 21, index))
}

/** Exact quotas: the western districts together hold their share, each district by its weight. */
function assignRegions(p: Population): void {
  const weights = p.regions.map((region, i) => regionWeight(p, region, i))
  const total = (west: boolean) =>
    weights.reduce((sum, weight, i) => (p.western[i] === west ? sum + weight : sum), 0)
  const [west, rest] = [total(true), total(false)]
  const mixed = west > 0 && rest > 0
  const shares = weights.map((weight, i) => {
    if (!mixed) return weight
    return p.western[i] ? (WESTERN_SHARE * weight) / west : ((1 - WESTERN_SHARE) * weight) / rest
  })
  const order = new Rng(p.seed, 1, 0).shuffle(Int32Array.from({ length: p.size }, (_, i) => i))
  let next = 0
  largestRemainder(shares, p.size).forEach((count, region) => {
    for (let k = 0; k < count; k += 1, next += 1) p.region[order[next] ?? 0] = region
  })
}

const VEHICLE_NAME = /整车|乘用车|商用车|专用车|飞行汽车|载具/

function nodesByKind(nodes: NodeInput[]): number[][] {
  const parents = new Set(nodes.map((node) => node.parent))
  const kinds: number[][] = [[], [], [], []]
  nodes.forEach((node, i) => {
    // Firms make parts, not systems: the root and the systems stay empty unless they are leaves.
    if (node.tier < 2 && parents.has(node.code)) return
    const vehicle = node.oem ?? (!node.parts && VEHICLE_NAME.test(node.nameZh))
    const kind = vehicle ? VEHICLE : node.parts ? (node.electronics ? ELECTRONICS : MECHANICAL) : SERVICE
    kinds[kind]?.push(i)
  })
  const any = kinds.flat()
  if (any.length === 0) throw new RangeError('taxonomy: no node below the systems')
  return kinds.map((list) => (list.length > 0 ? list : any))
}

/** Share of tiers 1, 2, 3 by the tier of the node. */
const TIER_SHARES: Record<number, [number, number]> = { 2: [0.6, 0.3], 3: [0.13, 0.5], 4: [0, 0.3] }

function assignKinds(p: Population): void {
  const rng = new Rng(p.seed, 2, 0)
  const order = rng.shuffle(Int32Array.from({ length: p.size }, (_, i) => i))
  const vehicles = Math.max(3, Math.min(60, Math.round(p.size * 0.008)))
  const electronics = Math.round(p.size * ELECTRONICS_SHARE)
  const mechanical = Math.round(p.size * MECHANICAL_SHARE)
  const counts = [vehicles, electronics, mechanical, p.size - vehicles - electronics - mechanical]
  const nodes = nodesByKind(p.nodes)
  let next = 0
  counts.forEach((count, kind) => {
    const choice = nodes[kind] ?? []
    for (let rank = 0; rank < count; rank += 1, next += 1) {
      const i = order[next] ?? 0
      p.kind[i] = kind
      const node = rng.pick(choice)
      p.node[i] = node
      // The order is random, so the rank gives every quantile once: the total hardly depends on the seed.
      const quantile = (rank + 0.5) / count
      p.base[i] =
        kind === VEHICLE ? 1 / (rank + 1) ** 0.8 : sizeQuantile(quantile) * (kind === SERVICE ? 0.35 : 1)
      p.growth[i] = Math.max(-0.25, Math.min(0.5, rng.normal(0.06, 0.11)))
      p.tier[i] =
        kind === VEHICLE ? 0 : kind === SERVICE ? SERVICE_TIER : drawTier(rng, p.nodes[node], quantile)
    }
  })
}

function drawTier(rng: Rng, node: NodeInput | undefined, quantile: number): number {
  const [first, second] = TIER_SHARES[Math.max(2, Math.min(4, node?.tier ?? 3))] ?? [0.13, 0.5]
  // Large firms stand nearer to the vehicle maker.
  const u = rng.unit() * (quantile > 0.9 ? 0.4 : 1)
  return u < first ? 1 : u < first + second ? 2 : 3
}
