import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { Origin } from './apply.ts'
import { PART_TABLES, type PartTable } from './parts.ts'

/** Something of a batch that stays, because it is used or was changed since. */
export interface UndoConflict {
  readonly enterpriseId: string
  readonly name: string | null
  readonly part: string
  readonly recordId: string
  readonly field: string | null
}

/**
 * Puts what is to be undone into temporary tables that end with the transaction: what the batch made, and what it
 * changed (the first old value and the last new one, should it have written a field twice).
 */
export async function collectUndo(db: Db, batchId: string): Promise<void> {
  await sql`drop table if exists undo_made, undo_set, undo_kept`.execute(db)
  await sql`create temporary table undo_made on commit drop as
    select enterprise_id, part, record_id, min(id) as at from registry.field_change
    where batch_id = ${batchId}::uuid and operation = 'insert' group by 1, 2, 3`.execute(db)
  await sql`create temporary table undo_set on commit drop as
    select enterprise_id, part, record_id, field, (array_agg(old_value order by id))[1] as old_value,
      (array_agg(new_value order by id desc))[1] as new_value, max(id) as at
    from registry.field_change f
    where batch_id = ${batchId}::uuid and operation = 'update'
      and not exists (select 1 from undo_made m where m.enterprise_id = f.enterprise_id and m.part = f.part
        and m.record_id = f.record_id)
    group by 1, 2, 3, 4`.execute(db)
  await sql`create temporary table undo_kept on commit drop as
    select enterprise_id, part, record_id, null::text as field from undo_made where false`.execute(db)
  await sql`analyze undo_made`.execute(db)
  await sql`analyze undo_set`.execute(db)
  await keepUsed(db, batchId)
}

/** Enterprises that the batch made and that somebody else has built upon since; parts that somebody has edited. */
async function keepUsed(db: Db, batchId: string): Promise<void> {
  // A batch that was undone since has left nothing behind: neither its changes nor their reversal stand in the way.
  const others = sql`f.batch_id is distinct from ${batchId}::uuid
    and not exists (select 1 from registry.import_batch b where b.id = f.batch_id and b.state = 'undone')`
  await sql`
    insert into undo_kept
    select m.enterprise_id, m.part, m.record_id, null from undo_made m
    where m.part = 'enterprise' and (
      exists (select 1 from registry.field_change f where f.enterprise_id = m.enterprise_id and f.id > m.at and ${others})
      or exists (select 1 from registry.document d where d.enterprise_id = m.enterprise_id)
      or exists (select 1 from registry.relation r where r.to_id = m.enterprise_id and not exists
        (select 1 from undo_made o where o.part = 'relations' and o.record_id = r.id::text)))`.execute(db)
  await sql`
    insert into undo_kept
    select m.enterprise_id, m.part, m.record_id, null from undo_made m
    where m.part <> 'enterprise' and exists (select 1 from registry.field_change f
      where f.enterprise_id = m.enterprise_id and f.part = m.part and f.record_id = m.record_id and f.id > m.at
        and f.operation <> 'delete' and ${others})`.execute(db)
}

/** Takes back what the batch wrote, except what has to stay. Returns the enterprises that still exist and changed. */
export async function revert(
  db: Db,
  batchId: string,
  origin: Origin,
  step: (done: number) => Promise<void>,
): Promise<{ changed: string[]; renamed: string[]; removed: number }> {
  let done = 0
  for (const table of PART_TABLES) {
    if (table.part !== 'enterprise') await removeMade(db, batchId, table, origin)
    await restoreSet(db, batchId, table, origin)
    await step(++done)
  }
  const removed = await removeMade(db, batchId, PART_TABLES[0]!, origin)
  const changed = await sql<{ id: string }>`
    update registry.enterprise e set version = e.version + 1, updated_at = now()
    from (select enterprise_id from undo_made union select enterprise_id from undo_set) u
    where e.id = u.enterprise_id returning e.id`.execute(db)
  const renamed = await sql<{ id: string }>`select distinct s.enterprise_id as id from undo_set s
    join registry.enterprise e on e.id = s.enterprise_id
    where s.part = 'enterprise' and s.field in ('uscc', 'name', 'nameEn', 'formerNames', 'products')`.execute(
    db,
  )
  await step(++done)
  return {
    changed: changed.rows.map(({ id }) => id),
    renamed: renamed.rows.map(({ id }) => id),
    removed,
  }
}

const notKept = (alias: RawBuilder<unknown>) => sql`not exists (select 1 from undo_kept k
  where k.enterprise_id = ${alias}.enterprise_id and k.part = ${alias}.part and k.record_id = ${alias}.record_id
    and k.field is null)`

async function removeMade(db: Db, batchId: string, table: PartTable, origin: Origin): Promise<number> {
  const key = table.part === 'enterprise' ? sql`t.id` : sql`t.${sql.ref(table.key)}`
  const type = sql.raw(table.key === 'year' ? 'integer' : 'uuid')
  const removed = await sql`
    with gone as (
      delete from ${sql.table(table.table)} t using undo_made m
      where m.part = ${table.part} and t.${sql.ref(table.owner)} = m.enterprise_id and ${key} = m.record_id::${type}
        and ${notKept(sql`m`)}
      returning m.enterprise_id, m.part, m.record_id)
    insert into registry.field_change (enterprise_id, part, record_id, operation, source, batch_id, actor)
    select enterprise_id, part, record_id, 'delete', ${origin.source}, ${batchId}::uuid, ${origin.actor} from gone`.execute(
    db,
  )
  return Number(removed.numAffectedRows ?? 0)
}

/** Gives fields their old value back where they still hold the batch's; the others are noted as kept. */
async function restoreSet(db: Db, batchId: string, table: PartTable, origin: Origin): Promise<void> {
  const now = sql.join(
    table.fields.map(([field, column]) => sql`(${field}::text, to_jsonb(t.${sql.ref(column)}))`),
  )
  const key = table.part === 'enterprise' ? sql`t.id` : sql`t.${sql.ref(table.key)}`
  const record = sql`t.${sql.ref(table.owner)} = u.enterprise_id and ${key}::text = u.record_id`
  await sql`drop table if exists undo_back`.execute(db)
  await sql`create temporary table undo_back on commit drop as
    select u.enterprise_id, u.part, u.record_id, u.field, u.old_value, u.new_value
    from undo_set u join ${sql.table(table.table)} t on ${record}
    cross join lateral (values ${now}) as f(field, value)
    where u.part = ${table.part} and f.field = u.field and f.value is not distinct from u.new_value`.execute(
    db,
  )
  await sql`insert into undo_kept
    select u.enterprise_id, u.part, u.record_id, u.field from undo_set u
    where u.part = ${table.part} and not exists (select 1 from undo_back b where b.enterprise_id = u.enterprise_id
      and b.record_id = u.record_id and b.field = u.field)`.execute(db)
  const sets = table.fields.map(
    ([field, column]) =>
      sql`${sql.ref(column)} = case when c.fields ? ${field}::text then v.${sql.ref(field)} else t.${sql.ref(column)} end`,
  )
  const types = sql.join(table.fields.map(([field, , type]) => sql`${sql.ref(field)} ${sql.raw(type)}`))
  await sql`
    update ${sql.table(table.table)} t set ${sql.join(sets)}
    from (select enterprise_id, record_id, jsonb_object_agg(field, old_value) as fields from undo_back group by 1, 2) c,
      jsonb_to_record(c.fields) as v(${types})
    where t.${sql.ref(table.owner)} = c.enterprise_id and ${key}::text = c.record_id`.execute(db)
  await sql`
    insert into registry.field_change
      (enterprise_id, part, record_id, operation, field, old_value, new_value, source, batch_id, actor)
    select enterprise_id, part, record_id, 'update', field, new_value, old_value, ${origin.source}, ${batchId}::uuid,
      ${origin.actor}
    from undo_back`.execute(db)
}

/** What stays, at most `limit` of it, and how much there is. */
export async function keptConflicts(
  db: Db,
  limit: number,
): Promise<{ total: number; conflicts: UndoConflict[] }> {
  const total = await sql<{ n: number }>`select count(*) as n from undo_kept`.execute(db)
  const rows = await sql<UndoConflict>`
    select k.enterprise_id as "enterpriseId", e.name, k.part, k.record_id as "recordId", k.field
    from undo_kept k left join registry.enterprise e on e.id = k.enterprise_id
    order by e.name, k.part, k.record_id, k.field limit ${limit}`.execute(db)
  return { total: total.rows[0]!.n, conflicts: rows.rows }
}
