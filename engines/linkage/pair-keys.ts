/** Collects pairs of rows that may come twice and in either order; holds many millions. */
export class PairKeys {
  private readonly size: number
  private keys = new Float64Array(1 << 12)
  private count = 0

  /** @param size number of rows; pairs are of rows below it */
  constructor(size: number) {
    this.size = size
  }

  add(row: number, other: number): void {
    if (this.count === this.keys.length) this.grow()
    this.keys[this.count++] = row < other ? row * this.size + other : other * this.size + row
  }

  /** Makes room; where more than half is repetition, dropping it is room enough. */
  private grow(): void {
    this.settle()
    if (this.count > this.keys.length >> 1) {
      const larger = new Float64Array(this.keys.length * 2)
      larger.set(this.keys)
      this.keys = larger
    }
  }

  private settle(): void {
    const sorted = this.keys.subarray(0, this.count).sort()
    let kept = 0
    for (let at = 0; at < this.count; at++)
      if (at === 0 || sorted[at] !== sorted[kept - 1]) sorted[kept++] = sorted[at]!
    this.count = kept
  }

  /** Each pair once, the lower row left, in order of rows. */
  pairs(): { readonly left: Int32Array; readonly right: Int32Array } {
    this.settle()
    const { size } = this
    const keys = this.keys.subarray(0, this.count)
    const left = new Int32Array(keys.length)
    const right = new Int32Array(keys.length)
    for (let at = 0; at < keys.length; at++) {
      left[at] = Math.floor(keys[at]! / size)
      right[at] = keys[at]! % size
    }
    return { left, right }
  }
}
