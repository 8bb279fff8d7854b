/** Possible pairs between two sides in columns; a higher weight is a better pair, weights at or below 0 are never chosen. */
export interface SidePairs {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly weight: Float32Array | Float64Array
}

/**
 * One-to-one choice by taking the heaviest pair whose rows are both free, again and again. At least half the weight of
 * the best choice, and what a careful person does with a list. Equal weights: the earlier pair.
 *
 * @returns positions of the chosen pairs, heaviest first
 */
export function chooseGreedily({ left, right, weight }: SidePairs): Int32Array {
  const order = Int32Array.from(left.keys()).filter((at) => weight[at]! > 0)
  order.sort((a, b) => weight[b]! - weight[a]! || a - b)
  const taken = new Set<number>()
  const partners = new Set<number>()
  return order.filter((at) => {
    if (taken.has(left[at]!) || partners.has(right[at]!)) return false
    taken.add(left[at]!)
    partners.add(right[at]!)
    return true
  })
}

/**
 * One-to-one choice of the greatest total weight: shortest augmenting paths with prices (Jonker and Volgenant 1987) on
 * the sparse graph; a row may stay alone at no gain. Time grows with rows times pairs in the worst case, and with the
 * pairs where few rows compete.
 *
 * @returns positions of the chosen pairs, in order of the left rows
 */
export function chooseBest({ left, right, weight }: SidePairs): Int32Array {
  const lefts = dense(left)
  const rights = dense(right)
  const graph = adjacency(lefts.of, lefts.count, weight)
  const priceRight = new Float64Array(rights.count)
  const priceLeft = new Float64Array(lefts.count)
  const pairOfLeft = new Int32Array(lefts.count).fill(-1)
  const pairOfRight = new Int32Array(rights.count).fill(-1)
  const cost = new Float64Array(rights.count).fill(Number.POSITIVE_INFINITY)
  const via = new Int32Array(rights.count)
  const done = new Uint8Array(rights.count)
  const heap = new CostHeap()
  for (let start = 0; start < lefts.count; start++) {
    const seen: number[] = []
    const settled: number[] = []
    heap.clear()
    let alone = Number.POSITIVE_INFINITY
    let aloneLeft = -1
    let end = -1
    let row = start
    let base = 0
    for (;;) {
      // Reduced cost of staying alone: the price the row would get back.
      const stay = base - priceLeft[row]!
      if (stay < alone) {
        alone = stay
        aloneLeft = row
      }
      for (let k = graph.starts[row]!; k < graph.starts[row + 1]!; k++) {
        const pair = graph.pairs[k]!
        const column = rights.of[pair]!
        if (done[column]) continue
        const next = base - weight[pair]! - priceLeft[row]! - priceRight[column]!
        if (next < cost[column]!) {
          if (cost[column] === Number.POSITIVE_INFINITY) seen.push(column)
          cost[column] = next
          via[column] = pair
          heap.push(next, column)
        }
      }
      let column = heap.pop()
      while (column >= 0 && done[column]) column = heap.pop()
      if (column < 0 || cost[column]! >= alone) break
      done[column] = 1
      settled.push(column)
      base = cost[column]!
      if (pairOfRight[column]! < 0) {
        end = column
        break
      }
      row = lefts.of[pairOfRight[column]!]!
    }
    const reached = end >= 0 ? base : alone
    priceLeft[start]! += reached
    for (const column of settled) {
      const back = reached - cost[column]!
      priceRight[column]! -= back
      if (pairOfRight[column]! >= 0) priceLeft[lefts.of[pairOfRight[column]!]!]! += back
    }
    // Walk back from the free column, or from the row that now stays alone, to the start.
    let column = end
    if (end < 0) {
      const freed = pairOfLeft[aloneLeft]!
      pairOfLeft[aloneLeft] = -1
      column = aloneLeft === start ? -1 : rights.of[freed]!
    }
    while (column >= 0) {
      const pair = via[column]!
      const owner = lefts.of[pair]!
      const freed = pairOfLeft[owner]!
      pairOfLeft[owner] = pair
      pairOfRight[column] = pair
      column = owner === start ? -1 : rights.of[freed]!
    }
    for (const touched of seen) {
      cost[touched] = Number.POSITIVE_INFINITY
      done[touched] = 0
    }
  }
  return pairOfLeft.filter((pair) => pair >= 0)
}

function dense(rows: Int32Array): { readonly of: Int32Array; readonly count: number } {
  const numbers = new Map<number, number>()
  const of = Int32Array.from(rows, (row) => {
    let number = numbers.get(row)
    if (number === undefined) {
      number = numbers.size
      numbers.set(row, number)
    }
    return number
  })
  return { of, count: numbers.size }
}

function adjacency(rows: Int32Array, count: number, weight: Float32Array | Float64Array) {
  const starts = new Int32Array(count + 1)
  for (let at = 0; at < rows.length; at++) if (weight[at]! > 0) starts[rows[at]! + 1]!++
  for (let row = 0; row < count; row++) starts[row + 1]! += starts[row]!
  const pairs = new Int32Array(starts[count]!)
  const next = starts.slice()
  for (let at = 0; at < rows.length; at++) if (weight[at]! > 0) pairs[next[rows[at]!]!++] = at
  return { starts, pairs }
}

/** Columns by cost, the cheapest first. */
class CostHeap {
  private readonly costs: number[] = []
  private readonly columns: number[] = []

  clear(): void {
    this.costs.length = 0
    this.columns.length = 0
  }

  push(cost: number, column: number): void {
    const { costs, columns } = this
    let at = costs.push(cost) - 1
    columns.push(column)
    while (at > 0) {
      const up = (at - 1) >> 1
      if (costs[up]! <= cost) break
      costs[at] = costs[up]!
      columns[at] = columns[up]!
      at = up
    }
    costs[at] = cost
    columns[at] = column
  }

  /** The cheapest column, or -1. */
  pop(): number {
    const { costs, columns } = this
    if (costs.length === 0) return -1
    const top = columns[0]!
    const cost = costs.pop()!
    const column = columns.pop()!
    const size = costs.length
    if (size === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && costs[child + 1]! < costs[child]!) child++
      if (costs[child]! >= cost) break
      costs[at] = costs[child]!
      columns[at] = columns[child]!
      at = child
    }
    costs[at] = cost
    columns[at] = column
    return top
  }
}
