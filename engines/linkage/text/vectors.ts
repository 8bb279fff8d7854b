/** Texts as weighted sets of tokens, in rows: `ids` (rising) and `weights` (of length 1) from `starts`. */
export interface TokenVectors {
  readonly size: number
  readonly tokens: number
  readonly starts: Int32Array
  readonly ids: Int32Array
  readonly weights: Float64Array
}

/**
 * Texts as sets of tokens, each weighted by how rare it is among all texts (inverse document frequency), scaled so that
 * the squares of a row sum to 1. A text without tokens is an empty row.
 */
export function vectorise(
  texts: readonly (string | null)[],
  tokenise: (text: string) => readonly string[],
): TokenVectors {
  const numbers = new Map<string, number>()
  const rowsOf: number[] = []
  const starts = new Int32Array(texts.length + 1)
  const flat: number[] = []
  const lastRow: number[] = []
  texts.forEach((text, row) => {
    const from = flat.length
    for (const token of text ? tokenise(text) : []) {
      let number = numbers.get(token)
      if (number === undefined) {
        number = numbers.size
        numbers.set(token, number)
        rowsOf.push(0)
        lastRow.push(-1)
      }
      if (lastRow[number] === row) continue
      lastRow[number] = row
      rowsOf[number]!++
      flat.push(number)
    }
    starts[row + 1] = flat.length
    if (flat.length - from > 1) {
      const sorted = Int32Array.from(flat.slice(from)).sort()
      for (let k = 0; k < sorted.length; k++) flat[from + k] = sorted[k]!
    }
  })
  const ids = Int32Array.from(flat)
  const rarity = rowsOf.map((rows) => Math.log(1 + texts.length / rows))
  const weights = Float64Array.from(ids, (id) => rarity[id]!)
  for (let row = 0; row < texts.length; row++) {
    let squares = 0
    for (let k = starts[row]!; k < starts[row + 1]!; k++) squares += weights[k]! ** 2
    for (let k = starts[row]!; k < starts[row + 1]!; k++) weights[k]! /= Math.sqrt(squares)
  }
  return { size: texts.length, tokens: numbers.size, starts, ids, weights }
}

/** Cosine of two rows, 0 to 1. */
export function cosine({ starts, ids, weights }: TokenVectors, left: number, right: number): number {
  let sum = 0
  let i = starts[left]!
  let j = starts[right]!
  while (i < starts[left + 1]! && j < starts[right + 1]!) {
    const difference = ids[i]! - ids[j]!
    if (difference === 0) sum += weights[i++]! * weights[j++]!
    else if (difference < 0) i++
    else j++
  }
  return sum
}

/** How much of the first row's weight is found in the second, 0 to 1. */
export function containment({ starts, ids, weights }: TokenVectors, inner: number, outer: number): number {
  let sum = 0
  let i = starts[inner]!
  let j = starts[outer]!
  while (i < starts[inner + 1]! && j < starts[outer + 1]!) {
    const difference = ids[i]! - ids[j]!
    if (difference === 0) {
      sum += weights[i++]! ** 2
      j++
    } else if (difference < 0) i++
    else j++
  }
  return sum
}

/** Whether a row has no token. */
export function isEmpty({ starts }: TokenVectors, row: number): boolean {
  return starts[row] === starts[row + 1]
}
