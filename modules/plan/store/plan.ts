import { type Insertable, type Selectable, sql } from 'kysely'
import { type Db, tables } from '#kernel/db'
import { type PlanTable, planTables, type TargetTable, type TaskTable } from './tables.ts'

export type PlanRow = Selectable<PlanTable>
export type TaskRow = Selectable<TaskTable>

/** The active plan, or undefined. */
export function selectActivePlan(db: Db): Promise<PlanRow | undefined> {
  return planTables(db).selectFrom('plan.plan').selectAll().where('active', '=', true).executeTakeFirst()
}

export function selectPlan(db: Db, id: string): Promise<PlanRow | undefined> {
  return planTables(db).selectFrom('plan.plan').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Whether there is any plan. */
export async function hasPlan(db: Db): Promise<boolean> {
  return (await planTables(db).selectFrom('plan.plan').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** One page of plans with the number of their targets. */
export async function selectPlans(
  db: Db,
  page: { q?: string; sort?: string; offset: number; limit: number },
): Promise<{ rows: (PlanRow & { targets: number })[]; total: number }> {
  const { ref } = db.dynamic
  const columns: Record<string, string> = {
    titleZh: 'plan.title_zh',
    titleEn: 'plan.title_en',
    startsOn: 'plan.starts_on',
    endsOn: 'plan.ends_on',
  }
  const descending = page.sort?.startsWith('-') ?? !page.sort
  const column = columns[page.sort?.replace('-', '') ?? ''] ?? 'plan.created_at'
  let query = tables<{ 'plan.plan': PlanTable }>(db).selectFrom('plan.plan as plan')
  const { q } = page
  if (q)
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`position(lower(${q}) in lower(plan.title_zh)) > 0`,
        sql<boolean>`position(lower(${q}) in lower(plan.title_en)) > 0`,
      ]),
    )
  const rows = await query
    .selectAll()
    .select(sql<number>`(select count(*) from plan.target t where t.plan_id = plan.id)`.as('targets'))
    .orderBy(ref(column), descending ? 'desc' : 'asc')
    .orderBy('plan.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { total } = await query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

export async function insertPlan(db: Db, row: Insertable<PlanTable>): Promise<void> {
  await planTables(db).insertInto('plan.plan').values(row).execute()
}

export async function insertTasks(db: Db, rows: readonly Insertable<TaskTable>[]): Promise<void> {
  if (rows.length > 0) await planTables(db).insertInto('plan.task').values(rows).execute()
}

export async function insertTargets(db: Db, rows: readonly Insertable<TargetTable>[]): Promise<void> {
  if (rows.length > 0) await planTables(db).insertInto('plan.target').values(rows).execute()
}

/** Makes one plan the active one and all others not. */
export async function setActivePlan(db: Db, id: string): Promise<void> {
  const all = planTables(db)
  await all.updateTable('plan.plan').set({ active: false }).where('active', '=', true).execute()
  await all.updateTable('plan.plan').set({ active: true }).where('id', '=', id).execute()
}

export function selectTasks(db: Db, planId: string): Promise<TaskRow[]> {
  return planTables(db)
    .selectFrom('plan.task')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('number')
    .execute()
}

export function selectTask(db: Db, id: string): Promise<TaskRow | undefined> {
  return planTables(db).selectFrom('plan.task').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Serialises those who would both find no plan and both insert one; held to the end of the transaction. */
export async function lockPlans(db: Db): Promise<void> {
  await sql`lock table plan.plan in share row exclusive mode`.execute(db)
}
