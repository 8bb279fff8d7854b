import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** The settings as stored, and their version for guarded writes; undefined when none were ever written. */
export async function selectSettings(db: Db): Promise<{ value: unknown; version: number } | undefined> {
  const { rows } = await sql<{ value: unknown; version: number }>`
    select value, version from chain.setting`.execute(db)
  return rows[0]
}

/** Writes the settings if they are still of `version` (0: never written); whether they were. */
export async function putSettings(db: Db, value: unknown, version: number, by: string): Promise<boolean> {
  const text = JSON.stringify(value)
  const result =
    version === 0
      ? await sql`insert into chain.setting (value, updated_by) values (${text}::jsonb, ${by})
          on conflict do nothing`.execute(db)
      : await sql`update chain.setting set value = ${text}::jsonb, version = version + 1, updated_by = ${by},
          updated_at = now() where version = ${version}`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}
