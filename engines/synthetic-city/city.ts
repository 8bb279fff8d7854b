import { capabilitiesOf, siblings } from './capabilities.ts'
import { citySeries } from './city-series.ts'
import { dirtyTables } from './dirt.ts'
import { enterpriseOf } from './enterprise.ts'
import { monthlyOf, yearlyOf } from './figures.ts'
import type { Population } from './firms.ts'
import { monthlyCounts } from './history.ts'
import { contactsOf, ownershipOf, sitesOf } from './places.ts'
import { drawPopulation } from './population.ts'
import { qualificationsOf } from './qualifications.ts'
import { type Market, openMarket, supplyOf } from './supply.ts'
import type {
  CapabilityRow,
  CityOptions,
  ContactRow,
  DirtyRow,
  EnterpriseRow,
  HistorySeries,
  MonthlyCount,
  MonthlyRow,
  OwnershipRow,
  QualificationRow,
  Range,
  SiteRow,
  SupplyRow,
  YearlyRow,
} from './types.ts'

const CHUNK_ROWS = 5000

/** Each table comes in chunks of rows, worked out while they are read; a table can be read any number of times. */
export interface SyntheticCity {
  readonly synthetic: true
  readonly enterpriseCount: number
  readonly asOf: string
  enterprises(range?: Range): Generator<EnterpriseRow[]>
  sites(range?: Range): Generator<SiteRow[]>
  capabilities(range?: Range): Generator<CapabilityRow[]>
  qualifications(range?: Range): Generator<QualificationRow[]>
  /** The last three complete years. */
  yearly(range?: Range): Generator<YearlyRow[]>
  /** The last 24 complete months. */
  monthly(range?: Range): Generator<MonthlyRow[]>
  /** Relations of the last complete year, by supplier. */
  supplies(range?: Range): Generator<SupplyRow[]>
  ownership(range?: Range): Generator<OwnershipRow[]>
  contacts(range?: Range): Generator<ContactRow[]>
  monthlyCounts(months?: number): MonthlyCount[]
  history(months?: number): HistorySeries[]
  /** Messy tables of the same firms; only of a city made with `dirty: true`, else it throws RangeError. */
  dirtyRows(range?: Range): Generator<DirtyRow[]>
}

/**
 * Makes a synthetic city. The same options give the same rows on every machine, and a firm's rows do not depend on
 * the range they are read in. Only what concerns all firms at once (sizes, dates, who is where) is held, in typed
 * arrays; money is in fen, shares are ratios, dates are YYYY-MM-DD. Nothing in it is real: credit codes begin with
 * Y9, a pair of characters that GB 32100 gives to nobody, and every row carries `synthetic: true`.
 *
 * Throws RangeError when an option is outside its limits.
 *
 * @example
 * const city = generateCity({ enterprises: 1000, seed: 1, taxonomy, regions, asOf: '2026-11-23' })
 * for (const chunk of city.enterprises()) await store(chunk)
 */
export function generateCity(options: CityOptions): SyntheticCity {
  const p = drawPopulation(options)
  const families = siblings(p.nodes)
  let market: Market | undefined
  const supply = (i: number): SupplyRow[] => {
    market ??= openMarket(p)
    return supplyOf(p, i, market)
  }
  const table =
    <Row>(rowsOf: (i: number) => Row[]) =>
    (range?: Range): Generator<Row[]> =>
      chunks(p, rowsOf, range)
  return {
    synthetic: true,
    enterpriseCount: p.size,
    asOf: options.asOf,
    enterprises: table((i) => [enterpriseOf(p, i)]),
    sites: table((i) => sitesOf(p, i)),
    capabilities: table((i) => capabilitiesOf(p, i, families)),
    qualifications: table((i) => qualificationsOf(p, i)),
    yearly: table((i) => yearlyOf(p, i)),
    monthly: table((i) => monthlyOf(p, i)),
    supplies: table(supply),
    ownership: table((i) => ownershipOf(p, i)),
    contacts: table((i) => contactsOf(p, i)),
    monthlyCounts: (months) => monthlyCounts(p, months),
    history: (months) => citySeries(p, months),
    dirtyRows: (range) => {
      if (!options.dirty) throw new RangeError('dirtyRows: the city was made without dirty: true')
      return dirtyTables(p, bounds(p, range))
    },
  }
}

function bounds(p: Population, range: Range = {}): Required<Range> {
  const { from = 0, to = p.size, chunkRows = CHUNK_ROWS } = range
  if (!(from >= 0 && from <= to && to <= p.size && chunkRows >= 1)) {
    throw new RangeError(`range ${from}..${to} by ${chunkRows} is not within 0..${p.size}`)
  }
  return { from, to, chunkRows }
}

function chunks<Row>(p: Population, rowsOf: (i: number) => Row[], range?: Range): Generator<Row[]> {
  const { from, to, chunkRows } = bounds(p, range)
  return (function* () {
    let rows: Row[] = []
    for (let i = from; i < to; i += 1) {
      for (const row of rowsOf(i)) rows.push(row)
      if (rows.length >= chunkRows) {
        yield rows
        rows = []
      }
    }
    if (rows.length > 0) yield rows
  })()
}
