/** A column of texts as numbers: equal texts have one number, empty ones -1. */
export interface EncodedColumn {
  readonly codes: Int32Array
  readonly values: readonly string[]
  /** Rows of each value, and rows that have any. */
  readonly counts: readonly number[]
  readonly filled: number
}

/** Encodes a column; null and empty texts say nothing. */
export function encodeColumn(column: readonly (string | null)[]): EncodedColumn {
  const numbers = new Map<string, number>()
  const values: string[] = []
  const counts: number[] = []
  let filled = 0
  const codes = Int32Array.from(column, (text) => {
    if (text === null || text === '') return -1
    filled++
    let number = numbers.get(text)
    if (number === undefined) {
      number = values.length
      numbers.set(text, number)
      values.push(text)
      counts.push(0)
    }
    counts[number]!++
    return number
  })
  return { codes, values, counts, filled }
}

/** Chance that two rows of a column agree: the sum of the squared shares. */
export function chanceOfAgreement({ counts, filled }: EncodedColumn): number {
  if (filled < 2) return 0
  let sum = 0
  for (const count of counts) sum += count * (count - 1)
  return sum / (filled * (filled - 1))
}
