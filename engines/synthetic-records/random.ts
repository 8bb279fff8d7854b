/** Choices from a seed; the same seed gives the same table (mulberry32). */
export class Choice {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  whole(below: number): number {
    return Math.floor(this.next() * below)
  }

  of<T>(items: readonly T[] | string): T {
    return items[this.whole(items.length)] as T
  }

  chance(share: number): boolean {
    return this.next() < share
  }
}
