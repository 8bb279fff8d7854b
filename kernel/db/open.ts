import { mkdirSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { embeddedDialect } from './embedded-dialect.ts'
import { PARSERS } from './parsers.ts'
import { PGliteClient } from './pglite-client.ts'
import type { Database } from './types.ts'

/** How much memory the embedded database may take for its speed; `auto` goes by the memory of the machine. */
export type EmbeddedMemory = 'auto' | 'large' | 'small'

/** Machines or containers below this get the small one. */
const SMALL_MACHINE_BYTES = 2 * 2 ** 30

/**
 * Asked of V8 in every mode: the heap may grow by half of what is alive before it is collected. Left alone it quadruples,
 * and an import of 100,000 rows from XLSX takes 625 MB instead of 420 for 85 MB of live objects.
 */
const LEAN_HEAP = '--heap-growing-percent=50'

/**
 * What `small` asks of V8: no optimising compiler for WebAssembly (one function of PostgreSQL alone takes 600 MB while
 * it is compiled), and a heap that grows in small steps.
 */
const SMALL_FLAGS = [
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
  '--heap-growing-percent=20',
  '--semi-space-growth-factor=1',
]

/**
 * Opens the embedded database in a folder of the data folder, or in memory. The caller holds the folder's lock.
 * `large` takes up to 1 GB for a moment at the start and answers queries in about half the time of `small`, which sets
 * V8's flags for the whole process.
 */
export async function openEmbedded(
  dataDir: string | null,
  memory: EmbeddedMemory = 'auto',
): Promise<Database> {
  const folder = dataDir === null ? null : join(dataDir, 'pglite')
  if (folder !== null) mkdirSync(folder, { recursive: true })
  const available = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const small = memory === 'small' || (memory === 'auto' && available < SMALL_MACHINE_BYTES)
  for (const flag of small ? SMALL_FLAGS : [LEAN_HEAP]) setFlagsFromString(flag)
  const client = await PGliteClient.open(folder, small)
  return {
    kind: 'pglite',
    db: new Kysely({ dialect: embeddedDialect(client) }),
    query: <R>(text: string, params: readonly unknown[] = []) => client.query<R>(text, params),
    script: (text) => client.script(text),
    close: () => client.close(),
  }
}

/** Opens a pool on PostgreSQL. */
export async function openPostgres(url: string, poolSize = 10): Promise<Database> {
  setFlagsFromString(LEAN_HEAP)
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
