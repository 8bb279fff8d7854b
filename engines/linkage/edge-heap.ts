/** Two clusters, by their root rows, and the weight of joining them. */
export interface Offer {
  readonly a: number
  readonly b: number
  readonly weight: number
}

/** A binary heap of offers, the heaviest first; equal weights by row numbers, so that the result is always the same. */
export class EdgeHeap {
  private readonly items: Offer[] = []

  push(offer: Offer): void {
    const { items } = this
    let at = items.push(offer) - 1
    while (at > 0) {
      const up = (at - 1) >> 1
      if (!before(offer, items[up]!)) break
      items[at] = items[up]!
      at = up
    }
    items[at] = offer
  }

  pop(): Offer | undefined {
    const { items } = this
    const top = items[0]
    const last = items.pop()
    if (top === undefined || last === undefined || items.length === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= items.length) break
      if (child + 1 < items.length && before(items[child + 1]!, items[child]!)) child++
      if (!before(items[child]!, last)) break
      items[at] = items[child]!
      at = child
    }
    items[at] = last
    return top
  }
}

function before(x: Offer, y: Offer): boolean {
  if (x.weight !== y.weight) return x.weight > y.weight
  return x.a !== y.a ? x.a < y.a : x.b < y.b
}
