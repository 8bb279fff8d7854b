import { parentPort } from 'node:worker_threads'
import { LiveImportance } from '../domain/importance.ts'
import type { ImportanceAnswer, ImportanceQuestion } from './importance.ts'

/** Keeps the graph and its ranks in memory, and refreshes them by edits. */
let live: LiveImportance | undefined

parentPort?.on('message', ({ load, edits }: ImportanceQuestion) => {
  const answer = (reply: ImportanceAnswer) => parentPort?.postMessage(reply)
  const begun = performance.now()
  try {
    if (load) live = new LiveImportance(load)
    if (!live) throw new Error('no graph was loaded')
    answer({ importance: edits ? live.apply(edits) : live.now(), milliseconds: performance.now() - begun })
  } catch (error) {
    live = undefined
    answer({ error: String(error) })
  }
})
