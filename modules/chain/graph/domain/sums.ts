/** What stands on a node itself. Null: withheld, or no amount known. */
export interface OwnCounts {
  readonly code: string
  readonly parent: string | null
  readonly firms: number
  readonly localFirms: number
  readonly relations: number | null
  readonly localRelations: number | null
  readonly amount: number | null
}

/** Counts of a node together with everything below it, as far as they may be told. */
export interface Sums {
  firms: number
  localFirms: number
  /** Null: withheld everywhere. */
  relations: number | null
  localRelations: number | null
  /** Sum of the known amounts; null where none is known. */
  amount: number | null
  /** Parts of it are withheld: the sums are of the rest. */
  isPartial: boolean
}

/**
 * Sums up the tree. What is withheld of a node is left out of the sums above it, too: else the difference would tell it.
 * Time: nodes × depth.
 */
export function sumsBelow(nodes: readonly OwnCounts[]): Map<string, Sums> {
  const byCode = new Map(nodes.map((node) => [node.code, node]))
  const sums = new Map<string, Sums>(
    nodes.map(({ code }) => [
      code,
      {
        firms: 0,
        localFirms: 0,
        relations: null,
        localRelations: null,
        amount: null,
        isPartial: false,
      },
    ]),
  )
  for (const node of nodes)
    for (let at: OwnCounts | undefined = node; at; at = byCode.get(at.parent ?? '')) {
      const of = sums.get(at.code) as Sums
      of.firms += node.firms
      of.localFirms += node.localFirms
      of.relations = plus(of.relations, node.relations)
      of.localRelations = plus(of.localRelations, node.localRelations)
      of.amount = plus(of.amount, node.amount)
      of.isPartial ||= node.relations === null
    }
  return sums
}

const plus = (sum: number | null, more: number | null) => (more === null ? sum : (sum ?? 0) + more)
