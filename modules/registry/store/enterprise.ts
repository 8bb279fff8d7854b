import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { nameKey } from '../domain/name-key.ts'
import { gramsOf, searchTextOf } from '../domain/search-text.ts'
import { type DocumentTable, registryTables } from './tables.ts'

/** Fields of the enterprise itself: contract name → column and PostgreSQL type. */
export const ENTERPRISE_FIELDS = [
  ['uscc', 'uscc', 'text'],
  ['name', 'name', 'text'],
  ['nameEn', 'name_en', 'text'],
  ['formerNames', 'former_names', 'text[]'],
  ['district', 'district', 'text'],
  ['address', 'address', 'text'],
  ['legalRep', 'legal_rep', 'text'],
  ['registeredCapital', 'registered_capital', 'bigint'],
  ['established', 'established', 'date'],
  ['countedSince', 'counted_since', 'date'],
  ['closedOn', 'closed_on', 'date'],
  ['industryCode', 'industry_code', 'text'],
  ['businessScope', 'business_scope', 'text'],
  ['products', 'products', 'text[]'],
  ['recruitedOn', 'recruited_on', 'date'],
  ['recruitedFrom', 'recruited_from', 'text'],
  ['transformedOn', 'transformed_on', 'date'],
  ['listedOn', 'listed_on', 'date'],
  ['listedBoard', 'listed_board', 'text'],
  ['website', 'website', 'text'],
] as const

/** An enterprise in the contract's words, with its own columns beside. */
export interface StoredEnterprise {
  readonly id: string
  readonly fields: Record<string, unknown>
  readonly parts: boolean
  readonly electronics: boolean
  readonly synthetic: boolean
  readonly source: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

/** One enterprise without its parts; `lock` keeps others from changing it until the transaction ends. */
export async function selectEnterprise(
  db: Db,
  id: string,
  lock = false,
): Promise<StoredEnterprise | undefined> {
  let query = registryTables(db).selectFrom('registry.enterprise').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = (await query.executeTakeFirst()) as Record<string, unknown> | undefined
  if (!row) return undefined
  const fields: Record<string, unknown> = {}
  for (const [field, column] of ENTERPRISE_FIELDS) fields[field] = row[column]
  return {
    id: String(row.id),
    fields,
    parts: row.parts as boolean,
    electronics: row.electronics as boolean,
    synthetic: row.synthetic as boolean,
    source: String(row.source),
    version: row.version as number,
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
  }
}

/** Writes a new enterprise. */
export async function insertEnterprise(
  db: Db,
  id: string,
  fields: Record<string, unknown>,
  source: string,
  synthetic = false,
): Promise<void> {
  const columns = ENTERPRISE_FIELDS.map(([, column]) => sql.ref(column))
  const values = ENTERPRISE_FIELDS.map(([field, , type]) => typed(fields[field], type))
  await sql`insert into registry.enterprise (id, name_key, source, synthetic, ${sql.join(columns)})
    values (${id}::uuid, ${nameKey(String(fields.name))}, ${source}, ${synthetic}, ${sql.join(values)})`.execute(
    db,
  )
  await writeSearch(db, id, fields)
}

/** Writes changed fields, raises the version, and keeps key and search text in step. */
export async function updateEnterpriseFields(
  db: Db,
  id: string,
  changed: Record<string, unknown>,
  all: Record<string, unknown>,
  source: string,
): Promise<void> {
  const sets = ENTERPRISE_FIELDS.filter(([field]) => field in changed).map(
    ([field, column, type]) => sql`${sql.ref(column)} = ${typed(changed[field], type)}`,
  )
  const name = nameKey(String(all.name))
  await sql`update registry.enterprise
    set ${sql.join([...sets, sql`name_key = ${name}`, sql`source = ${source}`, sql`version = version + 1`, sql`updated_at = now()`])}
    where id = ${id}::uuid`.execute(db)
  await writeSearch(db, id, all)
}

/** Marks an enterprise as changed after one of its parts was. */
export async function touchEnterprise(db: Db, id: string): Promise<void> {
  await sql`update registry.enterprise set version = version + 1, updated_at = now() where id = ${id}::uuid`.execute(
    db,
  )
}

async function writeSearch(db: Db, id: string, fields: Record<string, unknown>): Promise<void> {
  const { text, pinyin } = searchTextOf(fields as unknown as Parameters<typeof searchTextOf>[0])
  await sql`update registry.enterprise set search_text = ${text}, pinyin = ${pinyin},
    grams = array_to_tsvector(${gramsOf(text)}::text[]) where id = ${id}::uuid`.execute(db)
}

function typed(value: unknown, type: string) {
  return sql`${value ?? (type.endsWith('[]') ? [] : null)}::${sql.raw(type)}`
}

/** Monthly figures of an enterprise, oldest first. */
export function selectMonthly(db: Db, enterpriseId: string) {
  return registryTables(db)
    .selectFrom('registry.monthly')
    .select(['month', 'revenue', 'output', 'staff', 'electricity_kwh as electricityKwh', 'source'])
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('month')
    .execute()
}

/** Documents attached to an enterprise. */
export function selectDocuments(db: Db, enterpriseId: string) {
  return registryTables(db)
    .selectFrom('registry.document')
    .select(['id', 'title', 'file_id as fileId', 'file_name as fileName', 'bytes', 'created_at as createdAt'])
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('created_at', 'desc')
    .execute()
}

/** Attaches a stored file. */
export async function insertDocument(db: Db, document: Omit<DocumentTable, 'created_at'>): Promise<void> {
  await registryTables(db).insertInto('registry.document').values(document).execute()
}

/** Raw source rows that made an enterprise, newest batch first. */
export async function selectSources(db: Db, enterpriseId: string, offset: number, limit: number) {
  const found = await sql<{
    batchId: string
    fileName: string
    tableName: string
    rowNumber: number
    raw: Record<string, unknown>
    importedAt: string
    total: number
  }>`
    select s.batch_id as "batchId", b.file_name as "fileName", b.table_name as "tableName",
      s.row_number as "rowNumber", s.raw, coalesce(b.committed_at, b.created_at) as "importedAt",
      count(*) over () as total
    from registry.source_record s join registry.import_batch b on b.id = s.batch_id
    where s.enterprise_id = ${enterpriseId}::uuid and b.state = 'committed'
    order by b.committed_at desc, s.row_number limit ${limit} offset ${offset}`.execute(db)
  return { rows: found.rows.map(({ total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}
