import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import type { RecordField } from '../../contract.ts'
import { nameKey } from '../../domain/name-key.ts'
import { gramsOf, gramVector, searchTextOf } from '../../domain/search-text.ts'

/** Fields that a golden record gives to the library's enterprise. */
export const WRITABLE = ['name', 'uscc', 'legalRep', 'address', 'established', 'formerNames'] as const
export type WritableField = (typeof WRITABLE)[number]

/** An enterprise of the library as far as fusion writes it. */
export interface EnterpriseRow {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly products: readonly string[]
  readonly uscc: string | null
  readonly legalRep: string | null
  readonly address: string | null
  readonly established: string | null
  readonly formerNames: readonly string[]
  readonly synthetic: boolean
}

/** Enterprises, locked until the transaction ends. */
export async function lockEnterprises(db: Db, ids: readonly string[]): Promise<Map<string, EnterpriseRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<EnterpriseRow>`
    select id, name, name_en as "nameEn", products, uscc, legal_rep as "legalRep", address, established,
      former_names as "formerNames", synthetic
    from registry.enterprise where id = any(${[...ids]}::uuid[]) order by id for update`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which of some credit codes the library has, and for whom. */
export async function selectHolders(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ uscc: string; id: string }>`
    select uscc, id from registry.enterprise where uscc = any(${[...codes]}::text[])`.execute(db)
  return new Map(rows.map(({ uscc, id }) => [uscc, id]))
}

/** Where a field's value comes from when a person gave it: typed in an office or by the firm, or put back by hand. */
const BY_PEOPLE = ['manual', 'self-declared', 'undo']

/** Fields of enterprises whose last change was a person's. */
export async function selectTyped(db: Db, ids: readonly string[]): Promise<Map<string, Set<RecordField>>> {
  const typed = new Map<string, Set<RecordField>>()
  if (ids.length === 0) return typed
  const { rows } = await sql<{ id: string; field: RecordField; source: string }>`
    select distinct on (c.enterprise_id, f.field) c.enterprise_id as id, f.field, c.source
    from registry.field_change c
    cross join lateral (
      select c.field where c.operation = 'update'
      union all
      select k from jsonb_object_keys(case when c.operation = 'insert' and jsonb_typeof(c.new_value) = 'object'
        then jsonb_strip_nulls(c.new_value) else '{}'::jsonb end) k) as f(field)
    where c.enterprise_id = any(${[...ids]}::uuid[]) and c.part = 'enterprise' and f.field = any(${[...WRITABLE]}::text[])
    order by c.enterprise_id, f.field, c.id desc`.execute(db)
  for (const { id, field, source } of rows) {
    if (!BY_PEOPLE.includes(source)) continue
    const fields = typed.get(id) ?? new Set<RecordField>()
    typed.set(id, fields.add(field))
  }
  return typed
}

/** Values for an enterprise: texts, dates as `YYYY-MM-DD`, former names as a list. */
export type EnterpriseValues = Partial<Record<Exclude<WritableField, 'formerNames'>, string | null>> & {
  readonly formerNames?: readonly string[]
}

function searchColumns(found: {
  name: string
  nameEn: string | null
  formerNames: readonly string[]
  products: readonly string[]
}) {
  const { text, pinyin } = searchTextOf(found)
  return { name_key: nameKey(found.name), search_text: text, pinyin, grams: gramVector(gramsOf(text)) }
}

/** Writes changed fields of enterprises, raises their versions, keeps key and search text in step. */
export async function updateEnterprises(
  db: Db,
  changes: readonly {
    readonly before: EnterpriseRow
    readonly values: EnterpriseValues
    readonly source: string
  }[],
): Promise<void> {
  if (changes.length === 0) return
  const search = changes.map(({ before, values }) =>
    searchColumns({
      ...before,
      name: values.name ?? before.name,
      formerNames: values.formerNames ?? before.formerNames,
    }),
  )
  const text = (key: 'uscc' | 'name' | 'legalRep' | 'address' | 'established', column: string) =>
    sql`${sql.ref(column)} = case when u.v ? ${key}::text then (u.v->>${key}::text) else e.${sql.ref(column)} end`
  await sql`
    update registry.enterprise e
    set ${text('name', 'name')}, ${text('uscc', 'uscc')}, ${text('legalRep', 'legal_rep')},
      ${text('address', 'address')},
      established = case when u.v ? 'established' then (u.v->>'established')::date else e.established end,
      former_names = case when u.v ? 'formerNames'
        then array(select jsonb_array_elements_text(u.v->'formerNames')) else e.former_names end,
      name_key = u.name_key, search_text = u.search_text, pinyin = u.pinyin, grams = u.grams::tsvector,
      source = u.source, version = e.version + 1, updated_at = now()
    from (select id, v::jsonb as v, source, name_key, search_text, pinyin, grams
      from unnest(${changes.map(({ before }) => before.id)}::uuid[],
        ${changes.map(({ values }) => JSON.stringify(values))}::text[], ${changes.map(({ source }) => source)}::text[],
        ${search.map((s) => s.name_key)}::text[], ${search.map((s) => s.search_text)}::text[],
        ${search.map((s) => s.pinyin)}::text[], ${search.map((s) => s.grams)}::text[])
        as t(id, v, source, name_key, search_text, pinyin, grams)) u
    where e.id = u.id`.execute(db)
}

/** A new enterprise of the library. */
export interface NewEnterprise {
  readonly id: string
  readonly source: string
  readonly district: string | null
  readonly values: EnterpriseValues & { readonly name: string }
}

const TEXT_COLUMNS = [
  'uscc',
  'name',
  'name_key',
  'district',
  'address',
  'legal_rep',
  'source',
  'search_text',
  'pinyin',
]

/** Writes new enterprises. */
export async function insertEnterprises(
  db: Db,
  enterprises: readonly NewEnterprise[],
  synthetic: boolean,
): Promise<void> {
  await bulkInsert(
    db,
    'registry.enterprise',
    [
      { name: 'id', type: 'uuid' },
      ...TEXT_COLUMNS.map((name) => ({ name, type: 'text' })),
      { name: 'established', type: 'date' },
      { name: 'former_names', type: 'text[]' },
      { name: 'grams', type: 'tsvector' },
      { name: 'synthetic', type: 'boolean' },
    ],
    enterprises.map(({ id, source, district, values }) => ({
      id,
      source,
      district,
      synthetic,
      uscc: values.uscc,
      name: values.name,
      address: values.address,
      legal_rep: values.legalRep,
      established: values.established,
      former_names: values.formerNames ?? [],
      ...searchColumns({
        name: values.name,
        nameEn: null,
        formerNames: values.formerNames ?? [],
        products: [],
      }),
    })),
  )
}

/** The records that stand for new enterprises: everything in them was written by fusion. */
export async function insertLibraryRecords(
  db: Db,
  records: readonly {
    readonly id: string
    readonly entity_id: string
    readonly observed_on: string
    readonly fields: unknown
    readonly written: unknown
  }[],
): Promise<void> {
  await bulkInsert(
    db,
    'registry.fusion_record',
    [
      { name: 'id', type: 'uuid' },
      { name: 'source', type: 'text' },
      { name: 'external_id', type: 'text' },
      { name: 'observed_on', type: 'date' },
      { name: 'fields', type: 'jsonb' },
      { name: 'raw', type: 'json' },
      { name: 'written', type: 'jsonb' },
      { name: 'entity_id', type: 'uuid' },
      { name: 'fresh', type: 'boolean' },
    ],
    records.map((record) => ({
      ...record,
      source: 'library',
      external_id: record.id,
      raw: {},
      fresh: false,
    })),
  )
}
