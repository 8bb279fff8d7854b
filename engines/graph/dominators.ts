import { type Csr, compress } from './csr.ts'

const NONE = 0xffffffff

/**
 * Immediate dominators from a root: the last firm that every path from the root to a node goes through; NONE
 * (0xffffffff) for the root and for what it does not reach. On a buyer's upstream graph the dominators of a source are
 * the firms without which nothing of it arrives: articulation of supply through all tiers.
 * Cooper, Harvey and Kennedy (2001). Time: arcs × depth of loops, near linear on supply networks.
 */
export function dominators(csr: Csr, root: number): Uint32Array {
  const order = postorder(csr, root)
  const place = new Uint32Array(csr.nodes).fill(NONE)
  for (const [at, v] of order.entries()) place[v] = at
  const back = reversed(csr)
  const above = new Uint32Array(order.length).fill(NONE)
  const last = order.length - 1
  above[last] = last
  for (let changed = true; changed; ) {
    changed = false
    for (let at = last - 1; at >= 0; at--) {
      const v = order[at] as number
      let met = NONE
      for (let arc = back.offsets[v] as number; arc < (back.offsets[v + 1] as number); arc++) {
        const from = place[back.neighbours[arc] as number] as number
        if (from === NONE || above[from] === NONE) continue
        met = met === NONE ? from : intersect(above, from, met)
      }
      if (above[at] !== met) {
        above[at] = met
        changed = true
      }
    }
  }
  const immediate = new Uint32Array(csr.nodes).fill(NONE)
  for (let at = 0; at < last; at++) immediate[order[at] as number] = order[above[at] as number] as number
  return immediate
}

/** Walks two nodes up until they meet; numbers grow towards the root. */
function intersect(above: Uint32Array, a: number, b: number): number {
  let [x, y] = [a, b]
  while (x !== y) {
    while (x < y) x = above[x] as number
    while (y < x) y = above[y] as number
  }
  return x
}

/** Nodes reached from the root, children before parents, without recursion. */
function postorder({ nodes, offsets, neighbours }: Csr, root: number): Uint32Array {
  const next = Uint32Array.from(offsets.subarray(0, nodes))
  const seen = new Uint8Array(nodes)
  const path = [root]
  const order: number[] = []
  seen[root] = 1
  while (path.length > 0) {
    const v = path.at(-1) as number
    const arc = next[v] as number
    if (arc < (offsets[v + 1] as number)) {
      next[v] = arc + 1
      const w = neighbours[arc] as number
      if (seen[w] === 0) {
        seen[w] = 1
        path.push(w)
      }
    } else {
      order.push(v)
      path.pop()
    }
  }
  return Uint32Array.from(order)
}

function reversed({ nodes, arcs, offsets, neighbours }: Csr): Csr {
  const tails = new Uint32Array(arcs)
  for (let v = 0; v < nodes; v++) tails.fill(v, offsets[v], offsets[v + 1])
  return compress(nodes, neighbours, tails)
}
