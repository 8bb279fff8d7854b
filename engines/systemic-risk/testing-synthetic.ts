import type { RiskInput } from './types.ts'

/** A seeded stream of numbers in 0 … 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A synthetic supply network: firms of very unequal size trade in both directions, so that cycles abound; amounts spread over
 * five orders; one input in five is negligible, three in ten essential. Seeded, the same on every machine.
 */
export function syntheticNetwork(firms: number, relations: number, sectors: number, seed = 1) {
  const random = randomOf(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const drawn = (spread: number) => {
    const sums = new Float64Array(firms)
    let total = 0
    for (let i = 0; i < firms; i++) {
      total += Math.exp(spread * normal())
      sums[i] = total
    }
    return () => {
      const wanted = random() * total
      let low = 0
      let high = firms - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (sums[middle]! < wanted) low = middle + 1
        else high = middle
      }
      return low
    }
  }
  const seller = drawn(1)
  const taker = drawn(1)
  const supplier = new Uint32Array(relations)
  const buyer = new Uint32Array(relations)
  const amount = new Float64Array(relations)
  const seen = new Set<number>()
  for (let row = 0; row < relations; ) {
    const i = seller()
    const j = taker()
    const key = i * firms + j
    if (i === j || seen.has(key)) continue
    seen.add(key)
    supplier[row] = i
    buyer[row] = j
    amount[row++] = Math.exp(1.65 + 1.55 * normal())
  }
  const sector = Uint32Array.from({ length: firms }, () => Math.floor(random() * sectors))
  const essentiality = Uint8Array.from({ length: sectors * sectors }, () => {
    const drawn = random()
    return drawn < 0.2 ? 0 : drawn < 0.7 ? 1 : 2
  })
  return { firms, sectors, sector, supplier, buyer, amount, essentiality } satisfies RiskInput
}
