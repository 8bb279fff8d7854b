import { daysBetween } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { TargetDetail } from '../contract.ts'
import { addMonths, paceWindowStart, valueAt } from '../domain/months.ts'
import { pullReason, pullsDown } from '../domain/pull.ts'
import type { ObservationPoint } from '../store/observation.ts'
import { known, type TargetView } from './board.ts'
import { districtValues } from './district-values.ts'

/** The engine's mean month. */
const DAYS_PER_MONTH = 365.25 / 12

/**
 * Districts with their value now and a month before, as they may be told. Those that pull the target down lead, by what
 * they are missing; the others follow by value; the unknown and the withheld close the list.
 */
export async function districtsOf(
  ctx: Ctx,
  view: TargetView,
  city: number | null,
  asOf: string,
): Promise<Pick<TargetDetail, 'districts' | 'pullsSince'>> {
  const now = await districtValues(ctx, view, asOf)
  const before = byRegion(await districtValues(ctx, view, addMonths(asOf, -1)))
  const names = new Map(ctx.kernel.pack.regions.map((region) => [region.code, region]))
  const additive = view.row.unit !== 'ratio'
  const { pulls, since } = await pullsOf(ctx, view, now, asOf)
  const districts = now.map((point) => {
    const region = point.region!
    const pull = pulls.get(region)
    const { value, hidden } = point
    return {
      region,
      nameZh: names.get(region)?.nameZh ?? region,
      nameEn: names.get(region)?.nameEn ?? region,
      value,
      // What is withheld today is not told of a month ago either: the two hardly differ.
      previous: hidden ? null : (before.get(region)?.value ?? null),
      share: additive && value !== null && city ? value / city : null,
      hidden,
      pull:
        pull && since !== null
          ? {
              expected: pull.expected,
              delivered: pull.delivered,
              shortfall: pull.shortfall,
              share: pull.share,
              reason: pullReason(pull, view.facts, since),
            }
          : null,
    }
  })
  return {
    districts: districts.sort(
      (a, b) =>
        Number(a.value === null) - Number(b.value === null) ||
        (b.pull?.shortfall ?? 0) - (a.pull?.shortfall ?? 0) ||
        (b.value ?? 0) - (a.value ?? 0),
    ),
    pullsSince: pulls.size > 0 ? since : null,
  }
}

function byRegion(points: readonly ObservationPoint[]): Map<string | null, ObservationPoint> {
  return new Map(points.map((point) => [point.region, point]))
}

/** Over a year where the districts' values go back so far, else over the last month. */
async function pullsOf(ctx: Ctx, view: TargetView, now: readonly ObservationPoint[], asOf: string) {
  const { assessment, facts } = view
  const lags = assessment.state === 'red' || assessment.state === 'amber'
  if (!lags || assessment.requiredPace === null) return { pulls: new Map(), since: null }
  for (const since of [paceWindowStart(asOf), addMonths(asOf, -1)]) {
    const earlier = byRegion(await districtValues(ctx, view, since))
    if (earlier.size === 0) continue
    // A district without a row had none of what is counted; a sum that nobody reported is unknown.
    const missing = facts.live && view.row.unit === 'count' ? 0 : null
    const found = pullsDown(
      now.map((point) => {
        const start = earlier.get(point.region)
        return { region: point.region!, value: point.value, earlier: start ? start.value : missing }
      }),
      {
        required: assessment.requiredPace,
        actual: assessment.actualPace,
        months: daysBetween(since, asOf) / DAYS_PER_MONTH,
        base: valueAt(known(view.points), since)?.value ?? null,
        additive: view.row.unit !== 'ratio',
      },
    )
    return { pulls: new Map(found.map((pull) => [pull.region, pull])), since }
  }
  return { pulls: new Map(), since: null }
}
