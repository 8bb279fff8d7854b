import { AppError } from '../core/index.ts'
import type { Database, Db } from '../db/index.ts'
import type { JobRun, JobState } from '../module/index.ts'
import { type JobRow, type RunningChange, stateOf, writeProgress } from './store.ts'

/** Why a run is told to stop. */
export type StopReason = 'cancel' | 'shutdown' | 'lost'

/** Progress is written at most this often; the last report is always written, with the outcome. */
const WRITE_EVERY_MS = 250

/** A job that runs in this process. */
export class Execution implements JobRun<unknown> {
  readonly id: string
  readonly input: unknown
  readonly row: JobRow
  checkpoint: unknown
  stopReason: StopReason | undefined
  readonly #database: Database
  readonly #serverId: string
  readonly #abort = new AbortController()
  readonly #onChange: () => void
  readonly #onProblem: (error: unknown) => void
  #state: JobState
  #lastWrite = 0
  #dirty = false
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined

  constructor(
    row: JobRow,
    context: {
      database: Database
      serverId: string
      onChange: () => void
      onProblem: (error: unknown) => void
    },
  ) {
    this.id = row.id
    this.input = row.input
    this.row = row
    this.checkpoint = row.checkpoint
    this.#state = stateOf(row)
    this.#database = context.database
    this.#serverId = context.serverId
    this.#onChange = context.onChange
    this.#onProblem = context.onProblem
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** The state as of the last report, which may be ahead of what is stored. */
  get state(): JobState {
    return this.#state
  }

  /** What belongs in the row now. */
  get change(): RunningChange {
    const { done, total, note, params } = this.#state
    return { done, total, note, params }
  }

  /** Tells the run to stop. The first reason stands. */
  stop(reason: StopReason): void {
    if (this.stopReason) return
    this.stopReason = reason
    const code = { cancel: 'jobs.job.cancelled', shutdown: 'jobs.job.handedBack', lost: 'jobs.job.lost' }[
      reason
    ]
    this.#abort.abort(new AppError(code, { id: this.id }, { status: 409 }))
  }

  /**
   * Watchers hear at once. The write follows by itself and is not waited for: a job may report from inside a
   * transaction, which on the embedded database holds the one connection.
   */
  async progress(report: {
    done: number
    total?: number
    note?: string
    params?: Record<string, unknown>
  }): Promise<void> {
    const { done, total, note, params } = report
    this.#state = {
      ...this.#state,
      done,
      total: total ?? this.#state.total,
      note: note ?? this.#state.note,
      params: params ?? this.#state.params,
    }
    this.#onChange()
    this.#dirty = true
    this.#writeSoon()
  }

  /** Durable when it returns. Not inside a transaction: there `saveCheckpointIn` is the one to use. */
  async saveCheckpoint(state: unknown): Promise<void> {
    await this.writeCheckpoint(this.#database.db, state)
  }

  /** Writes a checkpoint on the given database or transaction; refused when another server has taken the job. */
  async writeCheckpoint(db: Db, state: unknown): Promise<void> {
    const change = { ...this.change, checkpoint: { value: state } }
    if (!(await writeProgress(db, this.id, this.#serverId, change))) {
      this.stop('lost')
      throw this.signal.reason
    }
    this.checkpoint = state
  }

  /** No write is under way after this, and none will follow. */
  async settle(): Promise<void> {
    this.#dirty = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#writing
  }

  #writeSoon(): void {
    if (this.#writing || this.#timer || !this.#dirty) return
    const wait = this.#lastWrite + WRITE_EVERY_MS - Date.now()
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#writing = this.#write().finally(() => {
          this.#writing = undefined
          this.#writeSoon()
        })
      },
      Math.max(0, wait),
    )
  }

  async #write(): Promise<void> {
    this.#dirty = false
    try {
      const mine = await writeProgress(this.#database.db, this.id, this.#serverId, this.change)
      if (!mine) this.stop('lost')
    } catch (error) {
      this.#onProblem(error)
    }
    this.#lastWrite = Date.now()
  }
}
