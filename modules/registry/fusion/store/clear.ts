import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { lockState, raiseVersion } from './entities.ts'

/**
 * Takes out what was fused as test data beside a synthetic city: records with their entities, decisions and operations.
 * Records that were loaded and never fused stay. To be called in the transaction that removes the city; changes nothing
 * where no run was confirmed as test data.
 */
export async function clearFusedTestData(db: Db): Promise<void> {
  await lockState(db)
  const { rows } = await sql<{ any: boolean }>`
    select exists (select 1 from registry.fusion_run where test_data and state = 'done' and model is not null) as any`.execute(
    db,
  )
  if (!rows[0]?.any) return
  await sql`insert into registry.fusion_change (entity_id, kind)
    select id, 'removed' from registry.fusion_entity where removed_at is null order by id`.execute(db)
  for (const table of ['fusion_review', 'fusion_constraint', 'fusion_move', 'fusion_operation'])
    await sql`delete from ${sql.table(`registry.${table}`)}`.execute(db)
  await sql`delete from registry.fusion_record_version v using registry.fusion_record r
    where r.id = v.record_id and r.entity_id is not null`.execute(db)
  await sql`delete from registry.fusion_record where entity_id is not null`.execute(db)
  await sql`delete from registry.fusion_entity`.execute(db)
  // Weights learnt from invented firms are no use to real ones.
  await sql`update registry.fusion_run set model = null where model is not null`.execute(db)
  await sql`update registry.fusion_state set shared_codes = '{}'`.execute(db)
  await raiseVersion(db)
}
