import { sql } from 'kysely'
import { type BulkColumn, bulkInsert, type Db } from '#kernel/db'
import type { ChainTable } from '../../contract/imports.ts'
import type { StoredLine } from '../domain/bill-review.ts'

/** A stored fact, every column of it by its name. */
export type Fact = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

const EVIDENCE: readonly BulkColumn[] = [
  { name: 'source_kind', type: 'text' },
  { name: 'source', type: 'text' },
  { name: 'observed_on', type: 'date' },
  { name: 'confidence', type: 'double precision' },
  { name: 'synthetic', type: 'boolean' },
  { name: 'batch_id', type: 'uuid' },
]
const columns = (types: Record<string, string>): readonly BulkColumn[] => [
  ...Object.entries(types).map(([name, type]) => ({ name, type })),
  ...EVIDENCE,
]
const NUMBER = 'double precision'

/** Where the facts of a table are, and the columns that an import may write. */
export const FACT_TABLES: Record<
  ChainTable,
  { readonly table: string; readonly columns: readonly BulkColumn[] }
> = {
  supply: {
    table: 'chain.supply',
    columns: columns({
      supplier_id: 'uuid',
      buyer_id: 'uuid',
      node: 'text',
      amount: 'bigint',
      quantity: NUMBER,
      unit: 'text',
      share: NUMBER,
      period: 'text',
      valid_from: 'date',
      valid_until: 'date',
      status: 'text',
      evidence: 'text',
      created_by: 'text',
    }),
  },
  model: {
    table: 'chain.vehicle_model',
    columns: columns({
      code: 'text',
      name: 'text',
      oem_id: 'uuid',
      segment: 'text',
      powertrain: 'text',
      annual_volume: 'integer',
      assembly_region: 'text',
      assembly_value: 'bigint',
      on_sale_from: 'date',
      on_sale_until: 'date',
    }),
  },
  bill: {
    table: 'chain.bill_line',
    columns: columns({
      model_id: 'uuid',
      parent_id: 'uuid',
      position: 'integer',
      node: 'text',
      part: 'text',
      supplier_id: 'uuid',
      quantity: NUMBER,
      unit: 'text',
      unit_cost: 'bigint',
      cost_share: NUMBER,
      local_share: NUMBER,
      origin: 'text',
      status: 'text',
      evidence: 'text',
    }),
  },
}

const ID: BulkColumn = { name: 'id', type: 'uuid' }

/** Writes facts, new ones and changed ones in one statement; a changed one gets its next version. */
export async function writeFacts(
  db: Db,
  name: ChainTable,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const { table, columns: all } = FACT_TABLES[name]
  await bulkInsert(
    db,
    table,
    [ID, ...all],
    rows,
    `on conflict (id) do update set ${all.map(({ name: of }) => `${of} = excluded.${of}`).join(', ')},
      version = ${table}.version + 1, updated_at = now()`,
  )
}

/** Holds other imports back until the transaction ends: two may be about one relation. */
export async function holdImports(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(7301141::bigint)`.execute(db)
}

/** Relations of some suppliers that do not mirror the library's. */
export async function suppliesOf(db: Db, suppliers: readonly string[]): Promise<Fact[]> {
  return select(db, 'chain.supply', sql`supplier_id = any(${[...suppliers]}::uuid[]) and library_id is null`)
}

export async function modelsOf(db: Db, codes: readonly string[]): Promise<Fact[]> {
  return select(db, 'chain.vehicle_model', sql`code = any(${[...codes]}::text[])`)
}

export async function factsOf(db: Db, name: ChainTable, ids: readonly string[]): Promise<Fact[]> {
  return select(db, FACT_TABLES[name].table, sql`id = any(${[...ids]}::uuid[])`)
}

async function select(db: Db, table: string, where: ReturnType<typeof sql>): Promise<Fact[]> {
  const { rows } = await sql<{ fact: Fact }>`
    select to_jsonb(f) as fact from ${sql.table(table)} f where ${where} order by f.id`.execute(db)
  return rows.map(({ fact }) => fact)
}

/** The lines of some models, in force, by the model's code. */
export async function linesOf(db: Db, codes: readonly string[]): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select l.id, m.code as model, l.parent_id as "parentId", l.part, l.node, l.supplier_id as "supplierId",
      case when l.status = 'active' then l.cost_share end as "costShare"
    from chain.bill_line l join chain.vehicle_model m on m.id = l.model_id
    where m.code = any(${[...codes]}::text[]) order by l.model_id, l.position, l.id`.execute(db)
  return rows
}

/**
 * Ids of outside firms by folded name, as tables name them, without a place: the one of no region where there is one, else
 * all of that name.
 */
export async function partiesByKey(db: Db, keys: readonly string[]): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; key: string; region: string | null }>`
    select id, name_key as key, region from chain.party where name_key = any(${[...keys]}::text[])
    order by id`.execute(db)
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return new Map(
    [...byKey].map(([key, all]) => {
      const plain = all.filter(({ region }) => region === null)
      return [key, (plain.length > 0 ? plain : all).map(({ id }) => id)]
    }),
  )
}
