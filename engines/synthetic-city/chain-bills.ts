import type { Makers } from './chain-parties.ts'
import { type Catalogue, localChance, profileOf, weightOf } from './chain-profile.ts'
import type { BillLineRow, ChainFirm, VehicleModelRow } from './chain-types.ts'
import { hash32, Rng } from './rng.ts'
import type { NodeInput } from './types.ts'

/** What the bill of a model is made from. */
export interface BillContext {
  readonly seed: number
  readonly catalogue: Catalogue
  readonly makers: Makers
  readonly firms: ReadonlyMap<string, ChainFirm>
  /** First year looked at: local makers become more likely with every year since. */
  readonly firstYear: number
}

const UNKNOWN_SUPPLIER = 0.06
const UNKNOWN_ORIGIN = 0.05
const SHARE_ONLY = 0.08
const NO_COST = 0.02
const DECLARED_LOCAL = 0.15
/** Share of a part's cost that its own inputs make up. */
const INPUTS_OF: Readonly<Record<number, readonly [number, number]>> = {
  1: [0.6, 0.82],
  2: [0.4, 0.65],
}

/** The bill of a model: assemblies, their parts, and of some parts the sub-parts, chips and materials. */
export function billOf(context: BillContext, model: VehicleModelRow, materialCostFen: number): BillLineRow[] {
  const rng = new Rng(context.seed, 43, hash32(context.seed, wordOf(model.code)))
  const lines: BillLineRow[] = []
  const assemblies = context.catalogue.assemblies.filter(
    (node) => !/增程/.test(node.nameZh) || model.powertrain !== 'bev',
  )
  const costs = assemblies.map((node) => profileOf(node).cost * Math.exp(rng.normal(0, 0.12)))
  const total = sum(costs)
  const vehicleCost = materialCostFen + model.assemblyValueFen
  for (const [at, node] of assemblies.entries()) {
    const cost = (materialCostFen * (costs[at] ?? 0)) / total
    addLine({ context, model, rng, lines }, node, null, { cost, of: vehicleCost, pieces: 1, level: 1 })
  }
  return lines
}

interface Making {
  readonly context: BillContext
  readonly model: VehicleModelRow
  readonly rng: Rng
  readonly lines: BillLineRow[]
}

/** Where a line stands: what it costs in a vehicle, of what cost, and how many pieces of its parent there are. */
interface Slot {
  readonly cost: number
  readonly of: number
  readonly pieces: number
  readonly level: number
}

function addLine(
  making: Making,
  node: NodeInput,
  parent: BillLineRow | null,
  { cost, of, pieces: parents, level }: Slot,
): void {
  const { rng, lines, model } = making
  const pieces = level > 1 && rng.chance(0.15) ? rng.pick([2, 4]) : 1
  const costs = costsOf(rng, cost / (pieces * parents), cost / of, parent !== null)
  const line: BillLineRow = {
    synthetic: true,
    source: rng.chance(0.6) ? 'declaration' : 'survey',
    observedOn: model.observedOn,
    key: `${model.code}-${lines.length + 1}`,
    modelCode: model.code,
    parentKey: parent?.key ?? null,
    position: lines.length + 1,
    nodeCode: node.code,
    part: node.nameZh,
    ...makerOf(making, node),
    quantity: pieces,
    unit: '件',
    ...costs,
  }
  lines.push(line)
  if (costs.unitCostFen === null && costs.costShare === null) return
  const inputs = inputsOf(making, node, level)
  const [low, high] = INPUTS_OF[level] ?? [0, 0]
  const inside = cost * (low + (high - low) * rng.unit())
  const weights = inputs.map((input) => weightOf(input) * (0.5 + rng.unit()))
  const total = sum(weights)
  for (const [at, input] of inputs.entries())
    addLine(making, input, line, {
      cost: (inside * (weights[at] ?? 0)) / total,
      of: cost,
      pieces: pieces * parents,
      level: level + 1,
    })
  if (line.localShare !== null && lines.at(-1) !== line) line.localShare = null
}

function costsOf(rng: Rng, unitCost: number, share: number, canBeUnknown: boolean) {
  const u = rng.unit()
  const costShare = Math.round(share * 1e6) / 1e6
  if (canBeUnknown && u < NO_COST) return { unitCostFen: null, costShare: null }
  if (u < NO_COST + SHARE_ONLY) return { unitCostFen: null, costShare }
  return { unitCostFen: Math.max(1, Math.round(unitCost)), costShare }
}

/** What goes into a part: nodes below it in the taxonomy, else chips or materials. */
function inputsOf({ context, rng }: Making, node: NodeInput, level: number): NodeInput[] {
  if (level > 2) return []
  const below = [...(context.catalogue.children.get(node.code) ?? [])].filter(({ parts }) => parts)
  if (level === 1) return below.length === 0 ? [] : rng.shuffle(below).slice(0, rng.between(3, 5))
  if (below.length > 0) return rng.shuffle(below).slice(0, rng.between(2, 4))
  if (!rng.chance(0.4)) return []
  const { chips, materials } = context.catalogue
  const pool = [...(node.electronics ? chips : materials)]
  return rng.shuffle(pool).slice(0, rng.between(1, 2))
}

/** Who makes it: models of one maker and one generation share their suppliers. */
function makerOf({ context, model, rng }: Making, node: NodeInput) {
  const { seed, catalogue, makers, firms, firstYear } = context
  const year = Number(model.onSaleFrom.slice(0, 4))
  const platform = new Rng(
    seed,
    44,
    hash32(wordOf(model.oemKey), wordOf(node.code), Math.floor((year - firstYear) / 2)),
  )
  const declared = (isLocal: boolean) =>
    rng.chance(DECLARED_LOCAL)
      ? Math.round((isLocal ? 0.45 + 0.5 * rng.unit() : 0.05 + 0.25 * rng.unit()) * 100) / 100
      : null
  if (rng.chance(UNKNOWN_SUPPLIER))
    return { supplierKey: null, partyKey: null, localShare: null, originCode: null }
  const known = <T>(origin: T) => (rng.chance(UNKNOWN_ORIGIN) ? null : origin)
  const local = makers.inCity(node)
  const chosen = platform.unit()
  if (local.length > 0 && chosen < localChance(catalogue, node, year - firstYear)) {
    const supplierKey = platform.pick(local)
    const originCode = known(firms.get(supplierKey)?.regionCode ?? null)
    return { supplierKey, partyKey: null, localShare: declared(true), originCode }
  }
  const outside = makers.outside(node)
  if (outside.length === 0) return { supplierKey: null, partyKey: null, localShare: null, originCode: null }
  const party = platform.pick(outside)
  return {
    supplierKey: null,
    partyKey: party.key,
    localShare: declared(false),
    originCode: known(party.regionCode),
  }
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** A text as a 32-bit word (FNV-1a): rows depend on keys, not on the order they come in. */
export function wordOf(text: string): number {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return h >>> 0
}
