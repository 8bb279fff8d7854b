import type { Selectable, Updateable } from 'kysely'
import type { Db } from '#kernel/db'
import type { AssessmentResult } from '../domain/assess.ts'
import { planTables, type TargetTable } from './tables.ts'

export type TargetRow = Selectable<TargetTable>

/** Targets of a plan in the order of the plan. */
export function selectTargets(db: Db, planId: string): Promise<TargetRow[]> {
  return planTables(db)
    .selectFrom('plan.target')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('position')
    .orderBy('code')
    .execute()
}

export function selectTarget(db: Db, id: string, lock = false): Promise<TargetRow | undefined> {
  const query = planTables(db).selectFrom('plan.target').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

export async function updateTargetRow(db: Db, id: string, changes: Updateable<TargetTable>): Promise<void> {
  if (Object.keys(changes).length === 0) return
  await planTables(db).updateTable('plan.target').set(changes).where('id', '=', id).execute()
}

/** A stored assessment. */
export interface StoredAssessment {
  readonly target_id: string
  readonly as_of: string
  readonly state: string
  readonly result: AssessmentResult
}

export function selectAssessments(db: Db, targetIds: readonly string[]): Promise<StoredAssessment[]> {
  if (targetIds.length === 0) return Promise.resolve([])
  return planTables(db)
    .selectFrom('plan.assessment')
    .select(['target_id', 'as_of', 'state', 'result'])
    .where('target_id', 'in', targetIds)
    .execute()
}

/** Stores the newest assessment, and the day when the state became another one. */
export async function saveAssessment(
  db: Db,
  targetId: string,
  asOf: string,
  result: AssessmentResult,
  at: Date,
): Promise<{ before: string | null }> {
  const all = planTables(db)
  const known = await all
    .selectFrom('plan.assessment')
    .select('state')
    .where('target_id', '=', targetId)
    .executeTakeFirst()
  const values = {
    as_of: asOf,
    state: result.state,
    result: JSON.stringify(result),
    computed_at: at.toISOString(),
  }
  await all
    .insertInto('plan.assessment')
    .values({ target_id: targetId, ...values })
    .onConflict((conflict) => conflict.column('target_id').doUpdateSet(values))
    .execute()
  if (known?.state !== result.state) {
    await all
      .insertInto('plan.state_change')
      .values({ target_id: targetId, as_of: asOf, state: result.state })
      .onConflict((conflict) => conflict.columns(['target_id', 'as_of']).doUpdateSet({ state: result.state }))
      .execute()
  }
  return { before: known?.state ?? null }
}

/** State that each target had on a day, where it had been assessed by then. */
export async function selectStatesAt(
  db: Db,
  targetIds: readonly string[],
  date: string,
): Promise<Map<string, string>> {
  if (targetIds.length === 0) return new Map()
  const rows = await planTables(db)
    .selectFrom('plan.state_change')
    .select(['target_id', 'state'])
    .distinctOn('target_id')
    .where('target_id', 'in', targetIds)
    .where('as_of', '<=', date)
    .orderBy('target_id')
    .orderBy('as_of', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.target_id, row.state]))
}
