import { type Edit, LiveRanks, supplyGraph } from '#engines/graph'
import type { Network } from '../../domain/network.ts'
import { fillAmounts } from './columns.ts'

/** Relations as importance reads them: buyers hand their rank on to suppliers, by amount. In the order of their ids. */
export interface RankColumns {
  readonly firms: number
  readonly id: readonly string[]
  readonly supplier: Uint32Array
  readonly buyer: Uint32Array
  readonly amount: Float64Array
}

/** The columns of a network; unknown amounts are filled as in the computation of risk, unusable ones are 0. */
export function rankColumns(network: Network): RankColumns {
  const { id, supplier, buyer } = network.relations
  const amount = fillAmounts(network).amount.map((value) => (value > 0 ? value : 0))
  return { firms: network.firms.id.length, id, supplier, buyer, amount }
}

/**
 * What changed between two states of the relations of the same firms, as edits of the graph; undefined where more than one in
 * twenty changed: computing anew is then as quick.
 */
export function editsBetween(before: RankColumns, after: RankColumns): Edit[] | undefined {
  const edits: Edit[] = []
  const most = before.id.length / 20
  const note = (kind: Edit['kind'], { buyer, supplier, amount }: RankColumns, row: number) =>
    edits.push({
      kind,
      from: buyer[row] as number,
      to: supplier[row] as number,
      weight: amount[row] as number,
    })
  let a = 0
  let b = 0
  while (a < before.id.length || b < after.id.length) {
    if (edits.length > most) return undefined
    const [x, y] = [before.id[a], after.id[b]]
    if (x === y) {
      const isSame =
        before.supplier[a] === after.supplier[b] &&
        before.buyer[a] === after.buyer[b] &&
        before.amount[a] === after.amount[b]
      if (!isSame) {
        note('remove', before, a)
        note('add', after, b)
      }
      a++
      b++
    } else if (y === undefined || (x !== undefined && x < y)) note('remove', before, a++)
    else note('add', after, b++)
  }
  return edits
}

/** Importance of all firms, and where each stands: 1 is the most important, equal ones share a place. */
export interface Importance {
  readonly rank: Float64Array
  readonly position: Uint32Array
}

/** Importance that is kept in memory and follows edits; the same as computed anew, within 1e-10 in all. */
export class LiveImportance {
  private readonly ranks: LiveRanks

  constructor({ firms, supplier, buyer, amount }: RankColumns) {
    this.ranks = new LiveRanks(supplyGraph({ nodes: firms, from: buyer, to: supplier, weight: amount }))
  }

  /** @throws RangeError when an edit removes a relation that is not there */
  apply(edits: readonly Edit[]): Importance {
    this.ranks.apply(edits)
    return this.now()
  }

  now(): Importance {
    const rank = this.ranks.ranks()
    return { rank, position: positionsOf(rank) }
  }
}

function positionsOf(rank: Float64Array): Uint32Array {
  const sorted = rank.slice().sort()
  return Uint32Array.from(rank, (value) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] as number) <= value) low = middle + 1
      else high = middle
    }
    return sorted.length - low + 1
  })
}
