import { type Network, NONE } from '../../domain/network.ts'

/** What of the network a picture is about. */
export interface Narrowing {
  readonly districts?: ReadonlySet<string>
  readonly tier?: number
  readonly trust?: number
}

export interface Wanted {
  /** Which firms are counted as firms of the picture. */
  readonly firm: (firm: number) => boolean
  /** Which relations are in it: trusted enough, of the tier, with one end in the districts. */
  readonly relation: (row: number) => boolean
}

export function wanted({ firms, relations, nodes }: Network, narrowing: Narrowing): Wanted {
  const { districts, tier, trust = 0 } = narrowing
  const isThere = (firm: number) => districts === undefined || districts.has(firms.region[firm] as string)
  return {
    firm: (firm) => {
      const node = firms.node[firm] as number
      return isThere(firm) && (tier === undefined || (node !== NONE && nodes.tier[node] === tier))
    },
    relation: (row) => {
      if ((relations.trust[row] as number) < trust) return false
      const node = relations.node[row] as number
      if (tier !== undefined && (node === NONE || nodes.tier[node] !== tier)) return false
      return isThere(relations.supplier[row] as number) || isThere(relations.buyer[row] as number)
    },
  }
}
