import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'

/** What is kept of the first firms beside their figures. */
export interface RiskDetail {
  readonly reached: number
  readonly stopped: number
  readonly converged: number | null
  /** The firms that lose most output, and the share of theirs that they lose. */
  readonly top: readonly { readonly id: string; readonly loss: number }[]
}

/** One firm of a run. */
export interface RiskRecord {
  readonly id: string
  readonly esri: number
  readonly down: number
  readonly up: number
  readonly steps: number
  readonly position: number
  readonly detail: RiskDetail | null
}

const COLUMNS = [
  { name: 'run_id', type: 'uuid' },
  { name: 'firm_id', type: 'uuid' },
  { name: 'esri', type: 'double precision' },
  { name: 'esri_down', type: 'double precision' },
  { name: 'esri_up', type: 'double precision' },
  { name: 'steps', type: 'integer' },
  { name: 'position', type: 'integer' },
  { name: 'detail', type: 'jsonb' },
]
const CHUNK = 10_000

export async function insertRisks(db: Db, runId: string, records: readonly RiskRecord[]): Promise<void> {
  for (let from = 0; from < records.length; from += CHUNK)
    await bulkInsert(
      db,
      'chain.firm_risk',
      COLUMNS,
      records.slice(from, from + CHUNK).map(({ id, down, up, ...record }) => ({
        ...record,
        run_id: runId,
        firm_id: id,
        esri_down: down,
        esri_up: up,
      })),
    )
}

/** All firms of a run, by their rank. */
export async function selectRiskRecords(db: Db, runId: string): Promise<readonly RiskRecord[]> {
  const records: RiskRecord[] = []
  for (let after = 0; ; ) {
    const { rows } = await sql<RiskRecord>`
      select firm_id as id, esri, esri_down as down, esri_up as up, steps, position, detail
      from chain.firm_risk where run_id = ${runId}::uuid and position > ${after}
      order by position limit ${CHUNK}`.execute(db)
    for (const row of rows) records.push(row)
    if (rows.length < CHUNK) return records
    after = (rows.at(-1) as RiskRecord).position
  }
}
