import type { Place } from './radial.ts'

interface Standing {
  readonly key: string
  /** Below 0 upstream, above 0 downstream, 0 the middle. */
  readonly hop: number
}

const RING = 190
const SPACING = 19
const ROWS = 3
const ROW = 30
/** More than these on one arc stand in staggered rows. */
const CROWD = 40
/** Part of a half circle that is used, so that upstream and downstream stay apart. */
const ARC = 0.86

/** A firm in the middle, upstream on arcs to the left and downstream on arcs to the right, in the order given. */
export function around(standing: readonly Standing[]): Map<string, Place> {
  const places = new Map<string, Place>()
  const hops = Map.groupBy(standing, ({ hop }) => hop)
  for (const side of [-1, 1]) {
    let radius = 0
    for (let hop = 1; hops.has(side * hop); hop++) {
      const arc = hops.get(side * hop) ?? []
      const rows = arc.length > CROWD ? ROWS : 1
      radius = Math.max(radius + RING, (arc.length * SPACING) / rows / (Math.PI * ARC))
      for (const [at, { key }] of arc.entries()) {
        const along = arc.length === 1 ? 0 : at / (arc.length - 1) - 0.5
        const angle = side > 0 ? along * Math.PI * ARC : Math.PI - along * Math.PI * ARC
        const far = radius + (at % rows) * ROW
        places.set(key, { x: Math.cos(angle) * far, y: Math.sin(angle) * far, angle, depth: side * hop })
      }
      radius += (rows - 1) * ROW
    }
  }
  for (const { key } of hops.get(0) ?? []) places.set(key, { x: 0, y: 0, angle: 0, depth: 0 })
  return places
}
