import { Worker } from 'node:worker_threads'
import type { Edit } from '#engines/graph'
import type { Ctx } from '#kernel/module'
import type { Network } from '../../domain/network.ts'
import { editsBetween, type Importance, type RankColumns, rankColumns } from '../domain/importance.ts'

export interface ImportanceQuestion {
  /** Begin anew on these relations. */
  readonly load?: RankColumns
  readonly edits?: readonly Edit[]
}
export type ImportanceAnswer =
  | { readonly importance: Importance; readonly milliseconds: number; readonly error?: undefined }
  | { readonly error: string }

/** Importance as of a network, and how it came about. */
export interface Refreshed extends Importance {
  /** Relations edited since the state before; null: computed anew. */
  readonly edits: number | null
  /** In the thread. */
  readonly milliseconds: number
}

const WORKER = new URL('./importance.worker.ts', import.meta.url)

interface Held {
  readonly network: Network
  readonly columns: RankColumns
  readonly found: Refreshed
}

/** One thread a process that holds the graph; questions wait for each other. */
class Desk {
  private worker: Worker | undefined
  private held: Held | undefined
  private last: Promise<unknown> = Promise.resolve()

  of(network: Network): Promise<Refreshed> {
    const answer = this.last.then(() => this.refresh(network))
    this.last = answer.catch(() => undefined)
    return answer
  }

  private async refresh(network: Network): Promise<Refreshed> {
    const before = this.held
    if (before?.network === network) return before.found
    const columns = rankColumns(network)
    const edits =
      before && sameFirms(before.network, network) ? editsBetween(before.columns, columns) : undefined
    const found = (edits && this.worker && (await this.edited(edits))) ?? (await this.anew(columns))
    this.held = { network, columns, found }
    return found
  }

  private async edited(edits: readonly Edit[]): Promise<Refreshed | undefined> {
    const answer = await this.put({ edits })
    // Its memory no longer fits the relations: it starts over.
    if (answer.error !== undefined) return undefined
    return { ...answer.importance, edits: edits.length, milliseconds: answer.milliseconds }
  }

  private async anew(columns: RankColumns): Promise<Refreshed> {
    const answer = await this.put({ load: columns })
    if (answer.error !== undefined) throw new Error(answer.error)
    return { ...answer.importance, edits: null, milliseconds: answer.milliseconds }
  }

  private put(question: ImportanceQuestion): Promise<ImportanceAnswer> {
    const worker = this.worker ?? this.open()
    this.worker = worker
    // It holds the process only while somebody waits for it.
    worker.ref()
    return new Promise((resolve) => {
      const settle = (answer: ImportanceAnswer) => {
        worker.off('message', settle)
        worker.off('exit', gone)
        worker.unref()
        resolve(answer)
      }
      const gone = () => settle({ error: 'the thread ended' })
      worker.on('message', settle)
      worker.on('exit', gone)
      worker.postMessage(question)
    })
  }

  private open(): Worker {
    const worker = new Worker(WORKER)
    const forget = () => {
      if (this.worker === worker) this.worker = undefined
    }
    worker.on('error', forget)
    worker.on('exit', forget)
    return worker
  }
}

const desks = new WeakMap<object, Desk>()

/**
 * How important each firm is by PageRank against the flow of goods: buyers hand their rank on to suppliers, by amount. The
 * graph is kept in memory; what changed since is worked in, with the result of a full computation (within 1e-10).
 */
export function importanceOf(ctx: Ctx, network: Network): Promise<Refreshed> {
  const desk = desks.get(ctx.kernel) ?? new Desk()
  desks.set(ctx.kernel, desk)
  return desk.of(network)
}

const sameFirms = (a: Network, b: Network) =>
  a.firms.id.length === b.firms.id.length && a.firms.id.every((id, at) => id === b.firms.id[at])
