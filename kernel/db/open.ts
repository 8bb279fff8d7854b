import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { PARSERS } from './parsers.ts'
import { PGliteClient } from './pglite-client.ts'
import type { Database } from './types.ts'

/** Opens the embedded database in a folder of the data folder, or in memory. The caller holds the folder's lock. */
export async function openEmbedded(dataDir: string | null): Promise<Database> {
  const folder = dataDir === null ? null : join(dataDir, 'pglite')
  if (folder !== null) mkdirSync(folder, { recursive: true })
  const client = await PGliteClient.open(folder)
  return {
    kind: 'pglite',
    db: new Kysely({ dialect: new PGliteDialect({ pglite: client }) }),
    query: <R>(text: string, params: readonly unknown[] = []) => client.query<R>(text, params),
    script: (text) => client.script(text),
    close: () => client.close(),
  }
}

/** Opens a pool on PostgreSQL. */
export async function openPostgres(url: string, poolSize = 10): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    options: '-c timezone=UTC',
    types: { getTypeParser: (oid, format) => PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text') },
  })
  pool.on('error', () => undefined) // an idle connection that the server closed; the next query opens another
  await pool.query('select 1')
  return {
    kind: 'postgres',
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    query: async <R>(text: string, params: readonly unknown[] = []) => {
      const result = await pool.query(text, [...params])
      return { rows: result.rows as R[], affectedRows: result.rowCount ?? 0 }
    },
    script: async (text) => {
      await pool.query(text)
    },
    close: () => pool.end(),
  }
}
