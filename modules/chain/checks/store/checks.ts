import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { FACT_TABLES, type Fact } from '../../imports/store/facts.ts'

type Kind = 'supply' | 'model' | 'bill'

/** One check as stored. */
export interface StoredCheck {
  readonly id: string
  readonly kind: Kind
  readonly recordId: string
  readonly outcome: string
  readonly afterVersion: number | null
  readonly undone: boolean
}

/** A fact as it is, held until the transaction ends. */
export async function lockFact(db: Db, kind: Kind, id: string): Promise<Fact | undefined> {
  const { rows } = await sql<{ fact: Fact }>`
    select to_jsonb(f) as fact from ${sql.table(FACT_TABLES[kind].table)} f where id = ${id}::uuid for update`.execute(
    db,
  )
  return rows[0]?.fact
}

/** Writes columns of a fact; it gets its next version. */
export async function updateFact(
  db: Db,
  kind: Kind,
  id: string,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { table, columns } = FACT_TABLES[kind]
  const known = columns.filter(({ name }) => name in change)
  const sets = known.map(({ name, type }) => sql`${sql.id(name)} = ${change[name] ?? null}::${sql.raw(type)}`)
  await sql`update ${sql.table(table)} set ${sql.join(sets)}, version = version + 1, updated_at = now()
    where id = ${id}::uuid`.execute(db)
}

export async function insertCheck(
  db: Db,
  check: Omit<StoredCheck, 'undone'> & {
    readonly note: string | null
    readonly before: Fact
    readonly until: string | null
    readonly by: string
    readonly at: Date
  },
): Promise<void> {
  await sql`insert into chain.fact_check
      (id, record_kind, record_id, outcome, note, before, by, at, until, after_version)
    values (${check.id}::uuid, ${check.kind}, ${check.recordId}::uuid, ${check.outcome}, ${check.note},
      ${JSON.stringify(check.before)}::text::jsonb, ${check.by}, ${check.at.toISOString()}::timestamptz,
      ${check.until}::date, ${check.afterVersion})`.execute(db)
}

export async function lockCheck(
  db: Db,
  id: string,
): Promise<(StoredCheck & { readonly before: Fact }) | undefined> {
  const { rows } = await sql<StoredCheck & { before: Fact }>`
    select id, record_kind as kind, record_id as "recordId", outcome, after_version as "afterVersion", before,
      undone_at is not null as undone
    from chain.fact_check where id = ${id}::uuid for update`.execute(db)
  return rows[0]
}

export async function markUndone(db: Db, id: string, by: string): Promise<void> {
  await sql`update chain.fact_check set undone_at = now(), undone_by = ${by} where id = ${id}::uuid`.execute(
    db,
  )
}
