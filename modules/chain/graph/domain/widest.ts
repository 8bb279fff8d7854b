import { compress, inArcOrder, widestPath } from '#engines/graph'

interface Arcs {
  readonly nodes: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly weight: Float64Array
}

/**
 * The widest path from any of some firms to any of others: the one whose smallest amount is largest. A source before all
 * starts and a sink behind all ends make it one search over the whole network, so that no pair of ends is left out.
 *
 * @returns rows of the arcs from the start on; undefined when there is no path
 * Time: arcs × log arcs.
 */
export function widestBetween(
  { nodes, from, to, weight }: Arcs,
  starts: readonly number[],
  ends: readonly number[],
): { rows: number[]; width: number } | undefined {
  const goal = new Set(ends)
  const begin = starts.filter((firm) => !goal.has(firm))
  const [source, sink, arcs] = [nodes, nodes + 1, from.length]
  const tails = joined(from, [...begin.map(() => source), ...ends])
  const heads = joined(to, [...begin, ...ends.map(() => sink)])
  const widths = new Float64Array(tails.length).fill(Number.MAX_VALUE)
  widths.set(weight)
  const csr = compress(nodes + 2, tails, heads)
  const found = widestPath(csr, inArcOrder(csr, widths), source, sink)
  return found && { rows: found.rows.filter((row) => row < arcs), width: found.width }
}

function joined(column: Uint32Array, more: readonly number[]): Uint32Array {
  const all = new Uint32Array(column.length + more.length)
  all.set(column)
  all.set(more, column.length)
  return all
}
