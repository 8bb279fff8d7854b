/** A typed column that grows by doubling: ten million rows without ten million objects. */
export class GrowingColumn<T extends Uint32Array | Float64Array> {
  private values: T
  private readonly make: (length: number) => T
  length = 0

  constructor(make: (length: number) => T) {
    this.make = make
    this.values = make(1024)
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  /** What was pushed, in the memory that it grew in. */
  done(): T {
    return this.values.subarray(0, this.length) as T
  }
}

/** Numbers for texts, in the order in which they are first met. */
export class Numbering {
  readonly ids: string[] = []
  private readonly at = new Map<string, number>()

  of(id: string): number {
    const known = this.at.get(id)
    if (known !== undefined) return known
    this.at.set(id, this.ids.length)
    return this.ids.push(id) - 1
  }

  has(id: string): boolean {
    return this.at.has(id)
  }
}
