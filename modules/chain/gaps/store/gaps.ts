import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import type { GapFigures, GapScores, GapState } from '../../contract/gaps.ts'
import type { DemandLine } from '../domain/bill-demand.ts'

/** What is kept of a node; figures are null where unknown. */
export interface GapDetail {
  readonly alsoPossible: readonly GapState[]
  readonly reason: { readonly zh: string; readonly en: string }
  readonly scores: GapScores
  readonly figures: GapFigures
  readonly coverage: number | null
  readonly trust: number | null
  readonly facts: number
}

export interface GapRecord {
  readonly node: string
  readonly state: GapState | 'unknown'
  readonly score: number | null
  readonly detail: GapDetail
}

const COLUMNS = [
  { name: 'run_id', type: 'uuid' },
  { name: 'node', type: 'text' },
  { name: 'state', type: 'text' },
  { name: 'score', type: 'double precision' },
  { name: 'detail', type: 'jsonb' },
]

export async function insertGaps(db: Db, runId: string, rows: readonly GapRecord[]): Promise<void> {
  await bulkInsert(
    db,
    'chain.node_gap',
    COLUMNS,
    rows.map((row) => ({ ...row, run_id: runId })),
  )
}

export async function selectGaps(db: Db, runId: string): Promise<readonly GapRecord[]> {
  const { rows } = await sql<GapRecord>`
    select node, state, score, detail from chain.node_gap where run_id = ${runId}::uuid`.execute(db)
  return rows
}

/** Lines of the bills of models on sale on a day whose place of assembly is one of `regions`. */
export async function selectDemandLines(
  db: Db,
  regions: readonly string[],
  asOf: string,
): Promise<readonly DemandLine[]> {
  const { rows } = await sql<DemandLine>`
    select l.id, l.parent_id as "parentId", l.node, l.quantity, l.unit_cost as "unitCost", m.annual_volume as volume
    from chain.bill_line l join chain.vehicle_model m on m.id = l.model_id
    where l.status = 'active' and m.assembly_region = any(${regions}::text[])
      and (m.on_sale_from is null or m.on_sale_from <= ${asOf}::date)
      and (m.on_sale_until is null or m.on_sale_until >= ${asOf}::date)`.execute(db)
  return rows
}

/** Systemic risk index of each firm in a run. */
export async function selectRisks(db: Db, runId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; esri: number }>`
    select firm_id as id, esri from chain.firm_risk where run_id = ${runId}::uuid`.execute(db)
  return new Map(rows.map(({ id, esri }) => [id, esri]))
}
