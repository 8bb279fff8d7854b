import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Csr } from '#engines/graph'

const WORKER = new URL('./betweenness.worker.ts', import.meta.url)
/** Sources of one turn: a worker that dies loses no more than this, and it is done again. */
const TURN = 512
/** A turn that ends its worker so often is given up. */
const TRIES = 3

/**
 * Betweenness of all nodes, the sources shared among workers that read the same memory. A worker that dies is replaced and
 * its turn done again.
 * @throws the worker's error when a turn fails three times
 */
export async function betweennessInWorkers(
  csr: Csr,
  sources: Uint32Array,
  workers: number,
  onProgress: (share: number) => void = () => undefined,
): Promise<Float64Array> {
  const sum = new Float64Array(csr.nodes)
  let [next, done] = [0, 0]
  const work = async (): Promise<void> => {
    let worker: Worker | undefined
    while (next < sources.length) {
      const turn = sources.slice(next, next + TURN)
      next += turn.length
      for (let attempt = 1; ; attempt++) {
        worker ??= new Worker(WORKER, { workerData: csr })
        const part = await answer(worker, turn).catch((error: unknown) => {
          if (attempt >= TRIES) throw error
        })
        if (part) {
          for (let v = 0; v < sum.length; v++) sum[v] = (sum[v] as number) + (part[v] as number)
          break
        }
        await worker.terminate()
        worker = undefined
      }
      done += turn.length
      onProgress(done / sources.length)
    }
    await worker?.terminate()
  }
  await Promise.all(Array.from({ length: workers }, work))
  return sum
}

/** A worker's answer; an end of the worker before it is an error. */
async function answer(worker: Worker, sources: Uint32Array): Promise<Float64Array> {
  const stop = new AbortController()
  try {
    worker.postMessage(sources)
    const ended = once(worker, 'exit', stop).then(([code]) => {
      throw new Error(`worker ended with ${code} before its turn was done`)
    })
    const answered = once(worker, 'message', stop).then(([into]) => into as Float64Array)
    return await Promise.race([answered, ended])
  } finally {
    stop.abort()
  }
}
