import type { Network } from '../../domain/network.ts'

/** A firm that can make what another one delivers, by its capabilities in the library. */
export interface Alternative {
  readonly firm: number
  readonly node: number
  /** 0 unknown, 1 developing, 2 sample, 3 small batch, 4 series. */
  readonly stage: number
  readonly capacity: number
  readonly utilisation: number
  /** Capacity × (1 − utilisation); NaN where one of the two is unknown. */
  readonly spare: number
}

/** Firms with a capability on one of some nodes, without some firms: what delivers in series first, then what has most to spare. */
export function alternativesFor(
  { capabilities }: Network,
  nodes: ReadonlySet<number>,
  without: ReadonlySet<number>,
): Alternative[] {
  const found: Alternative[] = []
  for (let row = 0; row < capabilities.firm.length; row++) {
    const firm = capabilities.firm[row] as number
    const node = capabilities.node[row] as number
    if (!nodes.has(node) || without.has(firm)) continue
    const capacity = capabilities.capacity[row] as number
    const utilisation = capabilities.utilisation[row] as number
    found.push({
      firm,
      node,
      stage: capabilities.stage[row] as number,
      capacity,
      utilisation,
      spare: capacity * Math.max(0, 1 - utilisation),
    })
  }
  const known = (value: number) => (Number.isNaN(value) ? -1 : value)
  return found.sort(
    (a, b) => b.stage - a.stage || known(1 - b.utilisation) - known(1 - a.utilisation) || a.firm - b.firm,
  )
}
