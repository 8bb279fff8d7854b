import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'

let pool: Piscina | undefined

/** Heap of one thread. A thread that needs more ends with ERR_WORKER_OUT_OF_MEMORY, the server goes on. */
const HEAP_MB = 1_024

/**
 * Runs heavy computation away from the main thread: `url` names a module whose default export takes the input.
 * Input and output are copied between threads (typed arrays included). Aborting ends the thread at once.
 * @example await runInWorker(new URL('./rank.worker.ts', import.meta.url), { edges }, { signal: run.signal })
 */
export async function runInWorker<O>(
  url: URL,
  input: unknown,
  options: { signal?: AbortSignal } = {},
): Promise<O> {
  pool ??= new Piscina({
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  return (await pool.run(input, { filename: url.href, signal: options.signal })) as O
}

/** Ends the threads; a later call starts new ones. */
export async function stopWorkers(): Promise<void> {
  const stopping = pool
  pool = undefined
  await stopping?.destroy()
}
