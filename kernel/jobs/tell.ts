/** Of the share done, in the memory shared with the worker. */
const SCALE = 10_000

/** What a worker with progress takes: its input, and the memory by which it tells how far it is. */
export interface ToldInput<I> {
  readonly input: I
  readonly told: Int32Array
}

/** Memory by which a worker tells how far it is. */
export const newTold = (): Int32Array => new Int32Array(new SharedArrayBuffer(8))

/**
 * Tells the caller how far a worker is: a share of 0 … 1 and the number of the stage. Workers import this file alone, so
 * that a thread does not load the whole job system.
 */
export function tell({ told }: Pick<ToldInput<unknown>, 'told'>, share: number, stage = 0): void {
  Atomics.store(told, 0, Math.round(share * SCALE))
  Atomics.store(told, 1, stage)
}

/** What was told last. */
export function heard(told: Int32Array): { share: number; stage: number } {
  return { share: Atomics.load(told, 0) / SCALE, stage: Atomics.load(told, 1) }
}
