import type { TreeNode } from '../../contract.ts'

/** Counts of a node together with everything below it. */
export interface Sums {
  firms: number
  localFirms: number
  relations: number
  localRelations: number
  /** Sum of the known amounts; null where none is known. */
  amount: number | null
}

export function sumsBelow(nodes: readonly TreeNode[]): Map<string, Sums> {
  const byCode = new Map(nodes.map((node) => [node.code, node]))
  const sums = new Map<string, Sums>(
    nodes.map(({ code }) => [
      code,
      { firms: 0, localFirms: 0, relations: 0, localRelations: 0, amount: null },
    ]),
  )
  for (const node of nodes)
    for (let at: TreeNode | undefined = node; at; at = byCode.get(at.parent ?? '')) {
      const of = sums.get(at.code) as Sums
      of.firms += node.firms
      of.localFirms += node.localFirms
      of.relations += node.relations
      of.localRelations += node.localRelations
      if (node.amount !== null) of.amount = (of.amount ?? 0) + node.amount
    }
  return sums
}
