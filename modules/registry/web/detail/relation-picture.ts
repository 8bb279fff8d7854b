import type { EnterpriseDetail } from '../../contract.ts'

export type Relation = NonNullable<EnterpriseDetail['relations']>[number]
export type Side = 'upstream' | 'downstream' | 'ownership'

/** On which side of the enterprise a relation stands: who supplies it, whom it supplies, or who belongs with it. */
export function sideOf(relation: Pick<Relation, 'kind' | 'direction'>): Side {
  if (relation.kind !== 'supplies') return 'ownership'
  return relation.direction === 'in' ? 'upstream' : 'downstream'
}

/** One firm of the picture; several relations with the same firm on one side are one. */
export interface Neighbour {
  readonly key: string
  readonly id: string | null
  readonly name: string
  /** Sum of the known amounts in fen; null when none is known. */
  readonly amount: number | null
  readonly relations: readonly Relation[]
}

/** The neighbours on one side, the largest amounts first, those of unknown amount last. */
export function neighboursOn(side: Side, relations: readonly Relation[]): Neighbour[] {
  const byKey = new Map<string, Relation[]>()
  for (const relation of relations) {
    if (sideOf(relation) !== side) continue
    const key = relation.otherId ?? `name:${relation.otherName ?? ''}`
    byKey.set(key, [...(byKey.get(key) ?? []), relation])
  }
  return [...byKey.entries()]
    .map(([key, rows]) => {
      const amounts = rows.flatMap(({ amount }) => (typeof amount === 'number' ? [amount] : []))
      return {
        key,
        id: rows[0]?.otherId ?? null,
        name: rows[0]?.otherName ?? '',
        amount: amounts.length > 0 ? amounts.reduce((sum, amount) => sum + amount, 0) : null,
        relations: rows,
      }
    })
    .sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1) || (a.name < b.name ? -1 : 1))
}

export interface PlacedNode {
  readonly id: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly side: Side | 'self'
  /** Enterprise to open. */
  readonly opens: string | null
  readonly amount: number | null
}

/**
 * Places the enterprise in the middle, its suppliers in a column at the left (x = -1), its customers at the right (1),
 * those that belong with it in a row below; y counts rows downwards, from `top` to `bottom`. At most `limit` on each
 * side, the rest counted in `left`.
 */
export function placeNeighbours(
  self: { readonly id: string; readonly name: string },
  relations: readonly Relation[],
  limit: number,
): { nodes: PlacedNode[]; left: number; top: number; bottom: number } {
  const up = neighboursOn('upstream', relations)
  const down = neighboursOn('downstream', relations)
  const owned = neighboursOn('ownership', relations)
  const rows = Math.max(1, Math.min(limit, up.length), Math.min(limit, down.length))
  const column = (side: Side, list: readonly Neighbour[], x: number): PlacedNode[] => {
    const shown = list.slice(0, limit)
    return shown.map((of, at) => placed(side, of, x, at - (shown.length - 1) / 2))
  }
  const edge = Math.max(1, (rows - 1) / 2)
  const below = edge + 1.5
  const kin = owned.slice(0, 3)
  return {
    nodes: [
      { id: self.id, name: self.name, x: 0, y: 0, side: 'self', opens: null, amount: null },
      ...column('upstream', up, -1),
      ...column('downstream', down, 1),
      ...kin.map((of, at) => placed('ownership', of, (at - (kin.length - 1) / 2) * 0.9, below)),
    ],
    left:
      Math.max(0, up.length - limit) +
      Math.max(0, down.length - limit) +
      Math.max(0, owned.length - kin.length),
    top: -edge,
    bottom: kin.length > 0 ? below : edge,
  }
}

function placed(side: Side, of: Neighbour, x: number, y: number): PlacedNode {
  return { id: `${side}:${of.key}`, name: of.name, x, y, side, opens: of.id, amount: of.amount }
}
