import { sql } from 'kysely'
import { newId } from '#kernel/core'
import { bulkInsert, type Db } from '#kernel/db'
import type { ChangeRecord } from './history.ts'

/** A part of an enterprise kept as rows of its own. */
export interface PartDefinition {
  readonly table: string
  /** Field of the contract → column, with the column's PostgreSQL type. */
  readonly fields: readonly (readonly [field: string, column: string, type: string])[]
  /** What tells rows apart: their id, or the year. */
  readonly key: 'id' | 'year'
  readonly orderBy: string
}

/** All parts that people edit. */
export const PARTS = {
  sites: {
    table: 'registry.site',
    fields: [
      ['name', 'name', 'text'],
      ['kind', 'kind', 'text'],
      ['district', 'district', 'text'],
      ['address', 'address', 'text'],
      ['areaM2', 'area_m2', 'numeric'],
      ['powerKva', 'power_kva', 'numeric'],
    ],
    key: 'id',
    orderBy: 'kind, name, id',
  },
  capabilities: {
    table: 'registry.capability',
    fields: [
      ['node', 'node', 'text'],
      ['product', 'product', 'text'],
      ['stage', 'stage', 'text'],
      ['capacity', 'capacity', 'numeric'],
      ['capacityUnit', 'capacity_unit', 'text'],
      ['utilisation', 'utilisation', 'numeric'],
      ['certificates', 'certificates', 'text[]'],
      ['main', 'main', 'boolean'],
      ['asOf', 'as_of', 'date'],
    ],
    key: 'id',
    orderBy: 'main desc, node, id',
  },
  qualifications: {
    table: 'registry.qualification',
    fields: [
      ['kind', 'kind', 'text'],
      ['number', 'number', 'text'],
      ['issuedBy', 'issued_by', 'text'],
      ['validFrom', 'valid_from', 'date'],
      ['validUntil', 'valid_until', 'date'],
    ],
    key: 'id',
    orderBy: 'kind, valid_from desc nulls last, id',
  },
  yearly: {
    table: 'registry.yearly',
    fields: [
      ['year', 'year', 'integer'],
      ['revenue', 'revenue', 'bigint'],
      ['rnd', 'rnd', 'bigint'],
      ['output', 'output', 'bigint'],
      ['staff', 'staff', 'integer'],
      ['exports', 'exports', 'bigint'],
    ],
    key: 'year',
    orderBy: 'year desc',
  },
  contacts: {
    table: 'registry.contact',
    fields: [
      ['name', 'name', 'text'],
      ['title', 'title', 'text'],
      ['phone', 'phone', 'text'],
      ['email', 'email', 'text'],
    ],
    key: 'id',
    orderBy: 'name, id',
  },
} as const satisfies Record<string, PartDefinition>

export type PartName = keyof typeof PARTS

/** A row of a part in the contract's words, with `source`, and `id` where it has one. */
export type PartRow = Record<string, unknown>

/** The rows of one part of one enterprise. */
export async function selectPart(db: Db, part: PartName, enterpriseId: string): Promise<PartRow[]> {
  const definition: PartDefinition = PARTS[part]
  const found = await sql<Record<string, unknown>>`
    select * from ${sql.table(definition.table)} where enterprise_id = ${enterpriseId}::uuid
    order by ${sql.raw(definition.orderBy)}`.execute(db)
  return found.rows.map((row) => {
    const shown: PartRow = { source: row.source }
    if (definition.key === 'id') shown.id = row.id
    for (const [field, column] of definition.fields) shown[field] = row[column]
    return shown
  })
}

/**
 * Makes the rows of a part equal to `wanted`: rows with a known key are changed, others added, the rest removed.
 * Returns what changed, for the history.
 */
export async function writePart(
  db: Db,
  part: PartName,
  enterpriseId: string,
  wanted: readonly PartRow[],
  by: { source: string; actor: string },
): Promise<ChangeRecord[]> {
  const definition: PartDefinition = PARTS[part]
  const existing = new Map(
    (await selectPart(db, part, enterpriseId)).map((row) => [String(row[definition.key]), row]),
  )
  const changes: ChangeRecord[] = []
  const base = { enterprise_id: enterpriseId, part, source: by.source, actor: by.actor }
  const fresh: PartRow[] = []
  for (const row of wanted) {
    const key = row[definition.key] === undefined ? undefined : String(row[definition.key])
    const known = key === undefined ? undefined : existing.get(key)
    if (!known || key === undefined) {
      const added = definition.key === 'id' ? { ...row, id: newId() } : row
      fresh.push(added)
      const id = String(added[definition.key])
      changes.push({
        ...base,
        record_id: id,
        operation: 'insert',
        field: null,
        old_value: null,
        new_value: row,
      })
      continue
    }
    existing.delete(key)
    changes.push(
      ...(await updateRow(db, definition, enterpriseId, key, known, row, { ...base, record_id: key })),
    )
  }
  for (const [key, row] of existing) {
    await sql`delete from ${sql.table(definition.table)} where enterprise_id = ${enterpriseId}::uuid
      and ${sql.ref(definition.key)}::text = ${key}`.execute(db)
    changes.push({
      ...base,
      record_id: key,
      operation: 'delete',
      field: null,
      old_value: row,
      new_value: null,
    })
  }
  await insertRows(db, definition, enterpriseId, fresh, by.source)
  return changes
}

async function updateRow(
  db: Db,
  definition: PartDefinition,
  enterpriseId: string,
  key: string,
  known: PartRow,
  row: PartRow,
  base: Omit<ChangeRecord, 'operation' | 'field' | 'old_value' | 'new_value'>,
): Promise<ChangeRecord[]> {
  const changed = definition.fields.filter(
    ([field]) =>
      row[field] !== undefined && JSON.stringify(row[field] ?? null) !== JSON.stringify(known[field] ?? null),
  )
  if (changed.length === 0) return []
  const sets = changed.map(([field, column, type]) => sql`${sql.ref(column)} = ${typed(row[field], type)}`)
  await sql`update ${sql.table(definition.table)} set ${sql.join(sets)}, source = ${base.source}
    where enterprise_id = ${enterpriseId}::uuid and ${sql.ref(definition.key)}::text = ${key}`.execute(db)
  return changed.map(([field]) => ({
    ...base,
    operation: 'update' as const,
    field,
    old_value: known[field] ?? null,
    new_value: row[field] ?? null,
  }))
}

function typed(value: unknown, type: string) {
  return sql`${value ?? (type.endsWith('[]') ? [] : null)}::${sql.raw(type)}`
}

async function insertRows(
  db: Db,
  definition: PartDefinition,
  enterpriseId: string,
  rows: readonly PartRow[],
  source: string,
): Promise<void> {
  const columns = [
    ...(definition.key === 'id' ? [{ name: 'id', type: 'uuid' }] : []),
    { name: 'enterprise_id', type: 'uuid' },
    ...definition.fields.map(([, name, type]) => ({ name, type })),
    { name: 'source', type: 'text' },
  ]
  const written = rows.map((row) => {
    const out: Record<string, unknown> = { id: row.id, enterprise_id: enterpriseId, source }
    for (const [field, column, type] of definition.fields) out[column] = row[field] ?? emptyOf(type)
    return out
  })
  await bulkInsert(db, definition.table, columns, written)
}

function emptyOf(type: string): unknown {
  if (type.endsWith('[]')) return []
  return type === 'boolean' ? false : null
}
