import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import type { ProposalState } from '../../contract/links.ts'
import type { StoredReason } from '../domain/sentence.ts'

/** A proposal as stored. */
export interface ProposalRecord {
  readonly id: string
  readonly supplierId: string
  readonly buyerId: string
  readonly node: string
  readonly probability: number
  readonly reasons: readonly StoredReason[]
  readonly state: ProposalState
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly refusedBecause: string | null
  readonly supplyId: string | null
}

const COLUMNS =
  sql.raw(`id, supplier_id as "supplierId", buyer_id as "buyerId", node, probability, reasons, state,
  decided_by as "decidedBy", decided_at as "decidedAt", refused_because as "refusedBecause", supply_id as "supplyId"`)

/** All proposals, open and decided, the likeliest first. */
export async function selectProposals(db: Db): Promise<readonly ProposalRecord[]> {
  const { rows } = await sql<ProposalRecord>`
    select ${COLUMNS} from chain.proposal order by probability desc, id`.execute(db)
  return rows
}

/** One proposal; `lock` keeps it as it is until the transaction ends. */
export async function selectProposal(db: Db, id: string, lock = false): Promise<ProposalRecord | undefined> {
  const { rows } = await sql<ProposalRecord>`select ${COLUMNS} from chain.proposal where id = ${id}::uuid
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** What somebody has decided, as `supplier buyer node`. */
export async function selectDecided(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`select supplier_id || ' ' || buyer_id || ' ' || node as key
    from chain.proposal where state <> 'open'`.execute(db)
  return new Set(rows.map(({ key }) => key))
}

const WRITTEN = [
  { name: 'id', type: 'uuid' },
  { name: 'supplier_id', type: 'uuid' },
  { name: 'buyer_id', type: 'uuid' },
  { name: 'node', type: 'text' },
  { name: 'probability', type: 'double precision' },
  { name: 'reasons', type: 'jsonb' },
  { name: 'run_id', type: 'uuid' },
]

/** Replaces the open proposals by those of a run; what was decided stays, also what is decided while it writes. */
export async function replaceOpen(
  db: Db,
  runId: string,
  rows: readonly Pick<ProposalRecord, 'id' | 'supplierId' | 'buyerId' | 'node' | 'probability' | 'reasons'>[],
): Promise<void> {
  await sql`delete from chain.proposal where state = 'open'`.execute(db)
  await bulkInsert(
    db,
    'chain.proposal',
    WRITTEN,
    rows.map(({ supplierId, buyerId, ...row }) => ({
      ...row,
      supplier_id: supplierId,
      buyer_id: buyerId,
      run_id: runId,
    })),
    'on conflict do nothing',
  )
}

/** Notes a decision, or takes one back (state open). */
export async function writeDecision(
  db: Db,
  id: string,
  decision: Pick<ProposalRecord, 'state' | 'decidedBy' | 'decidedAt' | 'refusedBecause' | 'supplyId'>,
): Promise<void> {
  const { state, decidedBy, decidedAt, refusedBecause, supplyId } = decision
  await sql`update chain.proposal set state = ${state}, decided_by = ${decidedBy},
    decided_at = ${decidedAt}::timestamptz, refused_because = ${refusedBecause}, supply_id = ${supplyId}::uuid
    where id = ${id}::uuid`.execute(db)
}

/** Whether a relation of that supplier, buyer and node is on record and in force. */
export async function isOnRecord(
  db: Db,
  { supplierId, buyerId, node }: Pick<ProposalRecord, 'supplierId' | 'buyerId' | 'node'>,
): Promise<boolean> {
  const { rows } = await sql`select 1 from chain.supply where supplier_id = ${supplierId}::uuid
    and buyer_id = ${buyerId}::uuid and node = ${node} and status = 'active'
    and (valid_until is null or valid_until >= current_date) limit 1`.execute(db)
  return rows.length > 0
}

/** Removes a relation that a confirmation made if it is as it was then; whether it was. */
export async function removeUntouched(db: Db, supplyId: string): Promise<boolean> {
  const { rows } = await sql`delete from chain.supply where id = ${supplyId}::uuid and version = 1
    and source_kind = 'confirmed_proposal' returning id`.execute(db)
  return rows.length > 0
}
