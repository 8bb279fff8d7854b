import { sql } from 'kysely'
import type { Db } from '#kernel/db'

export interface StoredSettings {
  readonly value: unknown
  readonly version: number
  readonly updatedBy: string
  readonly updatedAt: Date | string
}

/** The settings as stored, and their version for guarded writes; undefined when none were ever written. */
export async function selectSettings(db: Db): Promise<StoredSettings | undefined> {
  const { rows } = await sql<StoredSettings>`
    select value, version, updated_by as "updatedBy", updated_at as "updatedAt" from chain.setting`.execute(
    db,
  )
  return rows[0]
}

/** Writes the settings if they are still of `version` (0: never written); whether they were. */
export async function putSettings(db: Db, value: unknown, version: number, by: string): Promise<boolean> {
  const text = JSON.stringify(value)
  const result =
    version === 0
      ? await sql`insert into chain.setting (value, updated_by) values (${text}::text::jsonb, ${by})
          on conflict do nothing`.execute(db)
      : await sql`update chain.setting set value = ${text}::text::jsonb, version = version + 1, updated_by = ${by},
          updated_at = now() where version = ${version}`.execute(db)
  return Number(result.numAffectedRows ?? 0) === 1
}
