import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { ReportContent } from '../report/content.ts'
import { planTables, type ReportTable } from './tables.ts'

export type ReportRow = Omit<Selectable<ReportTable>, 'content'> & { readonly content: ReportContent }

export async function insertReport(db: Db, row: Insertable<ReportTable>): Promise<void> {
  await planTables(db).insertInto('plan.report').values(row).execute()
}

export function selectReport(db: Db, id: string): Promise<ReportRow | undefined> {
  return planTables(db).selectFrom('plan.report').selectAll().where('id', '=', id).executeTakeFirst()
}

/** One page of a plan's reports without their content; the newest month first. */
export async function selectReports(
  db: Db,
  planId: string,
  page: { q?: string; sort?: string; offset: number; limit: number },
) {
  let query = planTables(db).selectFrom('plan.report').where('plan_id', '=', planId)
  if (page.q) query = query.where('month', 'like', `${page.q.replace(/[^\d-]/g, '')}%`)
  const direction = page.sort === undefined || page.sort.startsWith('-') ? 'desc' : 'asc'
  const rows = await query
    .select(['id', 'month', 'created_at', 'created_by'])
    .orderBy(page.sort?.endsWith('createdAt') ? 'created_at' : 'month', direction)
    .orderBy('created_at', direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { total } = await query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}
