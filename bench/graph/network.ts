/** A supply network as columns. */
export interface BenchNetwork {
  readonly nodes: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly weight: Float64Array
}

/** Uniform numbers from a seed (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A supply network with a few large buyers, cycles, self supply and parallel relations: suppliers are drawn evenly, buyers
 * by the square of a uniform number, so that the first firms buy most.
 */
export function benchNetwork(nodes: number, relations: number, seed = 1): BenchNetwork {
  const random = uniform(seed)
  const from = new Uint32Array(relations)
  const to = new Uint32Array(relations)
  const weight = new Float64Array(relations)
  for (let row = 0; row < relations; row++) {
    from[row] = Math.floor(random() * nodes)
    to[row] = Math.floor(random() * random() * nodes)
    weight[row] = 1 + 9 * random()
  }
  return { nodes, from, to, weight }
}
