import type { Network } from '../../domain/network.ts'

/** Relations between the same two groups, added up. */
export interface Flow {
  readonly from: number
  readonly to: number
  relations: number
  /** Relations of a supplier in the city. */
  local: number
  /** Sum of the known amounts; NaN where none is known. */
  amount: number
  /** Node supplied, when it is the same for all; else -1. */
  node: number
  /** The least trusted of them. */
  trust: number
  /** The first row; the only one when `relations` is 1. */
  readonly row: number
  /** Whether each of them may be read. */
  isSeen: boolean
  readonly suppliers: Set<number>
  readonly buyers: Set<number>
}

export interface FlowRules {
  /** Group of the supplier and of the buyer of a relation; below 0: not in the picture. */
  readonly fromOf: (row: number) => number
  readonly toOf: (row: number) => number
  readonly isIn: (row: number) => boolean
  readonly isSeen: (row: number) => boolean
  readonly isLocal: (firm: number) => boolean
}

/**
 * Adds relations up by the groups that their ends belong to; what stays inside a group is not drawn.
 *
 * @param groups how many groups there are
 * Time: the number of relations.
 */
export function flowsBetween({ relations }: Network, groups: number, rules: FlowRules): Flow[] {
  const flows = new Map<number, Flow>()
  for (let row = 0; row < relations.supplier.length; row++) {
    const from = rules.fromOf(row)
    if (from < 0) continue
    const to = rules.toOf(row)
    if (to < 0 || from === to || !rules.isIn(row)) continue
    const key = from * groups + to
    let flow = flows.get(key)
    if (flow === undefined) {
      flow = emptyFlow(from, to, relations.node[row] as number, row)
      flows.set(key, flow)
    }
    addTo(flow, relations, row, rules)
  }
  return [...flows.values()]
}

export const emptyFlow = (from: number, to: number, node: number, row: number): Flow => ({
  from,
  to,
  relations: 0,
  local: 0,
  amount: Number.NaN,
  node,
  trust: 1,
  row,
  isSeen: true,
  suppliers: new Set(),
  buyers: new Set(),
})

/** Adds one relation to a sum. */
export function addTo(
  flow: Flow,
  relations: Network['relations'],
  row: number,
  { isSeen, isLocal }: Pick<FlowRules, 'isSeen' | 'isLocal'>,
): void {
  const [supplier, buyer] = [relations.supplier[row] as number, relations.buyer[row] as number]
  const amount = relations.amount[row] as number
  flow.relations++
  if (isLocal(supplier)) flow.local++
  if (!Number.isNaN(amount)) flow.amount = Number.isNaN(flow.amount) ? amount : flow.amount + amount
  if (flow.node !== relations.node[row]) flow.node = -1
  flow.trust = Math.min(flow.trust, relations.trust[row] as number)
  flow.isSeen &&= isSeen(row)
  flow.suppliers.add(supplier)
  flow.buyers.add(buyer)
}
