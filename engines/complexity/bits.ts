/**
 * A 0/1 matrix kept as bits by column: column `c` is the words `c * words … (c + 1) * words - 1`, so that the number of
 * rows that two columns share is a count of bits.
 */
export interface BitColumns {
  readonly rows: number
  readonly columns: number
  readonly words: number
  readonly bits: Int32Array
}

/** Packs a row-major 0/1 matrix. Time: rows × columns. */
export function packColumns(rows: number, columns: number, ones: ArrayLike<number>): BitColumns {
  const words = Math.max(1, (rows + 31) >>> 5)
  const bits = new Int32Array(columns * words)
  for (let row = 0; row < rows; row++) {
    const mask = 1 << (row & 31)
    const word = row >>> 5
    for (let column = 0; column < columns; column++)
      if (ones[row * columns + column]) bits[column * words + word]! |= mask
  }
  return { rows, columns, words, bits }
}

function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Number of rows that columns `a` and `b` both have. */
export function sharedRows({ bits, words }: BitColumns, a: number, b: number): number {
  let shared = 0
  for (let left = a * words, right = b * words, end = left + words; left < end; left++, right++)
    shared += popcount(bits[left]! & bits[right]!)
  return shared
}
