import type { ContentSystem } from './system.ts'

/** What nodes of one large block take of one another, numbered within the block and end to end. */
export interface Packed {
  readonly begin: Uint32Array
  readonly suppliers: Uint32Array
  readonly quantity: Float64Array
  /** The arc of the network that each one is. */
  readonly arcs: Uint32Array
  /** What a unit of a node takes of itself. */
  readonly own: Float64Array
}

/** The rows of a block, made once and kept with the system. */
export function packedOf(system: ContentSystem, block: number, nodes: Uint32Array): Packed {
  const known = system.packed.get(block)
  if (known) return known
  const { inputs, quantity, blockOf } = system
  const place = new Uint32Array(system.network.nodes)
  let most = 0
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as number
    place[node] = at
    most += (inputs.offsets[node + 1] as number) - (inputs.offsets[node] as number)
  }
  const begin = new Uint32Array(nodes.length + 1)
  const suppliers = new Uint32Array(most)
  const amounts = new Float64Array(most)
  const arcs = new Uint32Array(most)
  const own = new Float64Array(nodes.length)
  let filled = 0
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as number
    const end = inputs.offsets[node + 1] as number
    for (let arc = inputs.offsets[node] as number; arc < end; arc++) {
      const from = inputs.neighbours[arc] as number
      if (blockOf[from] !== block) continue
      if (from === node) own[at] = (own[at] as number) + (quantity[arc] as number)
      suppliers[filled] = place[from] as number
      amounts[filled] = quantity[arc] as number
      arcs[filled++] = arc
    }
    begin[at + 1] = filled
  }
  const packed = { begin, suppliers, quantity: amounts, arcs, own }
  system.packed.set(block, packed)
  return packed
}

/** One Gauss-Seidel sweep of x = b + Q x in place; the largest relative change, NaN when a node takes more than it makes. */
export function sweepUp(
  { begin, suppliers, quantity, own }: Packed,
  b: Float64Array,
  x: Float64Array,
): number {
  let change = 0
  let arc = 0
  for (let at = 0; at < x.length; at++) {
    let sum = b[at] as number
    const end = begin[at + 1] as number
    for (; arc < end; arc++) sum += (quantity[arc] as number) * (x[suppliers[arc] as number] as number)
    const before = x[at] as number
    const self = own[at] as number
    // What a node takes of itself is solved at once.
    const value = self === 0 ? sum : (sum - self * before) / (1 - self)
    const step = Math.abs(value - before) / Math.max(1e-300, Math.abs(value))
    // Not `step > change`: what is no number must be passed on.
    if (!(step <= change)) change = step
    x[at] = value
  }
  return change
}

/** One wave of y = y + Qᵀ y: what goes round once more; its sum. `cut` stops what would go through an arc. */
export function waveDown(
  { begin, suppliers, quantity, arcs }: Packed,
  wave: Float64Array,
  next: Float64Array,
  cut?: (arc: number) => boolean,
): number {
  next.fill(0)
  let sum = 0
  for (let at = 0; at < wave.length; at++) {
    const much = wave[at] as number
    if (much === 0) continue
    const end = begin[at + 1] as number
    for (let arc = begin[at] as number; arc < end; arc++) {
      if (cut?.(arcs[arc] as number)) continue
      const part = much * (quantity[arc] as number)
      const to = suppliers[arc] as number
      next[to] = (next[to] as number) + part
      sum += part
    }
  }
  return sum
}
