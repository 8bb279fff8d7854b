import { Worker } from 'node:worker_threads'
import { type EsriOptions, type EsriTable, esriRanges, type RiskNetwork } from '#engines/systemic-risk'

/** What a worker is given when it starts, and range by range. */
export interface EsriWork {
  readonly network: RiskNetwork
  readonly options: EsriOptions
}
/** What a worker says: how many firms more it has done, or a finished range. */
export type EsriWord = { readonly done: number } | { readonly table: EsriTable }

/** A range that ended its worker twice; the ranges that were finished are kept. */
export class EsriRangeLost extends Error {
  readonly from: number
  readonly to: number
  readonly finished: readonly EsriTable[]

  constructor(from: number, to: number, finished: readonly EsriTable[], cause: unknown) {
    super(`firms ${from} … ${to - 1} ended their worker twice`, { cause })
    this.name = 'EsriRangeLost'
    this.from = from
    this.to = to
    this.finished = finished
  }
}

interface Run extends EsriWork {
  readonly workers: number
  /** Firms done so far. */
  readonly onProgress?: (done: number) => void
  /** The worker's module. */
  readonly script?: URL
}

const SCRIPT = new URL('./esri-worker.ts', import.meta.url)
/** Ranges a worker takes in a run: enough that no core waits long for the other. */
const RANGES_EACH = 16
const SMALLEST_RANGE = 64

/**
 * ESRI of every firm. One worker computes in this thread; more run beside it and take ranges as they become free. The range
 * of a worker that dies is done once more by a new one; what others have finished stays.
 *
 * @throws EsriRangeLost with the finished ranges, when a range ends its worker twice
 */
export async function esriOfAll(run: Run): Promise<EsriTable[]> {
  const { network, options, workers, onProgress } = run
  if (workers <= 1) {
    let done = 0
    const tell = () => {
      done++
      if (done % 16 === 0) onProgress?.(done)
    }
    return [esriRanges(network, options)(0, network.firms, tell)]
  }
  const step = Math.max(SMALLEST_RANGE, Math.ceil(network.firms / (workers * RANGES_EACH)))
  const waiting: Range[] = []
  for (let from = 0; from < network.firms; from += step)
    waiting.push({ from, to: Math.min(network.firms, from + step), tries: 0 })
  const finished: EsriTable[] = []
  const progress = { done: 0 }
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(workers, waiting.length) }, () =>
      workThrough(run, waiting, finished, progress),
    ),
  )
  const lost = ended.find((end) => end.status === 'rejected')
  if (lost) throw lost.reason
  return finished.sort((a, b) => a.from - b.from)
}

interface Range {
  readonly from: number
  readonly to: number
  readonly tries: number
}

/** One worker after the other takes ranges until none is left. */
async function workThrough(
  run: Run,
  waiting: Range[],
  finished: EsriTable[],
  progress: { done: number },
): Promise<void> {
  let worker: Worker | undefined
  try {
    for (let range = waiting.shift(); range; range = waiting.shift()) {
      worker ??= new Worker(run.script ?? SCRIPT, {
        workerData: { network: run.network, options: run.options } satisfies EsriWork,
      })
      let told = 0
      try {
        finished.push(
          await rangeOf(worker, range, (done) => {
            told += done
            progress.done += done
            run.onProgress?.(progress.done)
          }),
        )
      } catch (cause) {
        await worker.terminate()
        worker = undefined
        progress.done -= told
        if (range.tries > 0) {
          // The others end with the ranges they are at.
          waiting.length = 0
          throw new EsriRangeLost(range.from, range.to, finished, cause)
        }
        waiting.unshift({ ...range, tries: range.tries + 1 })
      }
    }
  } finally {
    await worker?.terminate()
  }
}

/** Sends a range to a worker and waits for its table; rejects when the worker ends first, whatever the reason. */
function rangeOf(worker: Worker, { from, to }: Range, onDone: (done: number) => void): Promise<EsriTable> {
  const { promise, resolve, reject } = Promise.withResolvers<EsriTable>()
  const onMessage = (word: EsriWord) => {
    if ('table' in word) resolve(word.table)
    else onDone(word.done)
  }
  const onExit = (code: number) => reject(new Error(`worker ended with ${code}`))
  worker.on('message', onMessage)
  worker.once('error', reject)
  worker.once('exit', onExit)
  worker.postMessage({ from, to })
  return promise.finally(() => {
    worker.off('message', onMessage)
    worker.off('error', reject)
    worker.off('exit', onExit)
  })
}
