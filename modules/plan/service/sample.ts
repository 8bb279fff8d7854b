import { newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { librarySummary } from '#modules/registry'
import { sampleMeasure, sampleValues } from '../domain/sample.ts'
import { insertObservations } from '../store/observation.ts'
import type { PlanRow } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'
import * as store from '../store/sample.ts'
import { selectTargets } from '../store/target.ts'
import { indicatorOf } from './indicators.ts'

/** Said beside every invented value. */
export const SAMPLE_NOTE =
  '合成示例数据，由程序生成，不对应任何真实情况 / synthetic sample data, stands for nothing real'
const BLOCKER = '合成示例：等待相关部门会签 / synthetic sample: waits for other departments'

/**
 * Keeps the plan in step with the kind of library it stands on. Beside a synthetic city the targets of the city pack that
 * people fill in, and its measures, get invented values, marked synthetic, so that every page has something to show.
 * Without one everything invented goes: a real value never stands beside it. What people entered is never touched.
 * Called before each refresh; changes nothing the second time.
 */
export async function syncSample(ctx: Ctx, plan: PlanRow, asOf: string): Promise<void> {
  const { synthetic } = await librarySummary(ctx)
  if (!synthetic) {
    if (await store.hasSample(ctx.db))
      await inTransaction(ctx, async (inside) => {
        await store.deleteSample(inside.db, SAMPLE_NOTE)
        await bumpRevision(inside.db)
      })
    return
  }
  if (!plan.source.startsWith('pack:')) return
  const period = { start: plan.starts_on, end: plan.ends_on, asOf }
  await inTransaction(ctx, async (inside) => {
    const targets = (await selectTargets(inside.db, plan.id)).filter(
      (target) => indicatorOf(ctx, target.indicator) === undefined,
    )
    const taken = await store.periodsOf(
      inside.db,
      targets.map(({ id }) => id),
    )
    const rows = targets.flatMap((target) =>
      sampleValues(target, period)
        .filter(({ period: day }) => !taken.has(`${target.id} ${day}`))
        .map((point) => ({
          ...point,
          id: newId(),
          target_id: target.id,
          region: null,
          source: 'synthetic' as const,
          indicator: null,
          note: SAMPLE_NOTE,
          document_id: null,
          document_name: null,
          recorded_by: ctx.actor.name,
        })),
    )
    const measures = (await store.untouchedMeasures(inside.db, plan.id)).map(({ id, index }) => ({
      id,
      ...sampleMeasure(index, period),
    }))
    if (rows.length + measures.length === 0) return
    await insertObservations(inside.db, rows, ctx.kernel.now())
    await store.writeSampleMeasures(inside.db, measures, { note: SAMPLE_NOTE, blocker: BLOCKER })
    await bumpRevision(inside.db)
  })
}
