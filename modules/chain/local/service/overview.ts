import type { EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { localOverview } from '../../contract/local.ts'
import { LOCAL_DEFINITIONS, type LocalDefinition } from '../../domain/settings.ts'
import { selectNewestDone, shownRun } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { selectTrend } from '../store/results.ts'
import type { LocalSummary } from './compute.ts'
import { seesAllFirms } from './sight.ts'

/** The city's rates as of the newest finished run, and how they came about. */
export async function overview(ctx: Ctx): Promise<EndpointReply<typeof localOverview>> {
  const run = await selectNewestDone(ctx.db, 'local')
  const settings = await settingsOf(ctx)
  const summary = run?.result as unknown as LocalSummary | undefined
  const has = (summary?.counts.models ?? 0) > 0
  return {
    run: run ? await shownRun(ctx, run) : null,
    synthetic: (await networkOf(ctx)).synthetic,
    sight: { firms: seesAllFirms(ctx) },
    definition: settings.localDefinition,
    originThreshold: settings.originThreshold,
    rates: has && summary ? summary.rates : null,
    changes: summary?.changes ?? {},
    trend: trendOf(await selectTrend(ctx.db)),
    waterfall: has && summary ? summary.tiers.map((tier) => ({ ...tier })) : [],
    counts: summary?.counts ?? null,
  }
}

function trendOf(rows: Awaited<ReturnType<typeof selectTrend>>) {
  return [...Map.groupBy(rows, ({ runId }) => runId)].flatMap(([runId, own]) => {
    const [first] = own
    if (!first) return []
    const { changes } = first.result as unknown as LocalSummary
    return {
      runId,
      asOf: first.asOf,
      at: first.at,
      rates: Object.fromEntries(own.map(({ definition, value }) => [definition, value])) as Record<
        LocalDefinition,
        number | null
      >,
      misleading: LOCAL_DEFINITIONS.filter((definition) => changes[definition]?.isMisleading),
    }
  })
}
