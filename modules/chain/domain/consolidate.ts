/** What is compared of facts about the same supplier, buyer and node. */
export interface Claim {
  readonly supplier: number
  readonly buyer: number
  readonly node: number
  /** End of the period or day of observation; later wins, because it replaces and does not add. */
  readonly observedOn: string
  readonly trust: number
}

/**
 * Picks among facts about one supplier, buyer and node the one that counts: what was observed last; on one day the
 * surest, then the first. Facts of several years are not added up. Returns the rows kept, in their order.
 *
 * @param firms number of firms; @param nodes number of nodes (a fact without a node has the number `nodes`)
 */
export function consolidate(claims: readonly Claim[], firms: number, nodes: number): Uint32Array {
  const best = new Map<number, number>()
  for (const [row, claim] of claims.entries()) {
    const key = (claim.supplier * firms + claim.buyer) * (nodes + 1) + Math.min(claim.node, nodes)
    const held = best.get(key)
    if (held === undefined || supersedes(claim, claims[held] as Claim)) best.set(key, row)
  }
  return Uint32Array.from(best.values()).sort()
}

function supersedes(a: Claim, b: Claim): boolean {
  return a.observedOn === b.observedOn ? a.trust > b.trust : a.observedOn > b.observedOn
}
