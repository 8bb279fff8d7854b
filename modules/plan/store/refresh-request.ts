import type { Db } from '#kernel/db'
import { planTables } from './tables.ts'

/** Id of the refresh job that an event asked for last; locked, so that two events ask once. */
export async function readRefreshRequest(db: Db): Promise<string | undefined> {
  const row = await planTables(db)
    .selectFrom('plan.refresh_request')
    .select('job_id')
    .forUpdate()
    .executeTakeFirst()
  return row?.job_id
}

export async function writeRefreshRequest(db: Db, jobId: string): Promise<void> {
  await planTables(db)
    .insertInto('plan.refresh_request')
    .values({ job_id: jobId })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ job_id: jobId }))
    .execute()
}
