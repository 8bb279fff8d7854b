/** Stateless 32-bit mix (murmur3 finaliser): the same words give the same number on every machine. */
export function hash32(a: number, b: number, c = 0, d = 0): number {
  let h = 0x9e3779b9
  for (const word of [a, b, c, d]) h = mix(Math.imul(h ^ word, 0x85ebca6b) + 0x165667b1)
  return h >>> 0
}

function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** A number of (0, 1) that depends on nothing but its four words. */
export function hashUnit(a: number, b: number, c = 0, d = 0): number {
  return (hash32(a, b, c, d) + 0.5) / 4294967296
}

/** Roughly normal (mean 0, standard deviation 1, never beyond 3.5) from a hash; cheap enough for every month. */
export function hashNormal(a: number, b: number, c = 0): number {
  const high = hash32(a, b, c, 1)
  const low = hash32(a, b, c, 2)
  // Four uniform 16-bit parts: their sum has variance 4/12.
  const sum = (high >>> 16) + (high & 0xffff) + (low >>> 16) + (low & 0xffff)
  return (sum / 65536 - 2) * Math.sqrt(3)
}

/** Seeded generator sfc32 (Chris Doty-Humphrey, PractRand); holds 128 bits of state, nothing else. */
export class Rng {
  private a: number
  private b: number
  private c: number
  private d: number

  /** The same seed, stream and index always start the same sequence; different ones are unrelated. */
  constructor(seed: number, stream: number, index: number) {
    this.a = hash32(seed, stream, index, 11)
    this.b = hash32(seed, stream, index, 22)
    this.c = hash32(seed, stream, index, 33)
    this.d = 1
    for (let round = 0; round < 8; round += 1) this.uint32()
  }

  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t
    return t >>> 0
  }

  /** Uniform on (0, 1), never 0 and never 1. */
  unit(): number {
    return (this.uint32() + 0.5) / 4294967296
  }

  /** Uniform integer of `low`..`high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  /** Normal by Box and Muller. */
  normal(mean = 0, deviation = 1): number {
    return mean + deviation * Math.sqrt(-2 * Math.log(this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.unit() * items.length)]
    if (item === undefined) throw new RangeError('Rng.pick: the list is empty')
    return item
  }

  /** Fisher and Yates, in place; returns the same array. */
  shuffle<T extends Int32Array | unknown[]>(items: T): T {
    for (let i = items.length - 1; i > 0; i -= 1) {
      const j = Math.floor(this.unit() * (i + 1))
      const held = items[i]
      items[i] = items[j] as never
      items[j] = held as never
    }
    return items
  }
}

/** Any number or text as a 32-bit seed word. */
export function seedWord(seed: number | string): number {
  let h = 0x811c9dc5
  for (const char of String(seed)) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return mix(h) >>> 0
}
