import { LOCAL, type Network, NONE, OUTSIDE, UNKNOWN_PLACE } from '../../domain/network.ts'
import { type Bill, type ResolvedBill, resolveBill } from './bill.ts'

/** A vehicle model that counts: on sale on the day, with its bill. */
export interface Product {
  readonly id: string
  /** Index of a firm, or -1 when the maker is not there any more. */
  readonly oem: number
  /** Vehicles a year; null is unknown. */
  readonly volume: number | null
  /** Where it is assembled. */
  readonly place: number
  readonly bill: Bill
}

/**
 * Everything that goes into the products, as one system: products, the lines of their bills, the firms behind the lines
 * and behind those firms. A product's unit is a vehicle; a line's and a firm's a fen of its output. Columns of a node say
 * what it adds itself and where; an edge says how much of the supplier's output goes into a unit of the buyer's.
 */
export interface ProductGraph {
  /** Fen of value that the node adds to a unit of its output. */
  readonly valueAdded: Float64Array
  /** LOCAL, OUTSIDE or UNKNOWN_PLACE. */
  readonly place: Uint8Array
  readonly supplier: Uint32Array
  readonly buyer: Uint32Array
  readonly quantity: Float64Array
  /** Node of the chain that the edge buys, or NONE. */
  readonly edgeNode: Uint16Array
  /** 1: a line that stands for its maker, or for what its maker declares; the next node is of the same tier. */
  readonly alias: Uint8Array
  /** Products are the nodes 0 … products-1. */
  readonly products: number
  /** First node of each product's lines: line `k` of product `p` is node `firstLine[p] + k`. */
  readonly firstLine: Uint32Array
  /** Node of a firm of the network, or -1 where no product leads to it. */
  readonly firmNode: Int32Array
  /** Fen a vehicle of each line node (index from `products` on); NaN is unknown. */
  readonly lineCost: Float64Array
  readonly bills: readonly ResolvedBill[]
  /** Firms whose inputs are known in part at least, of the firms that stand behind lines. */
  readonly traced: { readonly firms: number; readonly withInputs: number }
}

/** Inputs beyond this share of a firm's revenue are scaled down to it: amounts and revenue may be of different years. */
const MOST_INPUTS = 0.95
const NOBODY = -1

/** What a firm buys for a fen of its revenue: suppliers and shares, as far as both are known. */
interface Inputs {
  readonly start: Uint32Array
  readonly supplier: Uint32Array
  readonly share: Float64Array
  readonly node: Uint16Array
  readonly total: Float64Array
}

/** Builds the system of the products over the network. */
export function productGraph(network: Network, products: readonly Product[]): ProductGraph {
  const inputs = inputsOf(network)
  const bills = products.map(({ bill }) => resolveBill(bill))
  const firstLine = new Uint32Array(products.length)
  let nodes = products.length
  for (const [at, { bill }] of products.entries()) {
    firstLine[at] = nodes
    nodes += bill.lines.length
  }
  const lineEnd = nodes
  const firmNode = new Int32Array(network.firms.id.length).fill(NOBODY)
  const reached: number[] = []
  const reach = (firm: number) => {
    if (firmNode[firm] !== NOBODY) return firmNode[firm] as number
    firmNode[firm] = lineEnd + reached.length
    reached.push(firm)
    return firmNode[firm] as number
  }
  const edges = new Edges()
  const added: number[] = new Array(lineEnd).fill(0)
  const place: number[] = new Array(lineEnd).fill(UNKNOWN_PLACE)
  const alias: number[] = new Array(lineEnd).fill(0)
  const declared: { line: number; share: number }[] = []
  for (const [at, product] of products.entries()) {
    const bill = bills[at] as ResolvedBill
    added[at] = bill.assemblyValue
    place[at] = product.place
    placeLines(product, bill, at, firstLine[at] as number)
  }
  // Firms found while their buyers are looked at are looked at in their turn.
  for (let k = 0; k < reached.length; k++) {
    const firm = reached[k] as number
    added.push(1 - (inputs.total[firm] as number))
    place.push(network.firms.place[firm] as number)
    for (let e = inputs.start[firm] as number; e < (inputs.start[firm + 1] as number); e++)
      edges.add(
        reach(inputs.supplier[e] as number),
        lineEnd + k,
        inputs.share[e] as number,
        inputs.node[e] as number,
      )
  }
  // Two last nodes: value that suppliers declare as local or not, without saying whose.
  const ends = [added.length, added.length + 1] as const
  added.push(1, 1)
  place.push(LOCAL, OUTSIDE)
  for (const { line, share } of declared) {
    edges.add(ends[0], line, share, NONE)
    edges.add(ends[1], line, 1 - share, NONE)
  }
  return {
    valueAdded: Float64Array.from(added),
    place: Uint8Array.from(place),
    ...edges.columns(),
    alias: Uint8Array.from({ length: added.length }, (_, node) => alias[node] ?? 0),
    products: products.length,
    firstLine,
    firmNode,
    lineCost: Float64Array.from(bills.flatMap(({ cost }) => [...cost])),
    bills,
    traced: {
      firms: reached.length,
      withInputs: reached.filter((firm) => (inputs.total[firm] as number) > 0).length,
    },
  }

  function placeLines({ bill }: Product, resolved: ResolvedBill, model: number, first: number): void {
    const { cost } = resolved
    const partsCost = new Float64Array(bill.lines.length)
    for (const [at, line] of bill.lines.entries()) {
      if (!((cost[at] as number) > 0)) continue
      if (line.parent < 0) edges.add(first + at, model, cost[at] as number, line.node)
      else if ((cost[line.parent] as number) > 0) {
        edges.add(
          first + at,
          first + line.parent,
          (cost[at] as number) / (cost[line.parent] as number),
          line.node,
        )
        partsCost[line.parent] = (partsCost[line.parent] as number) + (cost[at] as number)
      }
    }
    for (const [at, line] of bill.lines.entries()) {
      const node = first + at
      place[node] = line.place
      const ofParts = partsCost[at] as number
      if (ofParts > 0) added[node] = Math.max(0, 1 - ofParts / (cost[at] as number))
      else if (line.localShare !== null) {
        declared.push({ line: node, share: line.localShare })
        alias[node] = 1
      } else if (line.supplier < 0) added[node] = 1
      else if (line.place === network.firms.place[line.supplier]) {
        edges.add(reach(line.supplier), node, 1, line.node)
        alias[node] = 1
      } else {
        // Made elsewhere than where its maker sits: the maker's inputs, its own value at the place of making.
        added[node] = 1 - (inputs.total[line.supplier] as number)
        for (
          let e = inputs.start[line.supplier] as number;
          e < (inputs.start[line.supplier + 1] as number);
          e++
        )
          edges.add(
            reach(inputs.supplier[e] as number),
            node,
            inputs.share[e] as number,
            inputs.node[e] as number,
          )
      }
    }
  }
}

/** Relations with an amount, over the buyer's revenue; a firm that supplies itself adds nothing to itself. */
function inputsOf({ firms, relations }: Network): Inputs {
  const count = firms.id.length
  const share = new Float64Array(relations.id.length)
  const total = new Float64Array(count)
  const start = new Uint32Array(count + 1)
  for (let row = 0; row < share.length; row++) {
    const buyer = relations.buyer[row] as number
    const part = (relations.amount[row] as number) / (firms.revenue[buyer] as number)
    if (!(part > 0 && part < Number.POSITIVE_INFINITY) || buyer === relations.supplier[row]) continue
    share[row] = part
    total[buyer] = (total[buyer] as number) + part
    start[buyer + 1] = (start[buyer + 1] as number) + 1
  }
  for (let firm = 0; firm < count; firm++)
    start[firm + 1] = (start[firm + 1] as number) + (start[firm] as number)
  const next = start.slice(0, count)
  const supplier = new Uint32Array(start[count] as number)
  const node = new Uint16Array(supplier.length)
  const ordered = new Float64Array(supplier.length)
  for (let row = 0; row < share.length; row++) {
    if (share[row] === 0) continue
    const buyer = relations.buyer[row] as number
    const at = next[buyer] as number
    next[buyer] = at + 1
    supplier[at] = relations.supplier[row] as number
    const named = relations.node[row] as number
    node[at] = named === NONE ? (firms.node[supplier[at] as number] as number) : named
    ordered[at] = (share[row] as number) * Math.min(1, MOST_INPUTS / (total[buyer] as number))
  }
  return { start, supplier, share: ordered, node, total: total.map((all) => Math.min(all, MOST_INPUTS)) }
}

/** Edges as they are found. */
class Edges {
  private readonly from: number[] = []
  private readonly to: number[] = []
  private readonly much: number[] = []
  private readonly of: number[] = []

  add(supplier: number, buyer: number, quantity: number, node: number): void {
    this.of.push(node)
    this.from.push(supplier)
    this.to.push(buyer)
    this.much.push(quantity)
  }

  columns() {
    return {
      supplier: Uint32Array.from(this.from),
      buyer: Uint32Array.from(this.to),
      quantity: Float64Array.from(this.much),
      edgeNode: Uint16Array.from(this.of),
    }
  }
}
