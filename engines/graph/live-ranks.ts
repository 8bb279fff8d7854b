import { EditableRows } from './editable.ts'
import { normalised, type PageRankOptions, pageRank, startOf } from './page-rank.ts'
import type { SupplyGraph } from './supply-graph.ts'

/** A change of one relation. */
export interface Edit {
  readonly kind: 'add' | 'remove'
  readonly from: number
  readonly to: number
  readonly weight: number
}

/**
 * PageRank that follows edits of relations: after an edit only what it moves is worked on. The residual of the linear
 * system is zero but at the firms that the changed firm supplies; it is pushed along the arcs until what is left is below
 * the tolerance (Gauss-Southwell; Andersen, Chung and Lang 2006 call it push). The result is that of a full computation
 * within the tolerance.
 */
export class LiveRanks {
  private readonly damping: number
  private readonly tolerance: number
  private readonly rows: EditableRows
  private readonly sums: Float64Array
  private readonly x: Float64Array
  private readonly residual: Float64Array
  private readonly waits: Uint8Array
  private readonly queue: Uint32Array
  private total: number

  constructor(graph: SupplyGraph, options: PageRankOptions = {}) {
    this.damping = options.damping ?? 0.85
    this.tolerance = options.tolerance ?? 1e-10
    const { nodes } = graph
    this.rows = new EditableRows(graph.downstream, graph.downWeight)
    this.sums = new Float64Array(nodes)
    for (let v = 0; v < nodes; v++) this.sums[v] = this.sumOf(v)
    // The linear system's own scale: ranks times the ratio of what begins to what is there.
    const { rank } = pageRank(graph, { ...options, tolerance: this.tolerance / 4 })
    const start = startOf(nodes, options.personal)
    this.x = new Float64Array(nodes)
    this.residual = new Float64Array(nodes)
    this.waits = new Uint8Array(nodes)
    this.queue = new Uint32Array(nodes)
    const scale = scaleOf(start, rank, this.sums, this.damping)
    for (let v = 0; v < nodes; v++) this.x[v] = (rank[v] as number) * scale
    this.total = this.x.reduce((sum, value) => sum + value, 0)
  }

  /** Ranks now, adding up to 1. */
  ranks(): Float64Array {
    return normalised(this.x)
  }

  /**
   * Takes edits over; returns how many times a firm was worked on.
   * @throws RangeError when a relation to remove is not there, or a firm or weight is none
   */
  apply(edits: readonly Edit[]): number {
    for (const edit of edits) this.take(edit)
    return this.settle()
  }

  private take({ kind, from, to, weight }: Edit): void {
    const isNode = (v: number) => Number.isInteger(v) && v >= 0 && v < this.rows.nodes
    if (!isNode(from) || !isNode(to)) throw new RangeError(`relation ${from} to ${to} leaves the firms`)
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`weight ${weight} is none`)
    // What the firm handed on before is taken back, what it hands on now is given.
    this.give(from, -(this.x[from] as number))
    if (kind === 'add') this.rows.add(from, to, weight)
    else if (!this.rows.remove(from, to, weight)) {
      this.give(from, this.x[from] as number)
      throw new RangeError(`there is no relation ${from} to ${to} of weight ${weight}`)
    }
    this.sums[from] = this.sumOf(from)
    this.give(from, this.x[from] as number)
  }

  /** Adds to the residuals of those whom a firm supplies what it hands on of an amount. */
  private give(from: number, amount: number): void {
    const sum = this.sums[from] as number
    if (sum <= 0) return
    const { start, end, neighbours, weights } = this.rows
    for (let at = start[from] as number; at < (end[from] as number); at++) {
      const to = neighbours[at] as number
      this.residual[to] =
        (this.residual[to] as number) + (amount * this.damping * (weights[at] as number)) / sum
      this.pending.push(to)
    }
  }

  private readonly pending: number[] = []

  private settle(): number {
    const { nodes } = this.rows
    const { residual, waits, queue, x, damping } = this
    const least = (this.tolerance * (1 - damping) * this.total) / nodes
    let [head, size, worked] = [0, 0, 0]
    const enqueue = (v: number) => {
      if (waits[v] === 1 || Math.abs(residual[v] as number) <= least) return
      waits[v] = 1
      queue[(head + size) % nodes] = v
      size++
    }
    for (const v of this.pending.splice(0)) enqueue(v)
    const { start, end } = this.rows
    while (size > 0) {
      const v = queue[head] as number
      head = head + 1 === nodes ? 0 : head + 1
      size--
      waits[v] = 0
      const amount = residual[v] as number
      residual[v] = 0
      x[v] = (x[v] as number) + amount
      this.total += amount
      worked++
      const sum = this.sums[v] as number
      if (sum <= 0) continue
      const { neighbours, weights } = this.rows
      const part = (amount * damping) / sum
      const last = end[v] as number
      for (let at = start[v] as number; at < last; at++) {
        const to = neighbours[at] as number
        const left = (residual[to] as number) + part * (weights[at] as number)
        residual[to] = left
        if (waits[to] === 0 && (left > least || -left > least)) {
          waits[to] = 1
          let place = head + size
          if (place >= nodes) place -= nodes
          queue[place] = to
          size++
        }
      }
    }
    return worked
  }

  private sumOf(v: number): number {
    const { start, end, weights } = this.rows
    let sum = 0
    for (let at = start[v] as number; at < (end[v] as number); at++) sum += weights[at] as number
    return sum
  }
}

/** In the linear system all that begins, and what is handed on of the rest, is there: total = begun / (1 - d × handed on). */
function scaleOf(start: Float64Array, rank: Float64Array, sums: Float64Array, damping: number): number {
  let begun = 0
  let handedOn = 0
  for (let v = 0; v < start.length; v++) {
    begun += start[v] as number
    if ((sums[v] as number) > 0) handedOn += rank[v] as number
  }
  return begun / (1 - damping * handedOn)
}
