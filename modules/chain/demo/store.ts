import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { SYNTHETIC_SOURCE } from './rows.ts'

/** Any number: loading and clearing wait for each other by it. */
const LOCK = 7_301_140

export async function holdDemo(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(db)
}

/**
 * Removes synthetic facts: those of the demo only, or (`all`) everything synthetic, for when no synthetic firm is left
 * that they could be about. What mirrors the library goes with it by itself. Returns how many rows went.
 */
export async function clearSynthetic(db: Db, all: boolean): Promise<number> {
  const own = all ? sql`true` : sql`source = ${SYNTHETIC_SOURCE} and batch_id is null`
  const supplies = await sql`delete from chain.supply
    where synthetic and library_id is null and ${own}`.execute(db)
  const models = await sql`delete from chain.vehicle_model where synthetic and ${own}`.execute(db)
  await sql`delete from chain.party p where synthetic
    and not exists (select 1 from chain.supply s where s.supplier_id = p.id or s.buyer_id = p.id)
    and not exists (select 1 from chain.bill_line b where b.supplier_id = p.id)`.execute(db)
  return Number(supplies.numAffectedRows ?? 0) + Number(models.numAffectedRows ?? 0)
}
