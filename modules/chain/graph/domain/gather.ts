/** A group of a picture: one firm by itself, or firms of a node put together. */
export interface Group {
  /** The firm, or -1. */
  readonly firm: number
  /** Node of firms put together. */
  readonly node: number
  readonly hop: number
  firms: number
}

export interface Gathered {
  readonly groups: Group[]
  /** The group of each firm; -1: not in the picture. */
  readonly groupOf: Int32Array
  /** Firms that do not stand by themselves. */
  readonly together: number
}

/**
 * Decides which firms of a picture stand by themselves: those that may be seen, in the order given, until `most` are there.
 * The others are put together by distance and node.
 *
 * @param members firms with their distance, the most important first
 */
export function gather(
  firms: number,
  members: readonly { readonly firm: number; readonly hop: number }[],
  nodeOf: (firm: number) => number,
  maySee: (firm: number, hop: number) => boolean,
  most: number,
): Gathered {
  const groups: Group[] = []
  const groupOf = new Int32Array(firms).fill(-1)
  const together = new Map<string, number>()
  let gathered = 0
  for (const { firm, hop } of members) {
    if (groups.length - together.size < most && maySee(firm, hop)) {
      groupOf[firm] = groups.length
      groups.push({ firm, node: nodeOf(firm), hop, firms: 1 })
      continue
    }
    gathered++
    const key = `${hop} ${nodeOf(firm)}`
    let group = together.get(key)
    if (group === undefined) {
      group = groups.length
      together.set(key, group)
      groups.push({ firm: -1, node: nodeOf(firm), hop, firms: 0 })
    }
    ;(groups[group] as Group).firms++
    groupOf[firm] = group
  }
  return { groups, groupOf, together: gathered }
}
