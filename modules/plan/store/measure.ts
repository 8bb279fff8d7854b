import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely'
import type { Db } from '#kernel/db'
import { type MeasureNoteTable, type MeasureTable, planTables } from './tables.ts'

/** A measure with its task and its owner's name. */
export interface MeasureRow {
  readonly id: string
  readonly task_id: string
  readonly task_number: number
  readonly plan_id: string
  readonly target_id: string | null
  readonly title: string
  readonly title_en: string | null
  readonly department: string | null
  readonly owner_account: string | null
  readonly owner_name: string | null
  readonly owner_org: string | null
  readonly due_on: string | null
  readonly progress: number
  readonly state: 'open' | 'doing' | 'blocked' | 'done' | 'dropped'
  readonly blocker: string | null
  readonly reminded_at: string | null
  readonly updated_at: string
  readonly version: number
}

export interface MeasureFilter {
  readonly task?: number
  readonly target?: string
  readonly states?: readonly string[]
  readonly overdue?: boolean
  readonly owner?: string
  readonly q?: string
}

const OPEN = sql`m.state not in ('done', 'dropped')`

// kernel.person is what the kernel shows modules of its accounts.
const FROM = sql`
  from plan.measure m join plan.task t on t.id = m.task_id
  left join kernel.person a on a.id = m.owner_account`

const COLUMNS = sql`
  m.id, m.task_id, t.number as task_number, t.plan_id, m.target_id, m.title, m.title_en, m.department,
  m.owner_account, a.name as owner_name, a.org_id as owner_org, m.due_on, m.progress, m.state, m.blocker,
  m.reminded_at, m.updated_at, m.version`

const SORTS: Record<string, string> = {
  title: 'm.title',
  department: 'm.department',
  dueOn: 'm.due_on',
  progress: 'm.progress',
  state: 'm.state',
  updatedAt: 'm.updated_at',
  taskNumber: 't.number',
  ownerName: 'a.name',
}

function conditions(planId: string, filter: MeasureFilter, today: string): RawBuilder<unknown> {
  const all = [sql`t.plan_id = ${planId}`]
  if (filter.task !== undefined) all.push(sql`t.number = ${filter.task}`)
  if (filter.target !== undefined) all.push(sql`m.target_id = ${filter.target}`)
  if (filter.states && filter.states.length > 0) all.push(sql`m.state = any(${[...filter.states]}::text[])`)
  if (filter.overdue === true) all.push(sql`(m.due_on < ${today}::date and ${OPEN})`)
  if (filter.overdue === false) all.push(sql`not coalesce(m.due_on < ${today}::date and ${OPEN}, false)`)
  if (filter.owner !== undefined) all.push(sql`m.owner_account = ${filter.owner}`)
  if (filter.q)
    all.push(
      sql`position(lower(${filter.q}) in lower(concat_ws(' ', m.title, m.title_en, m.department, a.name))) > 0`,
    )
  return sql.join(all, sql` and `)
}

/** One page of a plan's measures, and how many there are. */
export async function selectMeasures(
  db: Db,
  planId: string,
  filter: MeasureFilter & { today: string; sort?: string; offset: number; limit: number },
): Promise<{ rows: MeasureRow[]; total: number }> {
  const where = conditions(planId, filter, filter.today)
  const column = SORTS[filter.sort?.replace('-', '') ?? '']
  const order = column
    ? sql`${sql.raw(column)} ${sql.raw(filter.sort?.startsWith('-') ? 'desc' : 'asc')} nulls last, t.number, m.id`
    : sql`t.number, m.seed nulls last, m.id`
  const rows = await sql<MeasureRow>`select ${COLUMNS} ${FROM} where ${where} order by ${order}
    limit ${filter.limit} offset ${filter.offset}`.execute(db)
  const total = await sql<{ n: number }>`select count(*) as n ${FROM} where ${where}`.execute(db)
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 }
}

/** One measure, locked for the rest of the transaction when it is to be changed. */
export async function selectMeasure(db: Db, id: string, lock = false): Promise<MeasureRow | undefined> {
  if (lock) await sql`select 1 from plan.measure where id = ${id} for update`.execute(db)
  const found = await sql<MeasureRow>`select ${COLUMNS} ${FROM} where m.id = ${id}`.execute(db)
  return found.rows[0]
}

/** Measures of a plan that are open and late, blocked, or due soon: what a meeting talks about. */
export async function selectPressing(db: Db, planId: string, dueUntil: string): Promise<MeasureRow[]> {
  const found = await sql<MeasureRow>`select ${COLUMNS} ${FROM}
    where t.plan_id = ${planId} and ${OPEN} and (m.state = 'blocked' or m.due_on <= ${dueUntil}::date)
    order by m.due_on nulls last, t.number, m.id`.execute(db)
  return found.rows
}

/** Open measures of any active plan that are due and whose reminder is older than the given instant, or was never sent. */
export async function selectToRemind(db: Db, dueUntil: string, remindedBefore: Date): Promise<MeasureRow[]> {
  const found = await sql<MeasureRow>`select ${COLUMNS} ${FROM} join plan.plan p on p.id = t.plan_id
    where p.active and ${OPEN} and m.due_on <= ${dueUntil}::date
      and (m.reminded_at is null or m.reminded_at < ${remindedBefore.toISOString()}::timestamptz)
    order by m.due_on, m.id`.execute(db)
  return found.rows
}

export async function markReminded(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await planTables(db)
    .updateTable('plan.measure')
    .set({ reminded_at: at.toISOString() })
    .where('id', 'in', ids)
    .execute()
}

export async function insertMeasures(db: Db, rows: readonly Insertable<MeasureTable>[]): Promise<void> {
  if (rows.length > 0) await planTables(db).insertInto('plan.measure').values(rows).execute()
}

/** Changes a measure and counts its version up. */
export async function updateMeasureRow(
  db: Db,
  id: string,
  changes: Updateable<MeasureTable>,
  at: Date,
): Promise<void> {
  await planTables(db)
    .updateTable('plan.measure')
    .set({ ...changes, updated_at: at.toISOString() })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function insertNote(db: Db, row: Insertable<MeasureNoteTable>): Promise<void> {
  await planTables(db).insertInto('plan.measure_note').values(row).execute()
}

/** Progress notes of a measure, newest first. */
export async function selectNotes(db: Db, measureId: string, page: { offset: number; limit: number }) {
  const all = planTables(db).selectFrom('plan.measure_note').where('measure_id', '=', measureId)
  const rows = await all
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

/** Whether there is such an account, to own a measure. */
export async function accountExists(db: Db, id: string): Promise<boolean> {
  const found = await sql`select 1 from kernel.person where id = ${id}`.execute(db)
  return found.rows.length > 0
}
