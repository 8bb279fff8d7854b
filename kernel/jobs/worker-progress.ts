import { heard, newTold, type ToldInput } from './tell.ts'
import { runInWorker } from './workers.ts'

const LOOK_EVERY_MS = 300

/**
 * Runs heavy computation away from the main thread like `runInWorker`, and hears how far it is. `url` names a module
 * whose default export takes a `ToldInput` and calls `tell` of tell.ts.
 */
export async function runTold<I, O>(
  url: URL,
  input: I,
  options: { readonly signal?: AbortSignal; readonly onProgress: (share: number, stage: number) => void },
): Promise<O> {
  const told = newTold()
  const timer = setInterval(() => {
    const { share, stage } = heard(told)
    options.onProgress(share, stage)
  }, LOOK_EVERY_MS)
  try {
    return await runInWorker<O>(url, { input, told } satisfies ToldInput<I>, { signal: options.signal })
  } finally {
    clearInterval(timer)
  }
}
