import { Worker } from 'node:worker_threads'
import { AppError } from '../core/index.ts'
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
 * The embedded database behind a worker thread. It has one connection: a queue in this thread gives it to one statement
 * or one whole transaction at a time.
 */
export class PGliteClient {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #turn: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined
  #ended: Error | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (reply: { id: number; error?: Record<string, unknown> } & RawResult) =>
      this.#settle(reply),
    )
    worker.on('error', (error) => this.#failAll(error))
    worker.on('exit', () => this.#failAll(new Error('the worker of the embedded database has ended')))
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
  async query<T>(text: string, params: readonly unknown[] = []): Promise<RawResult<T>> {
    return this.#exclusive(() => this.ask<T>(text, params))
  }

  /** Several statements without parameters, in their own turn. */
  async script(text: string): Promise<void> {
    await this.#exclusive(() => this.#send('script', text))
  }

  /** Waits for the connection; the caller gives it back with the function returned. */
  async hold(): Promise<() => void> {
    if (this.#closing) throw new AppError('db.unavailable')
    const before = this.#turn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#turn = promise
    await before
    return resolve
  }

  /** One statement of whoever holds the connection. */
  ask<T>(text: string, params: readonly unknown[]): Promise<RawResult<T>> {
    return this.#send<T>('query', text, params)
  }

  /** Answers what was asked before, refuses what is asked after, and ends. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#turn
    await this.#send('close', '')
    await this.#worker.terminate()
  }

  async #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.hold()
    try {
      return await work()
    } finally {
      release()
    }
  }

  #send<T>(op: string, text: string, params: readonly unknown[] = []): Promise<RawResult<T>> {
    if (this.#ended) return Promise.reject(this.#ended)
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      this.#worker.postMessage({ id, op, text, params })
    })
  }

  #settle(reply: { id: number; error?: Record<string, unknown> } & RawResult): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.error) waiting?.reject(new WorkerDatabaseError(reply.error))
    else waiting?.resolve({ rows: reply.rows, affectedRows: reply.affectedRows })
  }

  #failAll(cause: Error): void {
    this.#ended = new AppError('db.unavailable', {}, { cause })
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended)
    this.#waiting.clear()
  }
}
