import type { Network } from '../../domain/network.ts'

/** Relations between the same two groups, added up. */
export interface Flow {
  readonly from: number
  readonly to: number
  relations: number
  /** Sum of the known amounts; NaN where none is known. */
  amount: number
  /** Node supplied, when it is the same for all; else -1. */
  node: number
  /** The least trusted of them. */
  trust: number
  /** The first row; the only one when `relations` is 1. */
  readonly row: number
  readonly suppliers: Set<number>
  readonly buyers: Set<number>
}

/**
 * Adds relations up by the groups that their ends belong to; a group of -1 is not in the picture, and what stays inside a
 * group is not drawn.
 *
 * @param groups how many groups there are
 * Time: the number of relations.
 */
export function flowsBetween(
  { relations }: Network,
  groups: number,
  fromOf: (row: number) => number,
  toOf: (row: number) => number,
  isIn: (row: number) => boolean,
): Flow[] {
  const flows = new Map<number, Flow>()
  for (let row = 0; row < relations.supplier.length; row++) {
    const from = fromOf(row)
    if (from < 0) continue
    const to = toOf(row)
    if (to < 0 || from === to || !isIn(row)) continue
    const key = from * groups + to
    const amount = relations.amount[row] as number
    const node = relations.node[row] as number
    const trust = relations.trust[row] as number
    const flow = flows.get(key)
    if (flow === undefined) {
      flows.set(key, {
        from,
        to,
        relations: 1,
        amount,
        node,
        trust,
        row,
        suppliers: new Set([relations.supplier[row] as number]),
        buyers: new Set([relations.buyer[row] as number]),
      })
      continue
    }
    flow.relations++
    if (!Number.isNaN(amount)) flow.amount = Number.isNaN(flow.amount) ? amount : flow.amount + amount
    if (flow.node !== node) flow.node = -1
    if (trust < flow.trust) flow.trust = trust
    flow.suppliers.add(relations.supplier[row] as number)
    flow.buyers.add(relations.buyer[row] as number)
  }
  return [...flows.values()]
}
