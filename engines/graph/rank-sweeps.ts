/** What Gauss-Seidel sweeps over a network work on; rows of suppliers are `begin[v] … end[v] - 1`. */
export interface RankState {
  /** Nodes such that, cycles apart, all who hand rank to a node stand before it. */
  readonly order: Uint32Array
  readonly begin: Uint32Array
  readonly end: Uint32Array
  readonly suppliers: Uint32Array
  readonly weights: Float64Array
  /** Where ranks begin. */
  readonly start: Float64Array
  /** Damping over the sum of a node's outgoing weights; 0 where it has none. */
  readonly scale: Float64Array
  readonly damping: number
  /** The solution so far, improved in place. */
  readonly x: Float64Array
}

const MOST_SWEEPS = 10_000
/** Beyond this many sweeps the mass is left alone, so that nothing can keep the sweeps from coming to rest. */
const MOST_CORRECTIONS = 200

/**
 * Solves x = start + damping Pᵀ x by Gauss-Seidel sweeps. After each sweep all of x is multiplied so that its sum is what
 * the system says it must be: of what sweeps do slowly, the sum is the slowest, because damping alone shrinks its error
 * (aggregation with one aggregate; Koury, McAllister and Stewart 1984).
 *
 * @param tolerance sum of the errors over the sum of x that is allowed
 */
export function sweepToRest(
  state: RankState,
  tolerance: number,
  onSweep?: (sweep: number, error: number) => void,
): { sweeps: number; error: number } {
  const { order, begin, end, suppliers, weights, start, scale, damping, x } = state
  let begun = 0
  const handed = new Float64Array(x.length)
  for (let v = 0; v < x.length; v++) {
    begun += start[v] as number
    handed[v] = (x[v] as number) * (scale[v] as number)
  }
  let sweeps = 0
  let error = Number.POSITIVE_INFINITY
  while (sweeps < MOST_SWEEPS && error > tolerance) {
    let [change, total, handing] = [0, 0, 0]
    for (let at = 0; at < order.length; at++) {
      const v = order[at] as number
      let sum = start[v] as number
      const last = end[v] as number
      for (let arc = begin[v] as number; arc < last; arc++)
        sum += (weights[arc] as number) * (handed[suppliers[arc] as number] as number)
      const step = sum - (x[v] as number)
      change += step < 0 ? -step : step
      x[v] = sum
      const of = scale[v] as number
      handed[v] = sum * of
      total += sum
      if (of > 0) handing += sum
    }
    sweeps++
    error = total > 0 ? (change * damping) / ((1 - damping) * total) : 0
    onSweep?.(sweeps, error)
    if (sweeps > MOST_CORRECTIONS || error <= tolerance) continue
    const factor = begun / (total - damping * handing)
    for (let v = 0; v < x.length; v++) {
      x[v] = (x[v] as number) * factor
      handed[v] = (handed[v] as number) * factor
    }
  }
  return { sweeps, error }
}
