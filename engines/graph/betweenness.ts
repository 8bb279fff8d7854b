import type { Csr } from './csr.ts'

/**
 * Adds to `into` what the shortest paths that begin at some nodes give every node between their ends: betweenness by
 * Brandes (2001), arcs of length 1, directed, parallel arcs as paths of their own (as igraph counts them). Sources are
 * independent of each other, so workers share them by ranges.
 * Time: sources × (nodes + arcs).
 */
export function addBetweenness(
  { nodes, offsets, neighbours }: Csr,
  sources: ArrayLike<number>,
  into: Float64Array,
  onSource?: (done: number) => void,
): void {
  const distance = new Int32Array(nodes).fill(-1)
  const paths = new Float64Array(nodes)
  // What a path through a node carries to those before it: (1 + dependency) / number of shortest paths to it.
  const carried = new Float64Array(nodes)
  const queue = new Uint32Array(nodes)
  // Heads of the arcs on shortest paths, by the place in the queue of the node that they leave: the way back needs no other.
  const onward = new Uint32Array(neighbours.length)
  const onwardEnd = new Uint32Array(nodes)
  for (let at = 0; at < sources.length; at++) {
    const source = sources[at] as number
    let count = 1
    let kept = 0
    queue[0] = source
    distance[source] = 0
    paths[source] = 1
    for (let head = 0; head < count; head++) {
      const v = queue[head] as number
      const further = (distance[v] as number) + 1
      const through = paths[v] as number
      const end = offsets[v + 1] as number
      for (let arc = offsets[v] as number; arc < end; arc++) {
        const w = neighbours[arc] as number
        const known = distance[w] as number
        if (known < 0) {
          distance[w] = further
          paths[w] = through
          queue[count++] = w
          onward[kept++] = w
        } else if (known === further) {
          paths[w] = (paths[w] as number) + through
          onward[kept++] = w
        }
      }
      onwardEnd[head] = kept
    }
    for (let head = count - 1; head > 0; head--) {
      const v = queue[head] as number
      let sum = 0
      const begin = onwardEnd[head - 1] as number
      for (let arc = onwardEnd[head] as number; arc > begin; arc--)
        sum += carried[onward[arc - 1] as number] as number
      const number = paths[v] as number
      const dependency = number * sum
      into[v] = (into[v] as number) + dependency
      carried[v] = (1 + dependency) / number
      distance[v] = -1
    }
    distance[source] = -1
    onSource?.(at + 1)
  }
}

/** Exact betweenness of every node, from all sources. */
export function betweenness(csr: Csr): Float64Array {
  const into = new Float64Array(csr.nodes)
  addBetweenness(
    csr,
    Uint32Array.from({ length: csr.nodes }, (_, v) => v),
    into,
  )
  return into
}

/** Betweenness estimated from some sources. */
export interface SampledBetweenness {
  readonly values: Float64Array
  /** With the given confidence no value is further than this from the exact one. */
  readonly bound: number
}

/**
 * Betweenness from a sample of sources (Brandes and Pich 2007), scaled up. The bound is Hoeffding's for all nodes at
 * once: a source adds at most nodes - 2 to a node, so with k of n sources the error is below
 * n (n - 2) sqrt(ln(2 n / (1 - confidence)) / (2 k)).
 *
 * @param sources drawn at random with replacement, or without
 */
export function sampledBetweenness(
  csr: Csr,
  sources: ArrayLike<number>,
  confidence = 0.95,
): SampledBetweenness {
  const { nodes } = csr
  const into = new Float64Array(nodes)
  addBetweenness(csr, sources, into)
  const scale = nodes / sources.length
  const spread = Math.sqrt(Math.log((2 * nodes) / (1 - confidence)) / (2 * sources.length))
  return {
    values: into.map((value) => value * scale),
    bound: sources.length >= nodes ? 0 : nodes * Math.max(0, nodes - 2) * spread,
  }
}
