import { civilDate, newId } from '#kernel/core'
import type { Db } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { type CellFault, type HeaderMapping, ownCopy, type TableDef } from '#kernel/tables'
import type { ImportTable } from '../../contract.ts'
import { nameKey } from '../../domain/name-key.ts'
import { gramsOf, gramVector, type Searchable, searchTextOf } from '../../domain/search-text.ts'
import { reference } from '../../service/reference.ts'
import type { ChainNodeTable } from '../../store/tables.ts'
import type { Candidate } from '../domain/candidate.ts'
import { type Decided, type Library, type Plan, type PlannedChange, planRow } from '../domain/plan.ts'
import { libraryFor } from '../store/match.ts'
import type { PartName } from '../store/parts.ts'
import type { StagedChange, StagedRow } from '../store/staging.ts'
import { mayWriteTo } from './access.ts'

/** A row to be planned; `decided` is what a person said of it. */
export interface RowToPlan {
  readonly row: number
  readonly raw: Readonly<Record<string, string>>
  readonly candidate: Candidate
  readonly decided?: Decided
}

/** Keys that earlier rows of the same file have taken: which row, and of which enterprise. */
export type TakenKeys = Map<string, { row: number; enterpriseId: string }>

/** Plans rows of one batch against the library as it is now. */
export interface Planner {
  plan(db: Db, rows: readonly RowToPlan[], taken?: TakenKeys): Promise<StagedRow[]>
}

const PARTS_OF: Record<ImportTable, readonly PartName[]> = {
  enterprise: ['capabilities', 'qualifications'],
  capability: ['capabilities'],
  supply: ['relations'],
  yearly: ['yearly'],
}

/** A planner for a batch; `mapping` lets faults name the file's own columns. */
export async function plannerFor(
  ctx: Ctx,
  name: ImportTable,
  table: TableDef,
  mapping: HeaderMapping | undefined,
): Promise<Planner> {
  const { nodeByCode, regionByCode } = await reference(ctx)
  const mayWrite = mayWriteTo(ctx)
  const at = columnsOf(table, mapping)
  return {
    async plan(db, rows, taken) {
      const ids = rows.flatMap(({ decided }) => [decided?.firm, decided?.buyer]).filter(isId)
      const library = await libraryFor(
        db,
        rows.map(({ candidate }) => candidate),
        PARTS_OF[name],
        ids,
      )
      return rows.map((row) => {
        const plan = planRow(
          row.candidate,
          { table: name, library, newId: () => newId(), mayWrite, today: civilDate(ctx.kernel.now()) },
          row.decided,
        )
        const settled = taken ? notTwice(plan, row, taken) : plan
        return staged(row, settled, library, (fault) => {
          const place = at(fault.key)
          const district = regionByCode.get(String(fault.params.district))
          const params = district
            ? { ...fault.params, district: district.name_zh, districtEn: district.name_en }
            : fault.params
          return { ...place, row: row.row, value: row.raw[place.column] ?? '', code: fault.code, params }
        })
      })
    },
  }

  function staged(
    row: RowToPlan,
    plan: Plan,
    library: Library,
    asFault: (fault: Extract<Plan, { outcome: 'faulty' }>['faults'][number]) => CellFault,
  ): StagedRow {
    const base = { row: row.row, raw: row.raw, candidate: row.candidate }
    const none = { enterpriseId: null, keys: [], changes: [], faults: [] }
    if (plan.outcome === 'faulty')
      return { ...base, ...none, outcome: 'faulty', faults: plan.faults.map(asFault) }
    if (plan.outcome === 'doubtful') {
      const { reason, params, candidates } = plan
      return { ...base, ...none, outcome: 'doubtful', review: { id: newId(), reason, params, candidates } }
    }
    const { outcome, enterpriseId, keys } = plan
    const changes = plan.changes.map((change) => withSearch(change, plan.changes, library, nodeByCode))
    return { ...base, faults: [], outcome, enterpriseId, keys, changes }
  }
}

function isId(value: string | undefined): value is string {
  return value !== undefined && value !== 'new'
}

function columnsOf(table: TableDef, mapping: HeaderMapping | undefined) {
  const places = new Map<string, { column: string; columnLetter: string; key: string }>()
  for (const { key, titles } of table.columns) places.set(key, { column: titles.zh, columnLetter: '', key })
  for (const { key, header, letter } of mapping?.matches ?? []) {
    if (key !== null) places.set(key, { column: header === '' ? letter : header, columnLetter: letter, key })
  }
  return (key: string) => places.get(key) ?? { column: '', columnLetter: '', key }
}

/** A record that an earlier row of the file already writes is not written again. */
function notTwice(plan: Plan, row: RowToPlan, taken: TakenKeys): Plan {
  if (plan.outcome === 'doubtful' || plan.outcome === 'faulty') return plan
  for (const key of plan.keys) {
    const first = taken.get(key)
    if (first === undefined || first.row === row.row) continue
    if (key !== row.candidate.firm.nameKey) {
      const fault = { key: 'name', code: 'registry.import.rowTwice', params: { firstRow: first.row } }
      return { outcome: 'faulty', faults: [fault] }
    }
    return {
      outcome: 'doubtful',
      reason: 'nameTwiceInFile',
      params: { name: row.candidate.firm.name, uscc: row.candidate.firm.uscc, firstRow: first.row },
      candidates: [first.enterpriseId],
    }
  }
  const holder = { row: row.row, enterpriseId: ownCopy(plan.enterpriseId) }
  for (const key of plan.keys) taken.set(ownCopy(key), holder)
  return plan
}

const SEARCHED = ['name', 'nameEn', 'formerNames', 'uscc', 'products']

/** Adds what the enterprise will be found by, worked out here so that the commit only copies it. */
function withSearch(
  change: PlannedChange,
  row: readonly PlannedChange[],
  library: Library,
  nodes: ReadonlyMap<string, ChainNodeTable>,
): StagedChange {
  if (change.part !== 'enterprise') return change
  const update = change.operation === 'update'
  if (update && !SEARCHED.some((field) => field in change.fields)) return change
  const before = update ? library.byId(change.enterpriseId)?.fields : undefined
  const after = { ...before, ...change.fields } as unknown as Searchable
  const { text, pinyin } = searchTextOf(after)
  return {
    ...change,
    nameKey: nameKey(after.name),
    search: { text, pinyin, grams: gramVector(gramsOf(text)) },
    ...(update ? {} : { derived: derivedOf(row, nodes) }),
  }
}

/** Of a new enterprise all parts are in its row: the derived columns are known before it is written. */
function derivedOf(row: readonly PlannedChange[], nodes: ReadonlyMap<string, ChainNodeTable>) {
  const made = row.filter(({ part }) => part === 'capabilities').map(({ fields }) => String(fields.node))
  const main = row.find(({ part, fields }) => part === 'capabilities' && fields.main === true)
  return {
    parts: made.some((code) => nodes.get(code)?.parts),
    electronics: made.some((code) => nodes.get(code)?.electronics),
    mainNode: main ? String(main.fields.node) : (made.toSorted()[0] ?? null),
  }
}
