import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** A stored supply fact, as the network reads it. */
export interface SupplyFact {
  readonly id: string
  readonly supplierId: string
  readonly buyerId: string
  readonly node: string | null
  readonly amount: number | null
  readonly sourceKind: string
  readonly observedOn: string
  readonly confidence: number
}

export interface StoredParty {
  readonly id: string
  readonly name: string
  readonly region: string | null
  readonly synthetic: boolean
}

const CHUNK = 20_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** The supply facts in force on a day, in the order of their ids, a chunk at a time. */
export async function* supplyFacts(db: Db, asOf: string): AsyncGenerator<readonly SupplyFact[]> {
  for (let after = FIRST; ; ) {
    const { rows } = await sql<SupplyFact>`
      select id, supplier_id as "supplierId", buyer_id as "buyerId", node, amount, source_kind as "sourceKind",
        observed_on as "observedOn", confidence
      from chain.supply
      where id > ${after}::uuid and status = 'active' and (valid_from is null or valid_from <= ${asOf}::date)
        and (valid_until is null or valid_until >= ${asOf}::date)
      order by id limit ${CHUNK}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < CHUNK) return
    after = (rows.at(-1) as SupplyFact).id
  }
}

/** Firms known by name only. */
export async function selectParties(db: Db): Promise<readonly StoredParty[]> {
  const { rows } = await sql<StoredParty>`
    select id, name, region, synthetic from chain.party order by id`.execute(db)
  return rows
}
