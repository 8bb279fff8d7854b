import { Worker } from 'node:worker_threads'
import type { RawResult } from './types.ts'

interface Waiting {
  resolve(result: RawResult): void
  reject(error: Error): void
}

/** A database error that came back from the worker, with PostgreSQL's own fields (`code` 23505 …). */
class WorkerDatabaseError extends Error {
  constructor(fields: Record<string, unknown>) {
    super(String(fields.message))
    Object.assign(this, fields)
    this.name = 'DatabaseError'
  }
}

/**
 * The embedded database behind a worker thread, in the shape that Kysely's PGlite dialect expects. It has one
 * connection: a queue in this thread gives it to one statement or one whole transaction at a time.
 */
export class PGliteClient {
  readonly ready = true
  closed = false
  readonly waitReady = Promise.resolve()
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (reply: { id: number; error?: Record<string, unknown> } & RawResult) =>
      this.#settle(reply),
    )
    worker.on('error', (error) => this.#failAll(error))
    worker.on('exit', () => this.#failAll(new Error('the embedded database has stopped')))
  }

  /** Starts the worker and waits until the database answers. `null` keeps it in memory; `small` holds its heap down. */
  static async open(dataDir: string | null, small = false): Promise<PGliteClient> {
    const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
      workerData: { dataDir },
      // A young generation that grows with every burst of rows never gives its memory back.
      resourceLimits: small ? { maxYoungGenerationSizeMb: 16 } : {},
    })
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('message', (message: { ready: boolean; error?: Record<string, unknown> }) => {
        worker.off('error', reject)
        if (message.ready) resolve()
        else reject(new WorkerDatabaseError(message.error ?? {}))
      })
    })
    return new PGliteClient(worker)
  }

  /** One statement, in its own turn. */
  async query<T>(
    text: string,
    params: readonly unknown[] = [],
  ): Promise<{ rows: T[]; affectedRows: number; fields: [] }> {
    return this.#exclusive(() => this.#send<T>('query', text, params))
  }

  /** Several statements without parameters, in their own turn. */
  async script(text: string): Promise<void> {
    await this.#exclusive(() => this.#send('script', text))
  }

  /** Holds the connection from BEGIN to COMMIT; an error rolls back. */
  async transaction<T>(body: (tx: PGliteTransaction) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      await this.#send('query', 'begin')
      let open = true
      const tx: PGliteTransaction = {
        query: (text, params = []) => this.#send('query', text, params),
        rollback: async () => {
          open = false
          await this.#send('query', 'rollback')
        },
      }
      try {
        const value = await body(tx)
        if (open) await this.#send('query', 'commit')
        return value
      } catch (error) {
        if (open) await this.#send('query', 'rollback')
        throw error
      }
    })
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.#exclusive(() => this.#send('close', ''))
    await this.#worker.terminate()
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work)
    this.#turn = run.catch(() => undefined)
    return run
  }

  #send<T>(op: string, text: string, params: readonly unknown[] = []) {
    const id = this.#nextId++
    return new Promise<{ rows: T[]; affectedRows: number; fields: [] }>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      this.#worker.postMessage({ id, op, text, params })
    })
  }

  #settle(reply: { id: number; error?: Record<string, unknown> } & RawResult): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.error) waiting?.reject(new WorkerDatabaseError(reply.error))
    else waiting?.resolve(reply)
  }

  #failAll(error: Error): void {
    this.closed = true
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}

interface PGliteTransaction {
  query<T>(
    text: string,
    params?: readonly unknown[],
  ): Promise<{ rows: T[]; affectedRows: number; fields: [] }>
  rollback(): Promise<void>
}
