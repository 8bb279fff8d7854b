import type { Csr } from './csr.ts'

/** Nodes reached, in the order of their distance. Views of the searcher's memory: good until its next search. */
export interface Reached {
  readonly count: number
  /** The sources first. */
  readonly nodes: Uint32Array
  /** Where the nodes of each distance begin in `nodes`; one more entry than distances. */
  readonly levels: readonly number[]
}

const NONE = 0xffffffff

/**
 * Searches by breadth over one direction of a graph. It owns its memory and only marks what it reaches, so that a search
 * costs what it reaches and nothing of the size of the graph: hundreds of searches share one searcher.
 */
export class Searcher {
  private readonly csr: Csr
  private readonly marks: Uint32Array
  private readonly queue: Uint32Array
  private readonly parent: Uint32Array
  private epoch = 0

  constructor(csr: Csr) {
    this.csr = csr
    this.marks = new Uint32Array(csr.nodes)
    this.queue = new Uint32Array(csr.nodes)
    this.parent = new Uint32Array(csr.nodes)
  }

  /** Nodes within so many hops of the sources, the sources included. Parallel arcs and cycles count once. */
  within(sources: ArrayLike<number>, hops: number): Reached {
    const { offsets, neighbours } = this.csr
    const { marks, queue, parent } = this
    const epoch = this.nextEpoch()
    let count = 0
    for (let at = 0; at < sources.length; at++) {
      const source = sources[at] as number
      if (marks[source] === epoch) continue
      marks[source] = epoch
      parent[source] = NONE
      queue[count++] = source
    }
    const levels = [0]
    let begin = 0
    for (let hop = 0; hop < hops && begin < count; hop++) {
      const end = count
      levels.push(end)
      for (; begin < end; begin++) {
        const v = queue[begin] as number
        const last = offsets[v + 1] as number
        for (let arc = offsets[v] as number; arc < last; arc++) {
          const w = neighbours[arc] as number
          if (marks[w] === epoch) continue
          marks[w] = epoch
          parent[w] = arc
          queue[count++] = w
        }
      }
    }
    if (levels.at(-1) !== count) levels.push(count)
    return { count, nodes: queue.subarray(0, count), levels }
  }

  /**
   * Rows of the column table on a shortest path to a node of the last search, from the source on; undefined when it was
   * not reached. Of paths of one length it is the one found first.
   */
  pathTo(node: number): number[] | undefined {
    if (this.marks[node] !== this.epoch) return undefined
    const rows: number[] = []
    for (let at = node, arc = this.parent[at] as number; arc !== NONE; arc = this.parent[at] as number) {
      rows.push(this.csr.rows[arc] as number)
      at = this.tailOf(arc)
    }
    return rows.reverse()
  }

  /** The node that an arc leaves: the row of the offsets that holds it. */
  private tailOf(arc: number): number {
    const { offsets } = this.csr
    let [low, high] = [0, this.csr.nodes]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((offsets[middle] as number) <= arc) low = middle
      else high = middle
    }
    return low
  }

  private nextEpoch(): number {
    if (this.epoch === NONE) {
      this.marks.fill(0)
      this.epoch = 0
    }
    this.epoch++
    return this.epoch
  }
}

/**
 * Rows on the widest path between two nodes: the one whose weakest arc is strongest (of those the one with the fewest
 * arcs among equal choices made on the way); undefined when there is none. Time: arcs × log arcs.
 */
export function widestPath(
  csr: Csr,
  weight: ArrayLike<number>,
  from: number,
  to: number,
): { rows: number[]; width: number } | undefined {
  const width = new Float64Array(csr.nodes).fill(-1)
  const parent = new Uint32Array(csr.nodes).fill(NONE)
  const tail = new Uint32Array(csr.nodes)
  const heap: [number, number][] = [[Number.POSITIVE_INFINITY, from]]
  width[from] = Number.POSITIVE_INFINITY
  for (let top = pop(heap); top; top = pop(heap)) {
    const [wide, v] = top
    if (v === to) break
    if (wide < (width[v] as number)) continue
    for (let arc = csr.offsets[v] as number; arc < (csr.offsets[v + 1] as number); arc++) {
      const w = csr.neighbours[arc] as number
      const next = Math.min(wide, weight[arc] as number)
      if (next <= (width[w] as number)) continue
      width[w] = next
      parent[w] = arc
      tail[w] = v
      push(heap, [next, w])
    }
  }
  if ((width[to] as number) < 0) return undefined
  const rows: number[] = []
  for (let at = to; at !== from; at = tail[at] as number) rows.push(csr.rows[parent[at] as number] as number)
  return { rows: rows.reverse(), width: width[to] as number }
}

function push(heap: [number, number][], entry: [number, number]): void {
  let at = heap.push(entry) - 1
  while (at > 0) {
    const up = (at - 1) >> 1
    if ((heap[up] as [number, number])[0] >= entry[0]) break
    heap[at] = heap[up] as [number, number]
    at = up
  }
  heap[at] = entry
}

function pop(heap: [number, number][]): [number, number] | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (!top || !last || heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (
      child + 1 < heap.length &&
      (heap[child + 1] as [number, number])[0] > (heap[child] as [number, number])[0]
    )
      child++
    if ((heap[child] as [number, number])[0] <= last[0]) break
    heap[at] = heap[child] as [number, number]
    at = child
  }
  heap[at] = last
  return top
}
