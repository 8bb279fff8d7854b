import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import { PART_TABLES, type PartTable } from './parts.ts'

/** Which planned changes: those of a whole batch, or of some of its rows. */
export interface Scope {
  readonly batchId: string
  readonly rows: readonly number[] | 'all'
}

/** Written beside every value that came out of a file. */
export interface Origin {
  readonly source: string
  readonly actor: string
  /** New enterprises are invented. */
  readonly synthetic: boolean
}

function planned(scope: Scope): RawBuilder<unknown> {
  const only = scope.rows === 'all' ? sql`` : sql`and c.row_number = any(${[...scope.rows]}::integer[])`
  return sql`c.batch_id = ${scope.batchId}::uuid ${only}`
}

/** `v("nameEn" text, ...)`: the fields of a change, read back with their types. */
function typedFields(table: PartTable): RawBuilder<unknown> {
  return sql`jsonb_to_record(c.fields) as v(${sql.join(
    table.fields.map(([field, , type]) => sql`${sql.ref(field)} ${sql.raw(type)}`),
  )})`
}

function value(field: string, type: string): RawBuilder<unknown> {
  const read = sql`v.${sql.ref(field)}`
  if (type.endsWith('[]')) return sql`coalesce(${read}, '{}')`
  return type === 'boolean' ? sql`coalesce(${read}, false)` : read
}

/**
 * Rows whose plan no longer fits: somebody changed or removed the enterprise since, or another one with the same code
 * or name has appeared.
 */
export async function staleRows(db: Db, scope: Scope): Promise<number[]> {
  const found = await sql<{ row: number }>`
    select distinct c.row_number as row from registry.import_change c
    left join registry.enterprise e on e.id = c.enterprise_id
    where ${planned(scope)} and c.base_version is not null and e.version is distinct from c.base_version
    union
    select c.row_number from registry.import_change c
    join registry.enterprise e on e.name_key = c.name_key
    where ${planned(scope)} and c.part = 'enterprise' and c.operation = 'insert'
    union
    select c.row_number from registry.import_change c
    join registry.enterprise e on e.uscc = c.fields->>'uscc'
    where ${planned(scope)} and c.part = 'enterprise' and c.operation = 'insert'
    union
    select c.row_number from registry.import_change c
    where ${planned(scope)} and c.part = 'relations' and c.fields->>'otherId' is not null and not exists
      (select 1 from registry.enterprise e where e.id = (c.fields->>'otherId')::uuid)
    order by row`.execute(db)
  return found.rows.map(({ row }) => row)
}

/**
 * Carries out planned changes, all of them set by set, with their history. Returns the enterprises whose parts changed,
 * or `undefined` when an enterprise changed under way and nothing may be kept.
 */
export async function applyChanges(
  db: Db,
  scope: Scope,
  origin: Origin,
  step: (done: number) => Promise<void>,
): Promise<string[] | undefined> {
  if (!(await raiseVersions(db, scope))) return undefined
  let done = 0
  for (const table of PART_TABLES) {
    const any =
      await sql`select 1 from registry.import_change c where ${planned(scope)} and c.part = ${table.part}
      limit 1`.execute(db)
    if (any.rows.length > 0) {
      await writeUpdateHistory(db, scope, table, origin)
      await applyUpdates(db, scope, table, origin)
      await applyInserts(db, scope, table, origin)
    }
    await step(++done)
  }
  const touched = await sql<{
    id: string
  }>`select distinct c.enterprise_id as id from registry.import_change c
    where ${planned(scope)} and c.part in ('capabilities', 'yearly') and c.base_version is not null`.execute(
    db,
  )
  return touched.rows.map(({ id }) => id)
}

/** Locks and marks every enterprise that exists already; false when one of them is not as it was planned on. */
async function raiseVersions(db: Db, scope: Scope): Promise<boolean> {
  const wanted = await sql<{
    n: number
  }>`select count(distinct c.enterprise_id) as n from registry.import_change c
    where ${planned(scope)} and c.base_version is not null`.execute(db)
  if (wanted.rows[0]!.n === 0) return true
  const raised = await sql`
    update registry.enterprise e set version = e.version + 1, updated_at = now()
    from (select c.enterprise_id, min(c.base_version) as least, max(c.base_version) as most
          from registry.import_change c where ${planned(scope)} and c.base_version is not null
          group by c.enterprise_id) t
    where e.id = t.enterprise_id and e.version = t.least and t.least = t.most`.execute(db)
  return Number(raised.numAffectedRows) === wanted.rows[0]!.n
}

async function writeUpdateHistory(db: Db, scope: Scope, table: PartTable, origin: Origin): Promise<void> {
  const before = sql.join(
    table.fields.map(([field, column]) => sql`(${field}::text, to_jsonb(t.${sql.ref(column)}))`),
  )
  await sql`
    insert into registry.field_change
      (enterprise_id, part, record_id, operation, field, old_value, new_value, source, batch_id, actor)
    select c.enterprise_id, c.part, c.record_id, 'update', f.field, f.value, c.fields->f.field, ${origin.source},
      c.batch_id, ${origin.actor}
    from registry.import_change c
    join ${sql.table(table.table)} t on ${sameRecord(table, sql`c`)}
    cross join lateral (values ${before}) as f(field, value)
    where ${planned(scope)} and c.part = ${table.part} and c.operation = 'update' and c.fields ? f.field
    order by c.row_number`.execute(db)
}

/** The row of a part that a change speaks of. */
function sameRecord(table: PartTable, change: RawBuilder<unknown>): RawBuilder<unknown> {
  const owner = sql`t.${sql.ref(table.owner)} = ${change}.enterprise_id`
  if (table.part === 'enterprise') return owner
  const type = table.key === 'id' ? 'uuid' : 'integer'
  return sql`${owner} and t.${sql.ref(table.key)} = ${change}.record_id::${sql.raw(type)}`
}

async function applyUpdates(db: Db, scope: Scope, table: PartTable, origin: Origin): Promise<void> {
  const sets = table.fields.map(
    ([field, column]) =>
      sql`${sql.ref(column)} = case when c.fields ? ${field}::text then v.${sql.ref(field)} else t.${sql.ref(column)} end`,
  )
  const found =
    table.part === 'enterprise'
      ? [
          sql`name_key = coalesce(c.name_key, t.name_key)`,
          sql`search_text = coalesce(c.search_text, t.search_text)`,
          sql`pinyin = coalesce(c.pinyin, t.pinyin)`,
          sql`grams = coalesce(c.grams, t.grams)`,
        ]
      : []
  await sql`
    update ${sql.table(table.table)} t set ${sql.join([...sets, ...found, sql`source = ${origin.source}`])}
    from registry.import_change c, ${typedFields(table)}
    where ${planned(scope)} and c.part = ${table.part} and c.operation = 'update' and ${sameRecord(table, sql`c`)}`.execute(
    db,
  )
}

async function applyInserts(db: Db, scope: Scope, table: PartTable, origin: Origin): Promise<void> {
  const own: [RawBuilder<unknown>, RawBuilder<unknown>][] = []
  if (table.key === 'id') own.push([sql`id`, sql`c.record_id::uuid`])
  if (table.owner !== 'id') own.push([sql.ref(table.owner), sql`c.enterprise_id`])
  if (table.part === 'enterprise') {
    own.push(
      [sql`name_key`, sql`c.name_key`],
      [sql`search_text`, sql`c.search_text`],
      [sql`pinyin`, sql`c.pinyin`],
      [sql`grams`, sql`c.grams`],
      [sql`parts`, sql`coalesce((c.derived->>'parts')::boolean, false)`],
      [sql`electronics`, sql`coalesce((c.derived->>'electronics')::boolean, false)`],
      [sql`main_node`, sql`c.derived->>'mainNode'`],
      [sql`synthetic`, sql`${origin.synthetic}::boolean`],
    )
  }
  for (const [field, column, type] of table.fields) own.push([sql.ref(column), value(field, type)])
  await sql`
    insert into ${sql.table(table.table)} (${sql.join(own.map(([column]) => column))}, source)
    select ${sql.join(own.map(([, read]) => read))}, ${origin.source}
    from registry.import_change c, ${typedFields(table)}
    where ${planned(scope)} and c.part = ${table.part} and c.operation = 'insert'
    order by c.row_number`.execute(db)
  await sql`
    insert into registry.field_change
      (enterprise_id, part, record_id, operation, field, old_value, new_value, source, batch_id, actor)
    select c.enterprise_id, c.part, c.record_id, 'insert', null, null, c.fields, ${origin.source}, c.batch_id,
      ${origin.actor}
    from registry.import_change c
    where ${planned(scope)} and c.part = ${table.part} and c.operation = 'insert'
    order by c.row_number`.execute(db)
}
