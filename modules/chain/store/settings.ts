import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** The settings as stored, and their version for guarded writes; undefined when none were ever written. */
export async function selectSettings(db: Db): Promise<{ value: unknown; version: number } | undefined> {
  const { rows } = await sql<{ value: unknown; version: number }>`
    select value, version from chain.setting`.execute(db)
  return rows[0]
}
