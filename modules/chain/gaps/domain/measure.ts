import { LOCAL, nodesBelow, UNKNOWN_PLACE } from '../../domain/network.ts'
import type { GapInput } from './input.ts'
import { relatednessOf } from './relatedness.ts'

/** Capability stages from which a maker is able to deliver: small batches and series. */
const ABLE_STAGE = 3
/** A maker running above this has nothing to spare. */
const FULL = 0.95

/** Figures of one node and everything below it. Money in fen a year; NaN is unknown. */
export interface NodeFigures {
  readonly facts: number
  /** Bought by local buyers, gross: a part and what its maker bought for it both count. */
  readonly demand: number
  readonly billDemand: number
  readonly localSales: number
  readonly localShare: number
  readonly localShareLow: number
  readonly localShareHigh: number
  readonly firms: number
  readonly ableFirms: number
  readonly suppliers: number
  readonly localSuppliers: number
  readonly concentration: number
  readonly singleSource: number
  readonly substitutable: number
  readonly irreplaceable: number
  readonly relatedness: number
  /** Number of the district, or -1. */
  readonly nearestDistrict: number
  readonly systemicRisk: number
  readonly coverage: number
  readonly trust: number
}

/**
 * Measures every node over itself and everything below it. Shares weigh relations by their amount; one of unknown amount
 * weighs like the median of the node's known ones (or all the same where none is known), which `coverage` tells.
 * Time: relations × depth of the tree + districts × nodes².
 */
export function measureNodes(input: GapInput): NodeFigures[] {
  const below = nodesBelow(input.nodes as Parameters<typeof nodesBelow>[0])
  const relationsAt = rowsByNode(input.relations.node, below.length)
  const capabilitiesAt = rowsByNode(input.capabilities.node, below.length)
  const makers = ableMakers(input, below.length)
  const related = relatednessOf(input, below)
  return below.map((subtree, node) => ({
    ...makersOf(input, subtree, capabilitiesAt),
    ...tradeOf(
      input,
      subtree.flatMap((k) => relationsAt[k] as number[]),
      makers,
    ),
    billDemand: input.billDemand[node] as number,
    relatedness: related.city[node] as number,
    nearestDistrict: related.nearest[node] as number,
  }))
}

function rowsByNode(node: ArrayLike<number>, nodes: number): number[][] {
  const rows: number[][] = Array.from({ length: nodes }, () => [])
  for (let row = 0; row < node.length; row++) rows[node[row] as number]?.push(row)
  return rows
}

/** Sum of what is known; NaN where nothing is. */
function known(values: readonly number[]): number {
  const some = values.filter((value) => !Number.isNaN(value))
  return some.length === 0 ? Number.NaN : some.reduce((sum, value) => sum + value, 0)
}

/** For each node the local firms that deliver it and have capacity to spare, as far as it is known. */
function ableMakers({ capabilities, firms }: GapInput, nodes: number): Set<number>[] {
  const makers = Array.from({ length: nodes }, () => new Set<number>())
  for (let row = 0; row < capabilities.firm.length; row++) {
    const firm = capabilities.firm[row] as number
    if (firms.place[firm] !== LOCAL || (capabilities.stage[row] as number) < ABLE_STAGE) continue
    if ((capabilities.utilisation[row] as number) > FULL) continue
    makers[capabilities.node[row] as number]?.add(firm)
  }
  return makers
}

function makersOf(
  { capabilities, firms }: GapInput,
  subtree: readonly number[],
  rowsAt: readonly number[][],
) {
  const all = new Set<number>()
  const able = new Set<number>()
  for (const node of subtree)
    for (const row of rowsAt[node] as number[]) {
      const firm = capabilities.firm[row] as number
      if (firms.place[firm] !== LOCAL) continue
      all.add(firm)
      if ((capabilities.stage[row] as number) >= ABLE_STAGE) able.add(firm)
    }
  return { firms: all.size, ableFirms: able.size }
}

function tradeOf(input: GapInput, rows: readonly number[], makers: readonly Set<number>[]) {
  const { relations, firms, systemicRisk } = input
  const isLocal = (firm: number) => firms.place[firm] === LOCAL
  const bought = rows.filter((row) => isLocal(relations.buyer[row] as number))
  const amount = (row: number) => relations.amount[row] as number
  const typical = medianOf(bought.map(amount))
  const weight = (row: number) => (Number.isNaN(amount(row)) ? typical : amount(row))
  let [total, local, unknown] = [0, 0, 0]
  const bySupplier = new Map<number, number>()
  const slots = new Map<string, number[]>()
  for (const row of bought) {
    const supplier = relations.supplier[row] as number
    const w = weight(row)
    total += w
    if (isLocal(supplier)) local += w
    else if (firms.place[supplier] === UNKNOWN_PLACE) unknown += w
    bySupplier.set(supplier, (bySupplier.get(supplier) ?? 0) + w)
    const slot = `${relations.buyer[row]} ${relations.node[row]}`
    slots.set(slot, [...(slots.get(slot) ?? []), row])
  }
  let [single, substitutable, irreplaceable] = [0, 0, 0]
  for (const slot of slots.values()) {
    const suppliers = new Set(slot.map((row) => relations.supplier[row] as number))
    const w = slot.reduce((sum, row) => sum + weight(row), 0)
    const ready = makers[relations.node[slot[0] as number] as number]
    const isReplaceable = ready !== undefined && [...ready].some((firm) => !suppliers.has(firm))
    if (isReplaceable) substitutable += w
    if (suppliers.size > 1) continue
    single += w
    if (!isReplaceable) irreplaceable += w
  }
  const share = (part: number, whole = total) => (whole > 0 ? part / whole : Number.NaN)
  const suppliers = new Set(rows.map((row) => relations.supplier[row] as number))
  return {
    facts: rows.length,
    demand: known(bought.map(amount)),
    localSales: known(rows.filter((row) => isLocal(relations.supplier[row] as number)).map(amount)),
    localShare: share(local, total - unknown),
    localShareLow: share(local),
    localShareHigh: share(local + unknown),
    suppliers: bySupplier.size,
    localSuppliers: [...bySupplier.keys()].filter(isLocal).length,
    concentration:
      total > 0 ? [...bySupplier.values()].reduce((sum, w) => sum + (w / total) ** 2, 0) : Number.NaN,
    singleSource: share(single),
    substitutable: share(substitutable),
    irreplaceable: share(irreplaceable),
    systemicRisk: systemicRisk
      ? largest([...suppliers].map((firm) => systemicRisk[firm] as number))
      : Number.NaN,
    coverage:
      rows.length === 0 ? Number.NaN : rows.filter((row) => !Number.isNaN(amount(row))).length / rows.length,
    trust:
      rows.length === 0
        ? Number.NaN
        : rows.reduce((sum, row) => sum + (relations.trust[row] as number), 0) / rows.length,
  }
}

/** Median of what is known; 1 where nothing is, so that all weigh the same. */
function medianOf(values: readonly number[]): number {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 1
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (Number.isNaN(most) || value > most ? value : most), Number.NaN)
}
