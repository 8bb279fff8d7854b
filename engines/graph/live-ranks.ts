import { EditableRows } from './editable.ts'
import { normalised, type PageRankOptions, startOf, sweepOrder } from './page-rank.ts'
import { multiply, sumsOf, sweepToRest } from './rank-sweeps.ts'
import type { SupplyGraph } from './supply-graph.ts'

/** A change of one relation. */
export interface Edit {
  readonly kind: 'add' | 'remove'
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** Of the firms, the share that pushing may work on before sweeping over all is cheaper. */
const PUSH_SHARE = 1 / 16

/**
 * PageRank that follows edits of relations. After an edit the residual of the linear system is zero but at the firms that
 * the changed firm supplies. It is pushed along the arcs (Gauss-Southwell; Andersen, Chung and Lang 2006) while that stays
 * local; what reaches far is then brought to rest by sweeps that begin at the old ranks. The result is that of a full
 * computation within the tolerance.
 */
export class LiveRanks {
  private readonly damping: number
  private readonly tolerance: number
  private readonly down: EditableRows
  private readonly up: EditableRows
  private readonly order: Uint32Array
  private readonly start: Float64Array
  private readonly scale: Float64Array
  private readonly own: Float64Array
  private readonly inside: Float64Array
  private readonly x: Float64Array
  private readonly residual: Float64Array
  private readonly waits: Uint8Array
  private total = 0

  constructor(graph: SupplyGraph, options: PageRankOptions = {}) {
    this.damping = options.damping ?? 0.85
    this.tolerance = options.tolerance ?? 1e-10
    const { nodes } = graph
    this.down = new EditableRows(graph.downstream, graph.downWeight)
    this.up = new EditableRows(graph.upstream, graph.upWeight)
    this.order = sweepOrder(graph)
    this.start = startOf(nodes, options.personal)
    this.scale = new Float64Array(nodes)
    this.own = new Float64Array(nodes)
    this.inside = new Float64Array(nodes)
    for (let v = 0; v < nodes; v++) this.measure(v)
    this.x = Float64Array.from(this.start)
    this.residual = new Float64Array(nodes)
    this.waits = new Uint8Array(nodes)
    this.sweep()
  }

  /** Ranks now, adding up to 1. */
  ranks(): Float64Array {
    return normalised(this.x)
  }

  /**
   * Takes edits over; returns how many times a firm was worked on.
   * @throws RangeError when a relation to remove is not there, or a firm or weight is none; edits before it are taken
   */
  apply(edits: readonly Edit[]): number {
    const touched: number[] = []
    try {
      for (const edit of edits) this.take(edit, touched)
    } finally {
      const { worked, isDone } = this.pushOut(touched)
      this.worked = isDone ? worked : worked + this.sweep() * this.x.length
    }
    return this.worked
  }

  private worked = 0

  private take({ kind, from, to, weight }: Edit, touched: number[]): void {
    const isNode = (v: number) => Number.isInteger(v) && v >= 0 && v < this.x.length
    if (!isNode(from) || !isNode(to)) throw new RangeError(`relation ${from} to ${to} leaves the firms`)
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`weight ${weight} is none`)
    // What the firm handed on before is taken back, what it hands on now is given.
    this.give(from, -1, touched)
    const isThere = kind === 'add' || this.down.remove(from, to, weight)
    if (kind === 'add') this.down.add(from, to, weight)
    if (kind === 'add') this.up.add(to, from, weight)
    else if (isThere) this.up.remove(to, from, weight)
    this.measure(from)
    this.give(from, 1, touched)
    if (!isThere) throw new RangeError(`there is no relation ${from} to ${to} of weight ${weight}`)
  }

  private measure(v: number): void {
    const { start, end, neighbours, weights } = this.down
    let sum = 0
    let own = 0
    for (let at = start[v] as number; at < (end[v] as number); at++) {
      sum += weights[at] as number
      if (neighbours[at] === v) own += weights[at] as number
    }
    const scale = sum > 0 ? this.damping / sum : 0
    this.scale[v] = scale
    this.own[v] = own * scale
    this.inside[v] = sum * scale
  }

  /** Adds to the residuals of those whom a firm supplies what it hands on, times a sign. */
  private give(from: number, sign: number, touched: number[]): void {
    const part = sign * (this.x[from] as number) * (this.scale[from] as number)
    const { start, end, neighbours, weights } = this.down
    for (let at = start[from] as number; at < (end[from] as number); at++) {
      const to = neighbours[at] as number
      this.residual[to] = (this.residual[to] as number) + part * (weights[at] as number)
      touched.push(to)
    }
  }

  /** Pushes residuals along the arcs until they are small or the work reaches too far. */
  private pushOut(touched: readonly number[]): { worked: number; isDone: boolean } {
    const { residual, waits, x, scale } = this
    const least = (this.tolerance * (1 - this.damping) * this.total) / x.length
    const queue: number[] = []
    const enqueue = (v: number) => {
      if (waits[v] === 1 || Math.abs(residual[v] as number) <= least) return
      waits[v] = 1
      queue.push(v)
    }
    for (const v of touched) enqueue(v)
    const most = Math.ceil(x.length * PUSH_SHARE)
    const { start, end, neighbours, weights } = this.down
    let head = 0
    for (; head < queue.length && head < most; head++) {
      const v = queue[head] as number
      waits[v] = 0
      const amount = residual[v] as number
      residual[v] = 0
      x[v] = (x[v] as number) + amount
      this.total += amount
      const part = amount * (scale[v] as number)
      if (part === 0) continue
      for (let at = start[v] as number; at < (end[v] as number); at++) {
        const to = neighbours[at] as number
        residual[to] = (residual[to] as number) + part * (weights[at] as number)
        enqueue(to)
      }
    }
    for (let at = head; at < queue.length; at++) waits[queue[at] as number] = 0
    return { worked: head, isDone: head === queue.length }
  }

  /** Sweeps over all, from the ranks as they are; returns how many times. */
  private sweep(): number {
    const { start, x, scale, inside, damping } = this
    const handed = x.map((rank, v) => rank * (scale[v] as number))
    const { sweeps } = sweepToRest(
      {
        damping,
        begun: start.reduce((sum, value) => sum + value, 0),
        sweep: () => sweepRows(this.order, this.up, start, scale, this.own, x, handed),
        sums: () => sumsOf(x, inside),
        multiply: (factor) => {
          multiply(x, factor)
          multiply(handed, factor)
        },
      },
      this.tolerance,
    )
    this.residual.fill(0)
    this.total = x.reduce((sum, value) => sum + value, 0)
    return sweeps
  }
}

/** A sweep over rows that may be edited: what a supplier hands on is kept, because an edit changes it for all its customers. */
function sweepRows(
  order: Uint32Array,
  { start: begin, end, neighbours: suppliers, weights }: EditableRows,
  start: Float64Array,
  scale: Float64Array,
  own: Float64Array,
  x: Float64Array,
  handed: Float64Array,
): number {
  let change = 0
  for (let at = 0; at < order.length; at++) {
    const v = order[at] as number
    let sum = start[v] as number
    const last = end[v] as number
    for (let arc = begin[v] as number; arc < last; arc++)
      sum += (weights[arc] as number) * (handed[suppliers[arc] as number] as number)
    const before = x[v] as number
    const back = own[v] as number
    if (back !== 0) sum = (sum - back * before) / (1 - back)
    const step = sum - before
    change += step < 0 ? -step : step
    x[v] = sum
    handed[v] = sum * (scale[v] as number)
  }
  return change
}
