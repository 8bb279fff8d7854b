/** A system x = start + damping Pᵀ x over some nodes, which sweeps improve in place. */
export interface RankSystem {
  readonly damping: number
  /** Sum of what comes from outside the nodes. */
  readonly begun: number
  /** One Gauss-Seidel sweep; returns the sum of the changes. */
  sweep(): number
  /** The sum of x, and of what of x its nodes hand to one another. */
  sums(): { total: number; kept: number }
  multiply(factor: number): void
}

const MOST_SWEEPS = 10_000
/** Beyond this many sweeps the mass is left alone, so that nothing can keep the sweeps from coming to rest. */
const MOST_CORRECTIONS = 200

/**
 * Sweeps until the ranks are at rest. After each sweep all of x is multiplied so that its sum is what the system says it
 * must be: of what sweeps do slowly, the sum is the slowest, because damping alone shrinks its error (aggregation with one
 * aggregate; Koury, McAllister and Stewart 1984).
 *
 * @param tolerance sum of the errors over the sum of x that is allowed
 */
export function sweepToRest(
  system: RankSystem,
  tolerance: number,
  onSweep?: (sweep: number, error: number) => void,
): { sweeps: number; error: number } {
  const { damping, begun } = system
  let sweeps = 0
  let error = Number.POSITIVE_INFINITY
  while (sweeps < MOST_SWEEPS && error > tolerance) {
    const change = system.sweep()
    const { total, kept } = system.sums()
    sweeps++
    error = total > 0 ? (change * damping) / ((1 - damping) * total) : 0
    onSweep?.(sweeps, error)
    if (sweeps <= MOST_CORRECTIONS && error > tolerance) system.multiply(begun / (total - kept))
  }
  return { sweeps, error }
}

/** A system whose rows lie end to end: those of node `v` are `begin[v] … begin[v + 1] - 1`, the node itself left out. */
export interface PackedRows {
  readonly begin: Uint32Array
  readonly suppliers: Uint32Array
  /** What of the supplier's x arrives. */
  readonly parts: Float64Array
  /** What comes from outside. */
  readonly start: Float64Array
  /** Of a node's x, the share that it hands to any of these nodes, itself included. */
  readonly inside: Float64Array
  readonly x: Float64Array
}

export function packedSystem(rows: PackedRows, damping: number, begun: number): RankSystem {
  const { begin, suppliers, parts, start, inside, x } = rows
  return {
    damping,
    begun,
    sweep: () => sweepPacked(begin, suppliers, parts, start, x),
    sums: () => sumsOf(x, inside),
    multiply: (factor) => multiply(x, factor),
  }
}

// A function of its own, with nothing but arrays: it is compiled whole after the first sweeps.
function sweepPacked(
  begin: Uint32Array,
  suppliers: Uint32Array,
  parts: Float64Array,
  start: Float64Array,
  x: Float64Array,
): number {
  let change = 0
  let arc = 0
  for (let v = 0; v < x.length; v++) {
    let sum = start[v] as number
    const end = begin[v + 1] as number
    for (; arc < end; arc++) sum += (parts[arc] as number) * (x[suppliers[arc] as number] as number)
    const step = sum - (x[v] as number)
    change += step < 0 ? -step : step
    x[v] = sum
  }
  return change
}

export function sumsOf(x: Float64Array, inside: Float64Array): { total: number; kept: number } {
  let total = 0
  let kept = 0
  for (let v = 0; v < x.length; v++) {
    total += x[v] as number
    kept += (x[v] as number) * (inside[v] as number)
  }
  return { total, kept }
}

export function multiply(x: Float64Array, factor: number): void {
  for (let v = 0; v < x.length; v++) x[v] = (x[v] as number) * factor
}
