import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { ltree } from '@electric-sql/pglite/contrib/ltree'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { PARSERS } from './parsers.ts'

/**
 * Hosts the embedded database away from the main thread, where a long query would stop every request.
 * Answers {id, op, text, params} with {id, rows, affectedRows} or {id, error}.
 */
interface Request {
  id: number
  op: 'query' | 'script' | 'close'
  text: string
  params?: unknown[]
}

const port = parentPort!
const { dataDir } = workerData as { dataDir: string | null }

try {
  const pglite = await PGlite.create({
    ...(dataDir === null ? {} : { dataDir }),
    extensions: { pg_trgm, ltree, btree_gist, unaccent, pgcrypto },
    parsers: PARSERS as Record<number, (text: string) => unknown>,
    relaxedDurability: false,
    // The system caches the files as well: 128 MB of its own would only be a second copy.
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'],
  })
  await pglite.exec("set time zone 'UTC'")
  port.on('message', (request: Request) => void answer(pglite, request))
  port.postMessage({ ready: true })
} catch (error) {
  port.postMessage({ ready: false, error: plain(error) })
}

async function answer(pglite: PGlite, request: Request): Promise<void> {
  try {
    if (request.op === 'close') {
      await pglite.close()
      port.postMessage({ id: request.id, rows: [], affectedRows: 0 })
      port.close()
      return
    }
    if (request.op === 'script') {
      await pglite.exec(request.text)
      port.postMessage({ id: request.id, rows: [], affectedRows: 0 })
      return
    }
    const result = await pglite.query(request.text, request.params)
    port.postMessage({ id: request.id, rows: result.rows, affectedRows: result.affectedRows ?? 0 })
  } catch (error) {
    port.postMessage({ id: request.id, error: plain(error) })
  }
}

/** Errors lose their own fields when cloned across threads; these are the ones that callers look at. */
function plain(error: unknown): Record<string, unknown> {
  const source = error as Record<string, unknown>
  return {
    message: String(source.message ?? error),
    code: source.code,
    detail: source.detail,
    constraint: source.constraint,
    table: source.table,
    schema: source.schema,
    column: source.column,
    hint: source.hint,
  }
}
