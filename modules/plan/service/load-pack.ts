import { newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { TargetSeed } from '#kernel/packs'
import { insertMeasures } from '../store/measure.ts'
import { hasPlan, insertPlan, insertTargets, insertTasks, lockPlans } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'

/**
 * Brings in the city pack's plan with its tasks, targets and measures, when there is no plan yet. What the plan does
 * not say (departments, owners, due dates, baselines) stays empty, to be entered by people.
 * @returns whether it was brought in now
 */
export async function loadPackPlan(ctx: Ctx): Promise<boolean> {
  if (await hasPlan(ctx.db)) return false
  const { pack } = ctx.kernel
  const { plan } = pack
  return inTransaction(ctx, async (inside) => {
    await lockPlans(inside.db)
    if (await hasPlan(inside.db)) return false
    const planId = newId()
    const taskIds = new Map(plan.tasks.map((task) => [task.number, newId()]))
    await insertPlan(inside.db, {
      id: planId,
      title_zh: plan.title.zh,
      title_en: plan.title.en,
      source: `pack:${pack.id}`,
      starts_on: plan.period.start,
      ends_on: plan.period.end,
      active: true,
      created_by: ctx.actor.name,
    })
    await insertTasks(
      inside.db,
      plan.tasks.map((task) => ({
        id: taskIds.get(task.number)!,
        plan_id: planId,
        number: task.number,
        title_zh: task.title.zh,
        title_en: task.title.en,
        summary_zh: task.summary.zh,
        summary_en: task.summary.en,
        module: task.modules[0] ?? null,
        departments: task.departments.map((department) => department.zh),
      })),
    )
    await insertTargets(
      inside.db,
      plan.targets.map((target, position) => ({
        id: newId(),
        plan_id: planId,
        task_id: taskIds.get(target.task) ?? null,
        position,
        ...targetRow(target),
      })),
    )
    await insertMeasures(
      inside.db,
      plan.tasks.flatMap((task) =>
        task.measures.map((measure) => ({
          id: newId(),
          task_id: taskIds.get(task.number)!,
          target_id: null,
          seed: measure.id,
          title: measure.zh,
          title_en: measure.en,
          department: null,
          owner_account: null,
          due_on: null,
          blocker: null,
          reminded_at: null,
        })),
      ),
    )
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: 'plan.plan.load',
      resource: 'plan.plan',
      recordId: planId,
      detail: { pack: pack.id, tasks: plan.tasks.length, targets: plan.targets.length },
    })
    await ctx.kernel.events.emit(inside, {
      type: 'plan.plan.saved',
      stream: `plan:${planId}`,
      payload: { id: planId },
    })
    return true
  })
}

function targetRow(target: TargetSeed) {
  const { chapter, paragraph, sentence } = target.where
  return {
    code: target.code,
    name_zh: target.name.zh,
    name_en: target.name.en,
    unit: target.normalised.unit,
    display_unit: target.unit.zh,
    display_unit_en: target.unit.en,
    value: target.normalised.value,
    value_max: null,
    comparator: target.comparison,
    baseline: null,
    baseline_on: null,
    deadline: target.deadline,
    scope: target.scope.zh,
    scope_en: target.scope.en,
    indicator: target.indicator === 'manual' ? null : target.indicator,
    place: `${chapter}·${paragraph}·${sentence}`,
    sentence: null,
    note_zh: target.note?.zh ?? null,
    note_en: target.note?.en ?? null,
    basis: target.basis,
    measured_on: null,
  }
}
