import type { Csr } from './csr.ts'

/** Rows get this much more room than they have arcs. */
const SLACK = 1.25

/**
 * Rows of neighbours with room to grow, so that an arc is added or removed without building the graph anew: the arcs of
 * node `v` are `start[v] … end[v] - 1`. A full row moves to the end of the arrays.
 */
export class EditableRows {
  readonly nodes: number
  readonly start: Uint32Array
  readonly end: Uint32Array
  private readonly room: Uint32Array
  private used: number
  neighbours: Uint32Array
  weights: Float64Array

  constructor({ nodes, arcs, offsets, neighbours }: Csr, weights: ArrayLike<number>) {
    this.nodes = nodes
    this.start = Uint32Array.from(offsets.subarray(0, nodes))
    this.end = Uint32Array.from(offsets.subarray(1))
    this.room = Uint32Array.from(this.end)
    const capacity = Math.ceil(arcs * SLACK) + 64
    this.neighbours = new Uint32Array(capacity)
    this.neighbours.set(neighbours)
    this.weights = new Float64Array(capacity)
    this.weights.set(weights)
    this.used = arcs
  }

  /** Adds an arc; several between the same nodes stay several. */
  add(from: number, to: number, weight: number): void {
    if (this.end[from] === this.room[from]) this.move(from)
    const at = this.end[from] as number
    this.neighbours[at] = to
    this.weights[at] = weight
    this.end[from] = at + 1
  }

  /** Removes one arc between the nodes with this weight; whether there was one. */
  remove(from: number, to: number, weight: number): boolean {
    const last = (this.end[from] as number) - 1
    for (let at = this.start[from] as number; at <= last; at++) {
      if (this.neighbours[at] !== to || this.weights[at] !== weight) continue
      this.neighbours[at] = this.neighbours[last] as number
      this.weights[at] = this.weights[last] as number
      this.end[from] = last
      return true
    }
    return false
  }

  private move(node: number): void {
    const [begin, end] = [this.start[node] as number, this.end[node] as number]
    const size = end - begin
    const room = Math.ceil((size + 1) * SLACK) + 2
    if (this.used + room > this.neighbours.length) this.grow(this.used + room)
    this.neighbours.copyWithin(this.used, begin, end)
    this.weights.copyWithin(this.used, begin, end)
    this.start[node] = this.used
    this.end[node] = this.used + size
    this.used += room
    this.room[node] = this.used
  }

  private grow(least: number): void {
    const capacity = Math.ceil(least * SLACK)
    const neighbours = new Uint32Array(capacity)
    neighbours.set(this.neighbours)
    const weights = new Float64Array(capacity)
    weights.set(this.weights)
    this.neighbours = neighbours
    this.weights = weights
  }
}
