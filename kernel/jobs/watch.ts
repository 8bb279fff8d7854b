import { type EventEmitter, once } from 'node:events'
import type { JobState } from '../module/index.ts'

/** How often a job that runs on another server is looked at. */
const LOOK_EVERY_MS = 500

/** Whether a job will not change any more. */
export function hasEnded(state: JobState): boolean {
  return state.state === 'done' || state.state === 'failed' || state.state === 'cancelled'
}

/** The state now and at every change until it ends, the signal aborts, or the record is gone. */
export async function* watchStates(
  read: () => Promise<JobState | undefined>,
  changes: EventEmitter,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<JobState> {
  let told = ''
  while (!signal.aborted) {
    const state = await read()
    if (!state || signal.aborted) return
    const text = JSON.stringify(state)
    if (text !== told) {
      told = text
      yield state
    }
    if (hasEnded(state)) return
    await once(changes, id, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_EVERY_MS)]),
    }).catch(() => undefined)
  }
}

/**
 * An endless generator as something that can be left: a reader that goes away (a closed browser tab) calls `return`,
 * which a generator hears only at its next yield. Here it aborts the signal that the generator waits on.
 */
export function leavable<T>(make: (signal: AbortSignal) => AsyncIterable<T>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const leave = new AbortController()
      const inner = make(leave.signal)[Symbol.asyncIterator]()
      return {
        next: () => inner.next(),
        async return(value) {
          leave.abort()
          await inner.return?.()
          return { done: true, value }
        },
        async throw(error) {
          leave.abort()
          await inner.return?.()
          throw error
        },
      }
    },
  }
}
