import { billOf, wordOf } from './chain-bills.ts'
import { makersOf, outsideParties } from './chain-parties.ts'
import { type Catalogue, catalogueOf, localChance, makesVehicles } from './chain-profile.ts'
import type {
  BillLineRow,
  ChainFirm,
  ChainOptions,
  OutsideParty,
  OutsideSupplyRow,
  Powertrain,
  VehicleModelRow,
} from './chain-types.ts'
import { Rng, seedWord } from './rng.ts'

/** An invented supply chain around the firms of a city. */
export interface SyntheticChain {
  readonly parties: readonly OutsideParty[]
  readonly models: readonly VehicleModelRow[]
  /** Lines of one model after the other, each after its parent. */
  readonly lines: readonly BillLineRow[]
  readonly supplies: readonly OutsideSupplyRow[]
}

/** Years of vehicle models, and complete years of purchases, before the key date. */
const MODEL_YEARS = 5
const SUPPLY_YEARS = 3
/** Only so many buyers, the largest: of small ones nobody asks what they buy. */
const BUYERS = 20_000
const YUAN = 100

const SEGMENTS: readonly (readonly [string, number])[] = [
  ['A0', 85_000],
  ['A', 120_000],
  ['B', 180_000],
  ['C', 260_000],
]

/**
 * Vehicle models of the city's vehicle makers with bills of material over the taxonomy, and what the city's makers buy
 * outside. Same options, same rows; a row depends on the keys of what it is about, not on their order. Names say that
 * they are invented; suppliers, origins and costs are unknown here and there.
 */
export function generateChain(options: ChainOptions): SyntheticChain {
  const seed = seedWord(options.seed)
  const year = Number(options.asOf.slice(0, 4))
  const catalogue = catalogueOf(options.taxonomy)
  const parties = outsideParties(seed, options.taxonomy, options.outsideRegions)
  const makers = makersOf(catalogue.byCode, options.capabilities, parties)
  const firms = [...options.firms].sort((a, b) => (a.key < b.key ? -1 : 1))
  const oems = firms.filter(({ nodeCode }) => nodeCode !== null && makesVehicles(catalogue, nodeCode))
  const models: VehicleModelRow[] = []
  const lines: BillLineRow[] = []
  const context = {
    seed,
    catalogue,
    makers,
    firms: new Map(firms.map((firm) => [firm.key, firm])),
    firstYear: year - MODEL_YEARS,
  }
  for (const oem of oems)
    for (const { model, materialCostFen } of modelsOf(seed, oem, options.asOf, models.length)) {
      models.push(model)
      lines.push(...billOf(context, model, materialCostFen))
    }
  return {
    parties,
    models,
    lines,
    supplies: firms
      .filter((firm) => isMaker(catalogue, firm))
      .sort((a, b) => (b.revenueFen ?? 0) - (a.revenueFen ?? 0) || (a.key < b.key ? -1 : 1))
      .slice(0, BUYERS)
      .flatMap((firm) => purchasesOf(seed, catalogue, makers.outside, firm, options.asOf)),
  }
}

function modelsOf(seed: number, oem: ChainFirm, asOf: string, before: number) {
  const rng = new Rng(seed, 42, wordOf(oem.key))
  const year = Number(asOf.slice(0, 4))
  const month = Number(asOf.slice(5, 7))
  const count = rng.between(2, 6)
  const weights = Array.from({ length: count }, () => 0.3 + rng.unit())
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight, k) => {
    const number = String(before + k + 1).padStart(3, '0')
    const [segment, priceYuan] = rng.pick(SEGMENTS)
    const price = priceYuan * YUAN * Math.exp(rng.normal(0, 0.08))
    // The first is of the last year, so that every maker has something on sale; one is as new as can be.
    const isNewest = k === 1 && month > 1
    const launched = k === 0 ? year - 1 : isNewest ? year : year - rng.between(1, MODEL_YEARS)
    const onSaleFrom = `${launched}-${pad(rng.between(1, isNewest ? month - 1 : 12))}-01`
    const ends = launched + rng.between(3, 5)
    const sold = oem.revenueFen === null ? 0 : (oem.revenueFen * 0.85 * weight) / total / price
    const model: VehicleModelRow = {
      synthetic: true,
      source: 'declaration',
      observedOn: observedOn(rng, asOf),
      code: `SYN-M${number}`,
      nameZh: `合成车型-${number}（虚构）`,
      oemKey: oem.key,
      segment,
      powertrain: rng.pick<Powertrain>(['bev', 'bev', 'phev', 'reev']),
      annualVolume: Math.max(200, Math.round(sold / 100) * 100),
      assemblyRegion: oem.regionCode,
      assemblyValueFen: Math.round(price * (0.1 + 0.06 * rng.unit())),
      onSaleFrom,
      onSaleUntil: ends < year ? `${ends}-12-31` : null,
    }
    return { model, materialCostFen: price * (0.7 + 0.06 * rng.unit()) }
  })
}

const isMaker = ({ byCode }: Catalogue, { nodeCode, revenueFen }: ChainFirm) =>
  nodeCode !== null && (revenueFen ?? 0) > 0 && byCode.get(nodeCode)?.parts === true

/** What a maker buys outside: less from year to year as local makers come up. */
function purchasesOf(
  seed: number,
  catalogue: Catalogue,
  outside: (node: ChainOptions['taxonomy'][number]) => readonly OutsideParty[],
  firm: ChainFirm,
  asOf: string,
): OutsideSupplyRow[] {
  const own = catalogue.byCode.get(firm.nodeCode ?? '')
  if (!own) return []
  const rng = new Rng(seed, 45, wordOf(firm.key))
  const pool = [...(own.electronics ? catalogue.chips : catalogue.materials)]
  const inputs = [...(catalogue.children.get(own.code) ?? []), ...rng.shuffle(pool)].slice(
    0,
    rng.between(1, 3),
  )
  const last = Number(asOf.slice(0, 4)) - 1
  return inputs.flatMap((node) => {
    const candidates = outside(node)
    if (candidates.length === 0) return []
    const party = rng.pick(candidates)
    const share = (0.08 + 0.22 * rng.unit()) / inputs.length
    const isUntold = rng.chance(0.05)
    return Array.from({ length: SUPPLY_YEARS }, (_, k): OutsideSupplyRow => {
      const year = last - (SUPPLY_YEARS - 1) + k
      // The further the year, the more stood open to local makers.
      const left = 1.6 - localChance(catalogue, node, year - (last - MODEL_YEARS + 1))
      return {
        synthetic: true,
        source: rng.chance(0.5) ? 'survey' : 'declaration',
        observedOn: k === SUPPLY_YEARS - 1 ? observedOn(rng, asOf) : `${year}-12-31`,
        partyKey: party.key,
        buyerKey: firm.key,
        nodeCode: node.code,
        amountFen: isUntold ? null : Math.round((firm.revenueFen ?? 0) * share * left),
        period: String(year),
        validFrom: `${year}-01-01`,
        validUntil: k === SUPPLY_YEARS - 1 ? null : `${year}-12-31`,
      }
    })
  })
}

/** A first of a month of the key date's year, before the key date; the end of the year before in January. */
function observedOn(rng: Rng, asOf: string): string {
  const month = Number(asOf.slice(5, 7))
  return month === 1
    ? `${Number(asOf.slice(0, 4)) - 1}-12-31`
    : `${asOf.slice(0, 4)}-${pad(rng.between(1, month - 1))}-01`
}

const pad = (value: number) => String(value).padStart(2, '0')
