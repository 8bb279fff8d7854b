import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { api } from '#kernel/web'
import { decideFusionReview, type FusionReview, undoOperation } from '../../../contract.ts'
import { FUSION_CALLS } from '../words.ts'
import {
  type Decision,
  EMPTY_QUEUE,
  hasUnsaved,
  moved,
  type Queue,
  withDecision,
  withFailure,
  withRows,
  withSaved,
  withUndone,
} from './queue.ts'

type Step = (queue: Queue) => Queue

export interface Desk {
  readonly queue: Queue
  decide(id: string, decision: Decision): void
  /** Takes a decision back; answers whether the server did. Throws its refusal. */
  undo(id: string): Promise<void>
  go(steps: number): void
}

/**
 * The review desk: the pairs that the server lists, and decisions sent one after the other, so that the server takes them
 * in their order. The person goes on at once; what the server did not take is kept and can be sent again.
 */
export function useDesk(rows: readonly FusionReview[] | undefined, complete: boolean): Desk {
  const client = useQueryClient()
  const [queue, step] = useReducer((before: Queue, change: Step) => change(before), EMPTY_QUEUE)
  const sending = useRef<Promise<unknown>>(Promise.resolve())
  /** What the server answered to each decision: the operation that moved records, null for none, undefined if refused. */
  const taken = useRef(new Map<string, Promise<string | null | undefined>>())

  useEffect(() => {
    if (rows) step((before) => withRows(before, rows, complete))
  }, [rows, complete])

  const unsaved = hasUnsaved(queue)
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])

  const refresh = useCallback(
    () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith(FUSION_CALLS),
      }),
    [client],
  )

  const inTurn = useCallback(<T>(send: () => Promise<T>): Promise<T> => {
    const sent = sending.current.then(send, send)
    sending.current = sent.catch(() => undefined)
    return sent
  }, [])

  const decide = useCallback(
    (id: string, decision: Decision) => {
      step((before) => withDecision(before, id, decision))
      const reply = inTurn(() => api(decideFusionReview, { params: { id }, body: { decision } }))
      taken.current.set(
        id,
        reply.then(
          ({ operation }) => operation?.id ?? null,
          () => undefined,
        ),
      )
      reply
        .then(() => {
          step((before) => withSaved(before, id))
          void refresh()
        })
        .catch((error: unknown) => step((before) => withFailure(before, id, error)))
    },
    [inTurn, refresh],
  )

  const undo = useCallback(
    async (id: string) => {
      // A decision that is still on its way arrives first; one that the server did not take needs no taking back there.
      const operationId = await taken.current.get(id)
      if (typeof operationId === 'string')
        await inTurn(() => api(undoOperation, { params: { id: operationId } }))
      else if (operationId === null)
        await inTurn(() => api(decideFusionReview, { params: { id }, body: { decision: 'open' } }))
      step((before) => withUndone(before, id))
      void refresh()
    },
    [inTurn, refresh],
  )

  const go = useCallback((steps: number) => step((before) => moved(before, steps)), [])
  return { queue, decide, undo, go }
}
