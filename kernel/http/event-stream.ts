import { setTimeout as sleep } from 'node:timers/promises'

const HEARTBEAT_MS = 15_000
/** A refusal that comes this soon is answered as a problem instead of an empty stream. */
const FIRST_MS = 1_000

/** The parts of the stream that differ by server. */
export interface EventStreamOptions {
  readonly signal: AbortSignal
  /** What to tell the listener when the source breaks off. */
  readonly describe: (error: unknown) => unknown
  readonly heartbeatMs?: number
}

/**
 * Values as server-sent events (HTML Living Standard, section 9.2): each as one `data` line of JSON, a comment while
 * there is nothing to tell, an event `problem` when the source fails. Ends when the signal is aborted. Rejects when
 * the source refuses at once.
 */
export async function eventStream(
  source: AsyncIterable<unknown>,
  options: EventStreamOptions,
): Promise<AsyncGenerator<string>> {
  const iterator = source[Symbol.asyncIterator]()
  const first = iterator.next()
  await Promise.race([first, sleep(FIRST_MS, undefined, { ref: false })])
  return lines(iterator, first, options)
}

async function* lines(
  iterator: AsyncIterator<unknown>,
  first: Promise<IteratorResult<unknown>>,
  { signal, describe, heartbeatMs = HEARTBEAT_MS }: EventStreamOptions,
): AsyncGenerator<string> {
  const stopped = new Promise<'stopped'>((resolve) => {
    if (signal.aborted) resolve('stopped')
    else signal.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
  let next = first
  // A failure while a heartbeat is going out must wait for its turn, not count as unhandled.
  next.catch(() => undefined)
  try {
    // Tells proxies and browsers at once that the stream is open.
    yield ': open\n\n'
    while (true) {
      const timer = new AbortController()
      const beat = sleep(heartbeatMs, 'beat' as const, { signal: timer.signal, ref: false }).catch(
        () => 'beat' as const,
      )
      const event = await Promise.race([next, stopped, beat])
      timer.abort()
      if (event === 'stopped') return
      if (event === 'beat') {
        yield ': beat\n\n'
        continue
      }
      if (event.done) return
      yield `data: ${JSON.stringify(event.value)}\n\n`
      next = iterator.next()
      next.catch(() => undefined)
    }
  } catch (error) {
    yield `event: problem\ndata: ${JSON.stringify(describe(error))}\n\n`
  } finally {
    // Not awaited: a source that waits for something else finishes in its own time.
    iterator.return?.()?.then(undefined, () => undefined)
  }
}
