import type { Ctx } from '#kernel/module'
import { type Cell, withhold } from '../domain/disclosure.ts'
import {
  type ObservationPoint,
  selectDistrictSeries,
  selectDistricts,
  selectSeries,
} from '../store/observation.ts'
import type { TargetRow } from '../store/target.ts'
import { disclosureOf, type Offered } from './indicators.ts'

/** A target with the indicator it is bound to. */
interface Measured {
  readonly row: Pick<TargetRow, 'id' | 'unit'>
  readonly offer: Offered | undefined
}

/** The newest value of every district on a day as it may be told: small cells, and what would give them away, withheld. */
export async function districtValues(
  ctx: Ctx,
  { row, offer }: Measured,
  asOf: string,
): Promise<ObservationPoint[]> {
  const rule = { disclosure: disclosureOf(offer), unit: row.unit }
  return withhold(await selectDistricts(ctx.db, row.id, asOf), rule)
}

/**
 * The values of one district for many targets as they may be told, oldest first. Which districts are withheld depends
 * on all of them, so a day on which any district changed brings a point.
 */
export async function districtSeries(
  ctx: Ctx,
  targets: readonly Measured[],
  region: string,
): Promise<ObservationPoint[]> {
  const guarded = targets.filter(({ offer }) => disclosureOf(offer) === 'statistical')
  const plain = targets.filter(({ offer }) => disclosureOf(offer) === 'public')
  const all = await selectDistrictSeries(
    ctx.db,
    guarded.map(({ row }) => row.id),
  )
  const byTarget = Map.groupBy(all, (point) => point.target_id)
  return [
    ...(await selectSeries(
      ctx.db,
      plain.map(({ row }) => row.id),
      region,
    )),
    ...guarded.flatMap(({ row }) => toldSeries(byTarget.get(row.id) ?? [], row.unit, region)),
  ]
}

function toldSeries(points: readonly ObservationPoint[], unit: string, region: string): ObservationPoint[] {
  const newest = new Map<string | null, ObservationPoint>()
  const series: ObservationPoint[] = []
  for (const [period, changed] of Map.groupBy(points, (point) => point.period)) {
    for (const point of changed) newest.set(point.region, point)
    const told = withhold([...newest.values()], { disclosure: 'statistical', unit })
    const own = told.find((point) => point.region === region)
    const before = series.at(-1)
    if (own && !(before && before.value === own.value && before.hidden === own.hidden)) {
      series.push({ ...own, period })
    }
  }
  return series
}

/**
 * Parts of the chain as they may be told. A module leaves out nodes of too few firms before; with firms that have no
 * node, the parts of a statistical indicator never count as all there are.
 */
export function toldNodes(
  nodes: readonly { node: string; value: number }[],
  { row, offer }: Measured,
): { node: string; value: number }[] {
  const disclosure = disclosureOf(offer)
  const cells = nodes.map(({ node, value }): Cell & { node: string } => ({ node, value, hidden: false }))
  const incomplete = disclosure === 'statistical'
  return withhold(cells, { disclosure, unit: row.unit, incomplete }).flatMap(({ node, value }) =>
    value === null ? [] : [{ node, value }],
  )
}
