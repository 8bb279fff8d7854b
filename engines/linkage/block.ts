import type { BlockingRule, CandidatePairs, DroppedKey } from './types.ts'

const DEFAULT_LIMIT = 100

export interface BlockOptions {
  /** With two tables: the side of each row; only pairs across sides are candidates. */
  readonly sides?: Uint8Array
  readonly onProgress?: (share: number) => void
}

/**
 * Pairs of rows that share a key of any rule, each once. Memory grows with the pairs, time with the keys and the pairs
 * before they are made one.
 */
export function candidatePairs(
  size: number,
  rules: readonly BlockingRule[],
  { sides, onProgress }: BlockOptions = {},
): CandidatePairs {
  const dropped: DroppedKey[] = []
  const postings = rules.map((rule) => postingsOf(size, rule, dropped))
  let capacity = 1 << 16
  let left = new Int32Array(capacity)
  let right = new Int32Array(capacity)
  let count = 0
  // The row that a partner was last paired with.
  const stamp = new Int32Array(size).fill(-1)
  for (let row = 0; row < size; row++) {
    for (let r = 0; r < rules.length; r++) {
      const { starts, keysOf, members, from } = postings[r]!
      for (let k = from[row]!; k < from[row + 1]!; k++) {
        const key = keysOf[k]!
        for (let p = starts[key]!; p < starts[key + 1]!; p++) {
          const other = members[p]!
          if (other <= row || stamp[other] === row || (sides && sides[other] === sides[row])) continue
          if (count === capacity) {
            capacity *= 2
            left = grown(left, new Int32Array(capacity))
            right = grown(right, new Int32Array(capacity))
          }
          stamp[other] = row
          left[count] = row
          right[count++] = other
        }
      }
    }
    if (onProgress && (row & 4095) === 0) onProgress(row / size)
  }
  return {
    left: left.subarray(0, count),
    right: right.subarray(0, count),
    dropped,
  }
}

function grown(old: Int32Array<ArrayBuffer>, larger: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  larger.set(old)
  return larger
}

/** For each key its rows (`members` from `starts`), and for each row its kept keys (`keysOf` from `from`). */
interface Postings {
  readonly starts: Int32Array
  readonly members: Int32Array
  readonly from: Int32Array
  readonly keysOf: Int32Array
}

function postingsOf(size: number, rule: BlockingRule, dropped: DroppedKey[]): Postings {
  const limit = rule.limit ?? DEFAULT_LIMIT
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const names: string[] = []
  const from = new Int32Array(size + 1)
  const flat: number[] = []
  for (let row = 0; row < size; row++) {
    from[row] = flat.length
    const keys = rule.keys(row)
    for (let k = 0; k < keys.length; k++) {
      const text = keys[k]!
      if (k > 0 && keys.indexOf(text) < k) continue
      let key = numbers.get(text)
      if (key === undefined) {
        key = counts.length
        numbers.set(text, key)
        counts.push(0)
        names.push(text)
      }
      counts[key]!++
      flat.push(key)
    }
  }
  from[size] = flat.length
  const starts = new Int32Array(counts.length + 1)
  for (let key = 0; key < counts.length; key++) {
    const rows = counts[key]!
    if (rows > limit) dropped.push({ rule: rule.name, key: names[key]!, rows })
    starts[key + 1] = starts[key]! + (rows > limit ? 0 : rows)
  }
  const members = new Int32Array(starts[counts.length]!)
  const next = starts.slice()
  for (let row = 0; row < size; row++) {
    for (let k = from[row]!; k < from[row + 1]!; k++) {
      const key = flat[k]!
      if (starts[key + 1]! > starts[key]!) members[next[key]!++] = row
    }
  }
  return { starts, members, from, keysOf: Int32Array.from(flat) }
}
