import type { Db } from './types.ts'

/** Most keys of one load; the rest waits for the next. */
const MAX_KEYS = 500

interface Waiting<V> {
  resolve(value: V | undefined): void
  reject(error: unknown): void
}

/**
 * Loads values by key with one statement for everybody who asks at the same time. A caller only ever shares a load that
 * had not begun when it asked, so it sees every write that was committed before.
 */
class Batcher<V> {
  readonly #load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>
  #waiting = new Map<string, Waiting<V>[]>()
  #running = false

  constructor(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {
    this.#load = load
  }

  get(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      const others = this.#waiting.get(key)
      if (others) others.push({ resolve, reject })
      else this.#waiting.set(key, [{ resolve, reject }])
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    while (this.#waiting.size > 0) {
      const group = [...this.#waiting].slice(0, MAX_KEYS)
      for (const [key] of group) this.#waiting.delete(key)
      try {
        const found = await this.#load(group.map(([key]) => key))
        for (const [key, callers] of group) for (const { resolve } of callers) resolve(found.get(key))
      } catch (error) {
        for (const [, callers] of group) for (const { reject } of callers) reject(error)
      }
    }
    this.#running = false
  }
}

/**
 * A read by key that callers at the same time share (see Batcher). Inside a transaction it is a read of its own, which
 * sees what the transaction wrote. `load` gets distinct keys and gives the values it found.
 */
export function batchedRead<V>(
  load: (db: Db, keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (db: Db, key: string) => Promise<V | undefined> {
  const batchers = new WeakMap<Db, Batcher<V>>()
  return async (db, key) => {
    if (db.isTransaction) return (await load(db, [key])).get(key)
    let batcher = batchers.get(db)
    if (!batcher) {
      batcher = new Batcher((keys) => load(db, keys))
      batchers.set(db, batcher)
    }
    return batcher.get(key)
  }
}
