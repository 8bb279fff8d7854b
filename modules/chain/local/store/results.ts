import { sql } from 'kysely'
import { type BulkColumn, bulkInsert, type Db } from '#kernel/db'
import type { LocalScope } from '../../contract/local.ts'
import type { LocalDefinition } from '../../domain/settings.ts'
import type { BillFault } from '../domain/bill.ts'
import type { Rate, RateLine } from '../domain/rates.ts'

/** Runs whose lines are kept: the newest, and the one that it is held against. */
const RUNS_WITH_LINES = 2
const CHUNK = 5_000

/** A line as it was when the rates were worked out. */
export interface LineRecord extends Omit<RateLine, 'cost'> {
  readonly id: string
  readonly modelId: string
  readonly parentId: string | null
  readonly level: number
  readonly position: number
  readonly node: string | null
  readonly part: string
  readonly supplierId: string | null
  readonly cost: number | null
  readonly sourceKind: string
  readonly source: string
  readonly observedOn: string
  readonly trust: number
}

export interface ModelRecord {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly oemId: string | null
  readonly segment: string | null
  readonly powertrain: string | null
  readonly volume: number | null
  readonly region: string | null
  readonly cost: number | null
  readonly hasBill: boolean
  readonly faults: readonly (BillFault & { readonly part: string | null })[]
  readonly sourceKind: string
  readonly source: string
  readonly observedOn: string
  readonly trust: number
}

export interface RateRecord extends Rate {
  readonly definition: LocalDefinition
  readonly scope: LocalScope
  readonly scopeId: string
  readonly firms: number
}

export interface LeverRecord {
  readonly kind: string
  readonly id: string
  readonly spend: number
  readonly lines: number
  readonly makers: number
  readonly gain: Readonly<Record<LocalDefinition, number | null>>
}

const columns = (text: string): BulkColumn[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', type = ''] = word.split(':')
      return { name, type: type === 'double' ? 'double precision' : type }
    })

const LINE =
  columns(`run_id:uuid id:uuid kind:text model_id:uuid parent_id:uuid level:integer position:integer node:text
  part:text supplier_id:uuid place:smallint weight:double cost:double known:double counted:jsonb source_kind:text
  source:text observed_on:date trust:double`)
const MODEL =
  columns(`run_id:uuid id:uuid code:text name:text oem_id:uuid segment:text powertrain:text volume:integer
  region:text cost:double has_bill:boolean faults:jsonb source_kind:text source:text observed_on:date trust:double`)
const RATE =
  columns(`run_id:uuid definition:text scope:text scope_id:text value:double lower:double upper:double
  coverage:double firms:integer`)
const LEVER = columns('run_id:uuid kind:text id:text spend:double lines:integer makers:integer gain:jsonb')

const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const stored = (runId: string, row: object) => ({
  run_id: runId,
  ...Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value])),
})

export interface LocalResult {
  readonly lines: readonly LineRecord[]
  readonly models: readonly ModelRecord[]
  readonly rates: readonly RateRecord[]
  readonly levers: readonly LeverRecord[]
}

/** Writes what a run found, and lets go of the lines of runs that nobody compares with any more. */
export async function insertResult(db: Db, runId: string, result: LocalResult): Promise<void> {
  const write = async (table: string, of: readonly BulkColumn[], rows: readonly object[]) => {
    for (let from = 0; from < rows.length; from += CHUNK)
      await bulkInsert(
        db,
        table,
        of,
        rows.slice(from, from + CHUNK).map((row) => stored(runId, row)),
      )
  }
  await write('chain.local_model', MODEL, result.models)
  await write('chain.local_line', LINE, result.lines)
  await write('chain.local_rate', RATE, result.rates)
  await write('chain.local_lever', LEVER, result.levers)
  for (const table of ['local_line', 'local_model', 'local_lever'])
    await sql`delete from ${sql.table(`chain.${table}`)} where run_id <> ${runId}::uuid and run_id not in
      (select id from chain.run where kind = 'local' and state = 'done' order by created_at desc
        limit ${RUNS_WITH_LINES - 1})`.execute(db)
}

/** The lines of a run: of one model, or of all; `top` leaves out what goes into other lines. */
export async function selectLineRecords(
  db: Db,
  runId: string,
  { model, top = false }: { readonly model?: string; readonly top?: boolean } = {},
): Promise<LineRecord[]> {
  const { rows } = await sql<LineRecord>`
    select id, kind, model_id as "modelId", parent_id as "parentId", level, position, node, part,
      supplier_id as "supplierId", place, weight, cost, known, counted, source_kind as "sourceKind", source,
      observed_on as "observedOn", trust
    from chain.local_line where run_id = ${runId}::uuid
      ${model === undefined ? sql`` : sql`and model_id = ${model}::uuid`}
      ${top ? sql`and level <= 1` : sql``}
    order by model_id, position`.execute(db)
  return rows
}

export async function selectModelRecords(db: Db, runId: string): Promise<ModelRecord[]> {
  const { rows } = await sql<ModelRecord>`
    select id, code, name, oem_id as "oemId", segment, powertrain, volume, region, cost, has_bill as "hasBill",
      faults, source_kind as "sourceKind", source, observed_on as "observedOn", trust
    from chain.local_model where run_id = ${runId}::uuid order by code`.execute(db)
  return rows
}

export async function selectRates(db: Db, runId: string, scope: LocalScope): Promise<RateRecord[]> {
  const { rows } = await sql<RateRecord>`
    select definition, scope, scope_id as "scopeId", value, lower, upper, coverage, firms
    from chain.local_rate where run_id = ${runId}::uuid and scope = ${scope}`.execute(db)
  return rows
}

export async function selectLevers(db: Db, runId: string): Promise<LeverRecord[]> {
  const { rows } = await sql<LeverRecord>`
    select kind, id, spend, lines, makers, gain from chain.local_lever where run_id = ${runId}::uuid`.execute(
    db,
  )
  return rows
}

/** The city's rates of all finished runs up to a day, oldest first. */
export async function selectTrend(db: Db, until = '9999-12-31') {
  const { rows } = await sql<{
    runId: string
    asOf: string
    at: string
    result: Record<string, unknown>
    definition: LocalDefinition
    value: number | null
  }>`
    select r.id as "runId", r.as_of as "asOf", r.ended_at as at, r.result, l.definition, l.value
    from chain.run r join chain.local_rate l on l.run_id = r.id and l.scope = 'city'
    where r.kind = 'local' and r.state = 'done' and r.as_of <= ${until}::date
    order by r.created_at, l.definition`.execute(db)
  return rows
}
