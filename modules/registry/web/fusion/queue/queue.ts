import type { FusionReview } from '../../../contract.ts'

export type Decision = 'same' | 'different' | 'later'

/** What became of a decision: on its way, taken, or not taken (with the server's reason). */
export interface Verdict {
  readonly decision: Decision
  readonly state: 'saving' | 'saved' | 'failed'
  readonly error?: unknown
}

/** The pairs on the desk in their order, where the person stands, and what was decided in this sitting. */
export interface Queue {
  readonly items: readonly FusionReview[]
  readonly at: number
  readonly verdicts: Readonly<Record<string, Verdict>>
  /** Decided pairs, oldest first. */
  readonly order: readonly string[]
}

export const EMPTY_QUEUE: Queue = { items: [], at: 0, verdicts: {}, order: [] }

/**
 * Takes in what the server lists as waiting. Known pairs keep their place, new ones come behind them; a pair that the
 * server no longer lists is taken off, unless it was decided here or stands before the person.
 */
export function withRows(queue: Queue, rows: readonly FusionReview[], complete: boolean): Queue {
  const waiting = new Map(rows.map((row) => [row.id, row]))
  const current = queue.items[queue.at]?.id
  const kept = queue.items.filter(
    ({ id }) => !complete || waiting.has(id) || id in queue.verdicts || id === current,
  )
  const known = new Set(kept.map(({ id }) => id))
  const items = [...kept, ...rows.filter(({ id }) => !known.has(id))]
  return { ...queue, items, at: Math.max(0, current ? items.findIndex(({ id }) => id === current) : 0) }
}

/** The first pair from a place on that waits, else the last before it, else undefined. */
function waitingFrom(queue: Queue, from: number): number | undefined {
  const waits = (at: number) => !(queue.items[at]!.id in queue.verdicts)
  for (let at = from; at < queue.items.length; at += 1) if (waits(at)) return at
  for (let at = Math.min(from, queue.items.length) - 1; at >= 0; at -= 1) if (waits(at)) return at
  return undefined
}

/** A decision is made: it is on its way to the server, and the next waiting pair comes up. */
export function withDecision(queue: Queue, id: string, decision: Decision): Queue {
  const verdicts: Queue['verdicts'] = {
    ...queue.verdicts,
    [id]: { decision, state: 'saving' },
  }
  const order = [...queue.order.filter((of) => of !== id), id]
  const next = { ...queue, verdicts, order }
  return { ...next, at: waitingFrom(next, queue.at) ?? queue.at }
}

/** The server took the decision. */
export function withSaved(queue: Queue, id: string): Queue {
  const verdict = queue.verdicts[id]
  if (!verdict) return queue
  return { ...queue, verdicts: { ...queue.verdicts, [id]: { ...verdict, state: 'saved' } } }
}

/** The server did not take the decision: it is kept, to be sent again. */
export function withFailure(queue: Queue, id: string, error: unknown): Queue {
  const verdict = queue.verdicts[id]
  if (!verdict) return queue
  return { ...queue, verdicts: { ...queue.verdicts, [id]: { ...verdict, state: 'failed', error } } }
}

/** The decision is taken back: the pair waits again and stands before the person. */
export function withUndone(queue: Queue, id: string): Queue {
  const { [id]: _, ...verdicts } = queue.verdicts
  const at = queue.items.findIndex((item) => item.id === id)
  return { ...queue, verdicts, order: queue.order.filter((of) => of !== id), at: at === -1 ? queue.at : at }
}

/** Some pairs on, or back, without deciding. */
export function moved(queue: Queue, steps: number): Queue {
  return { ...queue, at: Math.max(0, Math.min(queue.items.length - 1, queue.at + steps)) }
}

/** The pair before the person; undefined when all on the desk are decided. */
export function currentOf(queue: Queue): FusionReview | undefined {
  const item = queue.items[queue.at]
  return item && waitingFrom(queue, 0) !== undefined ? item : undefined
}

/** Pairs on the desk that wait. */
export function waitingCount(queue: Queue): number {
  return queue.items.filter(({ id }) => !(id in queue.verdicts)).length
}

/** Decisions that the server did not take, oldest first. */
export function failedOf(queue: Queue): { readonly id: string; readonly verdict: Verdict }[] {
  return queue.order.flatMap((id) => {
    const verdict = queue.verdicts[id]
    return verdict?.state === 'failed' ? [{ id, verdict }] : []
  })
}

/** Whether a decision is not yet safe with the server. */
export function hasUnsaved(queue: Queue): boolean {
  return Object.values(queue.verdicts).some(({ state }) => state !== 'saved')
}

/** The pair whose decision undoing takes back: the latest, on its way or arrived. */
export function lastDecided(queue: Queue): string | undefined {
  return queue.order.at(-1)
}
