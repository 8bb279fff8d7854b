import type { DaysOutcome } from '#engines/systemic-risk'
import type { EndpointInput, EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { getFirmDays } from '../../contract/risk-firm.ts'
import { firmSight, shownFirm } from '../../service/sight.ts'
import { daysOptions } from '../domain/days.ts'
import { asked, secondsSince, whole } from './asked.ts'
import { shownAssumptions, shownTimeline } from './outcome.ts'
import { ask } from './prepared.ts'

const MOST_FOLLOWED = 200

/** The failing followed day by day. */
export async function firmDaysOf(
  ctx: Ctx,
  id: string,
  query: EndpointInput<typeof getFirmDays>['query'],
): Promise<EndpointReply<typeof getFirmDays>> {
  const begun = performance.now()
  const { network, firm, rules, ready } = await asked(ctx, id, query)
  const hit = whole(firm)
  const options = daysOptions(network, ready.columns, hit.firm, rules)
  const found = await ask<DaysOutcome>({ kind: 'days', network: ready.network, ...hit, options })
  const { output } = ready.network
  const lostOf = (of: number) => ((found.lostDays[of] as number) * (output[of] as number)) / 365
  const hurt = [...found.timeToSurvive.keys()].filter(
    (of) => of !== firm && (found.timeToSurvive[of] as number) >= 0,
  )
  const sees = firmSight(ctx, network)
  const seen = hurt.filter(sees).sort((a, b) => lostOf(b) - lostOf(a) || a - b)
  const first = hurt.reduce(
    (day, of) => Math.min(day, found.timeToSurvive[of] as number),
    Number.POSITIVE_INFINITY,
  )
  const day = (value: number) => (value < 0 ? null : value)
  return {
    assumptions: shownAssumptions(rules),
    ...shownTimeline(ctx, found),
    switched: found.switched.reduce((sum, amount) => sum + amount, 0) / found.switched.length / 365,
    spareFirms: new Set(options.spare.map((of) => of.firm)).size,
    firstDay: Number.isFinite(first) ? first : null,
    lost: ready.network.totalOutput > 0 ? hurt.reduce((sum, of) => sum + lostOf(of), lostOf(firm)) : null,
    firms: [firm, ...seen.slice(0, MOST_FOLLOWED)].map((of) => {
      const losesOn = found.timeToSurvive[of] as number
      const takes = found.timeToRecover[of] as number
      return {
        ...shownFirm(network, of),
        losesOn,
        stopsOn: day(found.stopDay[of] as number),
        runsOn: takes < 0 ? null : losesOn + takes,
        lostDays: found.lostDays[of] as number,
        lost: (output[of] as number) > 0 ? lostOf(of) : null,
      }
    }),
    hurt: hurt.length + 1,
    hidden: hurt.length - seen.length,
    seconds: secondsSince(begun),
  }
}
