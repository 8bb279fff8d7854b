import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { CompiledSectionDto, CompiledTargetDto } from '../contract.ts'
import { type CompilationTable, planTables } from './tables.ts'

/** What a compilation keeps beside its text. */
export interface CompilationResult {
  readonly sections: CompiledSectionDto[]
  readonly targets: CompiledTargetDto[]
  readonly rejected: {
    text: string
    sentence: string
    reason: string
    span: { start: number; end: number }
  }[]
}

export type CompilationRow = Omit<Selectable<CompilationTable>, 'result'> & {
  readonly result: CompilationResult
}

export async function insertCompilation(db: Db, row: Insertable<CompilationTable>): Promise<void> {
  await planTables(db).insertInto('plan.compilation').values(row).execute()
}

export async function selectCompilation(
  db: Db,
  id: string,
  lock = false,
): Promise<CompilationRow | undefined> {
  const query = planTables(db).selectFrom('plan.compilation').selectAll().where('id', '=', id)
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) as CompilationRow | undefined
}

export async function updateCompilation(
  db: Db,
  id: string,
  changes: { title?: string; result?: CompilationResult; state?: 'saved'; plan_id?: string },
): Promise<void> {
  const { result, ...rest } = changes
  await planTables(db)
    .updateTable('plan.compilation')
    .set({ ...rest, ...(result ? { result: JSON.stringify(result) } : {}) })
    .where('id', '=', id)
    .execute()
}

/** One page of compilations without their texts, newest first. */
export async function selectCompilations(db: Db, page: { q?: string; offset: number; limit: number }) {
  const { q } = page
  let query = planTables(db).selectFrom('plan.compilation')
  if (q)
    query = query.where(sql<boolean>`position(lower(${q}) in lower(concat_ws(' ', title, file_name))) > 0`)
  const rows = await query
    .select(['id', 'title', 'file_name', 'state', 'created_at'])
    .select(sql<number>`jsonb_array_length(result -> 'targets')`.as('targets'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const { total } = await query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}
