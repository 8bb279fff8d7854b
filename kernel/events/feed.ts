import { sql } from 'kysely'
import type { Database } from '../db/index.ts'
import type { OutboxEvent } from '../module/index.ts'

/** Which events a listener wants; all of them when empty. */
export interface FeedFilter {
  readonly types?: readonly string[]
  readonly streams?: readonly string[]
}

interface Listener {
  readonly filter: FeedFilter
  push(event: OutboxEvent): void
}

/** Numbers are given before commit, so a lower one may appear after a higher one: so far back the tail looks again. */
const LOOK_BACK = 1_000
const BATCH = 500
/** Events that a slow listener may lag behind before the oldest are dropped: a live view, not a record. */
const BACKLOG = 1_000

/** Committed events, of this and of other servers, as they come. Reads the outbox only while somebody listens. */
export class LiveFeed {
  readonly #database: Database
  readonly #listeners = new Set<Listener>()
  #seen = new Set<number>()
  #last: number | undefined
  #reading: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
  }

  get listening(): boolean {
    return this.#listeners.size > 0
  }

  /** Yields events from now on until the signal aborts. The check who may see what is the caller's. */
  async *listen(signal: AbortSignal, filter: FeedFilter = {}): AsyncGenerator<OutboxEvent> {
    const waiting: OutboxEvent[] = []
    let wake: () => void = () => undefined
    const listener: Listener = {
      filter,
      push: (event) => {
        if (waiting.length >= BACKLOG) waiting.shift()
        waiting.push(event)
        wake()
      },
    }
    const stop = () => wake()
    signal.addEventListener('abort', stop)
    this.#listeners.add(listener)
    try {
      if (this.#last === undefined) await this.#begin()
      while (!signal.aborted) {
        const event = waiting.shift()
        if (event) yield event
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      signal.removeEventListener('abort', stop)
      this.#listeners.delete(listener)
      if (!this.listening) this.#last = undefined
    }
  }

  /** Reads what is new and hands it out; called by the dispatcher's loop. */
  async read(): Promise<void> {
    if (!this.listening || this.#last === undefined) return
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined
    })
    await this.#reading
  }

  async #begin(): Promise<void> {
    const { rows } = await sql<{ seq: number }>`
      select seq from kernel.outbox order by seq desc limit ${LOOK_BACK}`.execute(this.#database.db)
    this.#seen = new Set(rows.map((row) => row.seq))
    this.#last = rows[0]?.seq ?? 0
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const last = this.#last
      if (last === undefined) return
      const known = [...this.#seen].filter((seq) => seq > last - LOOK_BACK)
      const { rows } = await sql<OutboxEvent & { seq: number }>`
        select seq, id, type, stream, payload, at from kernel.outbox
        where seq > ${last - LOOK_BACK} and not seq = any(${known}::bigint[])
        order by seq limit ${BATCH}`.execute(this.#database.db)
      this.#seen = new Set(known)
      for (const { seq, ...event } of rows) {
        this.#seen.add(seq)
        this.#last = Math.max(this.#last ?? 0, seq)
        for (const listener of this.#listeners) if (wanted(event, listener.filter)) listener.push(event)
      }
      if (rows.length < BATCH) return
    }
  }
}

function wanted(event: OutboxEvent, filter: FeedFilter): boolean {
  if (filter.types && !filter.types.includes(event.type)) return false
  return !filter.streams || filter.streams.includes(event.stream)
}
