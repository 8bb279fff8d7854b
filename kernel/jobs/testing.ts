import { newId } from '../core/index.ts'
import type { Db } from '../db/index.ts'
import type { Ctx, Job, JobRun, Kernel } from '../module/index.ts'

/** Only for tests: a queue whose jobs run at once, one after the other, when `settle` is called. */
export interface TestQueue {
  readonly jobs: Kernel['jobs']
  /** Runs what was put in the queue, each on `db`; returns the results, an error among them when a job failed. */
  settle(db: Db): Promise<unknown[]>
}

/** A queue for these kinds of jobs. */
export function testQueue(kinds: readonly Job[]): TestQueue {
  const queue: { id: string; ctx: Ctx; job: Job; input: unknown }[] = []
  const jobs: Kernel['jobs'] = {
    async enqueue(ctx, name, input) {
      const job = kinds.find((known) => known.name === name)
      if (!job) throw new Error(`no job ${name}`)
      const id = newId()
      queue.push({ id, ctx, job, input })
      return id
    },
    get: async () => undefined,
    cancel: async (_, id) => {
      const at = queue.findIndex((waiting) => waiting.id === id)
      if (at >= 0) queue.splice(at, 1)
    },
    watch: () => {
      throw new Error('not in these tests')
    },
  }
  return {
    jobs,
    async settle(db) {
      const results: unknown[] = []
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { id, ctx, job, input } = next
        // Queued inside a transaction that is over by now.
        results.push(await job.run({ ...ctx, db }, runOf(id, input)).catch((error: unknown) => error))
      }
      return results
    },
  }
}

/** A run of a job that nobody watches. */
export function runOf<I>(id: string, input: I, signal = new AbortController().signal): JobRun<I> {
  return {
    id,
    input,
    signal,
    checkpoint: null,
    progress: async () => undefined,
    saveCheckpoint: async () => undefined,
  }
}
