/**
 * Lets a loop sleep until there is work. Nothing tells that a transaction has committed, so `soon` does the next best:
 * the embedded database's single connection makes the loop's next statement wait for the commit by itself; on
 * PostgreSQL the loop looks again after a few milliseconds, then ever more slowly, for a while.
 */
export class Waker {
  readonly #queued: boolean
  #quickSince = 0
  #due = false
  #wake: (() => void) | undefined

  /** `kind` of the database the loop asks. */
  constructor(kind: 'pglite' | 'postgres') {
    this.#queued = kind === 'pglite'
  }

  /** There is work now. */
  now(): void {
    this.#due = true
    this.#wake?.()
  }

  /** There will be work as soon as the current transaction commits. */
  soon(): void {
    if (!this.#queued) this.#quickSince = Date.now()
    this.now()
  }

  /** Sleeps for `ms` at most; returns at once when work was announced since the last sleep. */
  async sleep(ms: number): Promise<void> {
    if (!this.#due) {
      const limit = Math.max(1, Math.min(ms, this.#quickDelay()))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limit)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = undefined
    }
    this.#due = false
  }

  /** A quarter of the time since the announcement: some twenty looks in the first three seconds. */
  #quickDelay(): number {
    const since = Date.now() - this.#quickSince
    return since > QUICK_MS ? Number.POSITIVE_INFINITY : Math.max(4, since / 4)
  }
}

/** How long a loop stays alert after an announcement. A transaction that takes longer is found by polling. */
const QUICK_MS = 3_000
