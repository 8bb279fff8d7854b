import type { Place } from './radial.ts'

interface Standing {
  readonly key: string
  /** Below 0 upstream, above 0 downstream, 0 the middle. */
  readonly hop: number
}

const ROW = 22
/** Room for a name beside its mark. */
const NAMED = 200
/** More than these in all stand close together: names show when one looks nearer. */
const CROWD = 260
const CLOSE = 44
/** Between one distance and the next, for the lines. */
const GAP = 190
/** How many times as high as broad a block is, with and without names. */
const SLENDER = [1.1, 2.2] as const

/**
 * A firm in the middle, upstream in blocks of columns to the left and downstream to the right, one block for each distance,
 * in the order given from top to bottom and from the middle outwards. Time: the firms.
 */
export function around(standing: readonly Standing[]): Map<string, Place> {
  const places = new Map<string, Place>()
  const hops = Map.groupBy(standing, ({ hop }) => hop)
  const isCrowd = standing.length > CROWD
  const column = isCrowd ? CLOSE : NAMED
  for (const side of [-1, 1]) {
    let far = 0
    for (let hop = 1; hops.has(side * hop); hop++) {
      const block = hops.get(side * hop) ?? []
      const rows = Math.max(
        Math.min(block.length, 12),
        Math.ceil(Math.sqrt((block.length * column * SLENDER[isCrowd ? 1 : 0]) / ROW)),
      )
      const columns = Math.ceil(block.length / rows)
      far += GAP
      for (const [at, { key }] of block.entries()) {
        const inColumn = Math.floor(at / rows)
        const count = Math.min(rows, block.length - inColumn * rows)
        places.set(key, {
          x: side * (far + inColumn * column),
          y: ((at % rows) - (count - 1) / 2) * ROW,
          angle: side < 0 ? Math.PI : 0,
          depth: side * hop,
        })
      }
      far += (columns - 1) * column + (isCrowd ? 0 : NAMED - CLOSE)
    }
  }
  for (const { key } of hops.get(0) ?? []) places.set(key, { x: 0, y: 0, angle: 0, depth: 0 })
  return places
}
