/** A line of a bill of a vehicle model that is made here. */
export interface DemandLine {
  readonly id: string
  readonly parentId: string | null
  readonly node: string | null
  /** Pieces per piece of the parent line, or per vehicle. */
  readonly quantity: number
  /** Fen a piece; null unknown. */
  readonly unitCost: number | null
  /** Vehicles a year; null unknown. */
  readonly volume: number | null
}

/**
 * What the bills need of each node and everything below it, fen a year. A line whose parent line stands below the same
 * node is not counted again: the cells are in the price of their battery. Nodes of which no price or volume is known are
 * absent.
 *
 * @param ancestors codes of a node and of all nodes above it
 */
export function billDemand(
  lines: readonly DemandLine[],
  ancestors: (node: string) => readonly string[],
): Map<string, number> {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const demand = new Map<string, number>()
  for (const line of lines) {
    const value = yearly(line, byId)
    if (line.node === null || value === undefined) continue
    const counted = new Set(above(line, byId).flatMap(({ node }) => (node === null ? [] : ancestors(node))))
    for (const node of ancestors(line.node))
      if (!counted.has(node)) demand.set(node, (demand.get(node) ?? 0) + value)
  }
  return demand
}

/** The lines above a line, the nearest first; a circle ends where it closes. */
function above(line: DemandLine, byId: ReadonlyMap<string, DemandLine>): DemandLine[] {
  const lines: DemandLine[] = []
  for (let at = parentOf(line, byId); at && !lines.includes(at); at = parentOf(at, byId)) lines.push(at)
  return lines
}

const parentOf = ({ parentId }: DemandLine, byId: ReadonlyMap<string, DemandLine>) =>
  parentId === null ? undefined : byId.get(parentId)

function yearly(line: DemandLine, byId: ReadonlyMap<string, DemandLine>): number | undefined {
  if (line.unitCost === null || line.volume === null) return undefined
  const pieces = above(line, byId).reduce((product, { quantity }) => product * quantity, line.quantity)
  return pieces * line.unitCost * line.volume
}
