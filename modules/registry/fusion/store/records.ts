import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { RecordField } from '../../contract.ts'

/** What fusion wrote into a field of the library's enterprise, and what stood there before. */
export interface WrittenValue {
  readonly value: string | null
  readonly source: string
  readonly before: string | null
}

export type Fields = Partial<Record<RecordField, string>>
export type Written = Partial<Record<RecordField, WrittenValue>>

/** A record of a source as fusion works on it. */
export interface SourceRow {
  readonly id: string
  readonly source: string
  readonly externalId: string
  readonly observedOn: string | null
  readonly fields: Fields
  readonly pastNames: readonly string[]
  readonly written: Written
  readonly entityId: string | null
  readonly fresh: boolean
  /** Milliseconds. */
  readonly loadedAt: number
}

/**
 * A part of the records as one JSON text: on the embedded database every value of a row that travels by itself costs more
 * than its reading, and these are hundreds of thousands.
 */
const PACKED =
  sql.raw(`coalesce(json_agg(json_build_array(r.id, r.source, r.external_id, r.observed_on, r.fields,
  r.past_names, r.written, r.entity_id, r.fresh, (extract(epoch from r.loaded_at) * 1000)::double precision)
  order by r.id)::text, '[]') as packed`)

type Packed = [
  id: string,
  source: string,
  externalId: string,
  observedOn: string | null,
  fields: Fields,
  pastNames: string[],
  written: Written,
  entityId: string | null,
  fresh: boolean,
  loadedAt: number,
]

function unpacked(rows: readonly { readonly packed: string }[]): SourceRow[] {
  return (JSON.parse(rows[0]!.packed) as Packed[]).map(
    ([id, source, externalId, observedOn, fields, pastNames, written, entityId, fresh, loadedAt]) => ({
      id,
      source,
      externalId,
      observedOn,
      fields,
      pastNames,
      written,
      entityId,
      fresh,
      loadedAt,
    }),
  )
}

/** The source whose records are the library's own enterprises; such a record has the number of its enterprise. */
export const LIBRARY = 'library'
const READ_AT_ONCE = 20_000
const WRITE_AT_ONCE = 10_000

/**
 * Brings the library's enterprises in as records of the source `library`: new and changed ones become fresh, those of
 * enterprises that are gone go too, and the rest of their entities is looked at again.
 */
export async function syncLibrary(db: Db): Promise<void> {
  await sql`
    update registry.fusion_record r set fresh = true
    where r.source <> ${LIBRARY} and r.entity_id in
      (select l.entity_id from registry.fusion_record l where l.source = ${LIBRARY}
        and not exists (select 1 from registry.enterprise e where e.id = l.id))`.execute(db)
  await sql`
    delete from registry.fusion_record l where l.source = ${LIBRARY}
      and not exists (select 1 from registry.enterprise e where e.id = l.id)`.execute(db)
  await sql`
    insert into registry.fusion_record as r (id, source, external_id, observed_on, fields, raw)
    select e.id, ${LIBRARY}, e.id::text, (e.updated_at at time zone 'Asia/Shanghai')::date,
      jsonb_strip_nulls(jsonb_build_object('name', e.name, 'uscc', e.uscc, 'legalRep', nullif(e.legal_rep, ''),
        'address', nullif(e.address, ''), 'established', e.established::text,
        'formerNames', nullif(array_to_string(e.former_names, '、'), ''))), '{}'::json
    from registry.enterprise e
    on conflict (source, external_id) do update
      set fields = excluded.fields, observed_on = excluded.observed_on, fresh = true, loaded_at = now(),
        version = r.version + 1
      where r.fields is distinct from excluded.fields`.execute(db)
}

/** Every record that says anything, by number. */
export async function selectAllRecords(db: Db): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const found = await sql<{ packed: string }>`select ${PACKED} from
      (select * from registry.fusion_record where not blank and id > ${last}::uuid order by id
        limit ${READ_AT_ONCE}) r`.execute(db)
    const page = unpacked(found.rows)
    for (const row of page) rows.push(row)
    if (page.length < READ_AT_ONCE) return rows
    last = page.at(-1)!.id
  }
}

/** The records of some entities. */
export async function selectMembers(db: Db, entityIds: readonly string[]): Promise<SourceRow[]> {
  if (entityIds.length === 0) return []
  const { rows } = await sql<{ packed: string }>`select ${PACKED} from registry.fusion_record r
    where r.entity_id = any(${[...entityIds]}::uuid[])`.execute(db)
  return unpacked(rows)
}

/** Some records. */
export async function selectRecordsById(db: Db, ids: readonly string[]): Promise<SourceRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ packed: string }>`select ${PACKED} from registry.fusion_record r
    where r.id = any(${[...ids]}::uuid[])`.execute(db)
  return unpacked(rows)
}

/** Gives records to entities; `settled` notes at the same time that they have been looked at. */
export async function assignRecords(
  db: Db,
  given: readonly { readonly record: string; readonly entity: string }[],
  settled = false,
): Promise<void> {
  for (let from = 0; from < given.length; from += WRITE_AT_ONCE) {
    const part = given.slice(from, from + WRITE_AT_ONCE)
    await sql`
      update registry.fusion_record r set entity_id = u.entity, fresh = r.fresh and not ${settled}::boolean
      from unnest(${part.map(({ record }) => record)}::uuid[], ${part.map(({ entity }) => entity)}::uuid[])
        as u(id, entity)
      where r.id = u.id`.execute(db)
  }
}

/** Notes that records have been looked at. */
export async function settleRecords(db: Db): Promise<void> {
  await sql`update registry.fusion_record set fresh = false where fresh and not blank`.execute(db)
}

/** Notes for enterprises of the library what fusion wrote into them and what they now say. */
export async function noteWritten(
  db: Db,
  noted: readonly { readonly id: string; readonly fields: Fields; readonly written: Written }[],
): Promise<void> {
  if (noted.length === 0) return
  await sql`
    update registry.fusion_record r set fields = u.fields::jsonb, written = u.written::jsonb
    from unnest(${noted.map(({ id }) => id)}::uuid[], ${noted.map(({ fields }) => JSON.stringify(fields))}::text[],
      ${noted.map(({ written }) => JSON.stringify(written))}::text[]) as u(id, fields, written)
    where r.id = u.id`.execute(db)
}

/** What an enterprise of the library says by itself: where fusion wrote a value, what stood there before. */
export function ownFields({
  source,
  fields,
  written,
}: Pick<SourceRow, 'source' | 'fields' | 'written'>): Fields {
  if (source !== LIBRARY) return fields
  const own: Fields = {}
  for (const [field, value] of Object.entries(fields) as [RecordField, string][]) {
    const note = written[field]
    const said = note && note.value === value ? note.before : value
    if (said !== null) own[field] = said
  }
  return own
}
