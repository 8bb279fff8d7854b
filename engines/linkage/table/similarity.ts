const leftTaken = new Uint8Array(1024)
const rightTaken = new Uint8Array(1024)

/**
 * Similarity of two short texts by shared letters in about the same order, 0 to 1, with a bonus for a shared beginning
 * (Jaro 1989, Winkler 1990). By UTF-16 units; what is beyond 1024 is not read.
 */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return 1
  const n = Math.min(left.length, 1024)
  const m = Math.min(right.length, 1024)
  if (n === 0 || m === 0) return 0
  const reach = Math.max(0, (Math.max(n, m) >> 1) - 1)
  leftTaken.fill(0, 0, n)
  rightTaken.fill(0, 0, m)
  let shared = 0
  for (let i = 0; i < n; i++) {
    const unit = left.charCodeAt(i)
    const to = Math.min(m, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < to; j++) {
      if (rightTaken[j] || right.charCodeAt(j) !== unit) continue
      leftTaken[i] = 1
      rightTaken[j] = 1
      shared++
      break
    }
  }
  if (shared === 0) return 0
  let crossed = 0
  for (let i = 0, j = 0; i < n; i++) {
    if (!leftTaken[i]) continue
    while (!rightTaken[j]) j++
    if (left.charCodeAt(i) !== right.charCodeAt(j++)) crossed++
  }
  const jaro = (shared / n + shared / m + (shared - crossed / 2) / shared) / 3
  let head = 0
  while (head < 4 && head < n && head < m && left.charCodeAt(head) === right.charCodeAt(head)) head++
  return jaro + head * 0.1 * (1 - jaro)
}

/** Longest text whose edits are counted. */
const LONGEST = 255
const lines = [new Int32Array(LONGEST + 1), new Int32Array(LONGEST + 1), new Int32Array(LONGEST + 1)] as const

/**
 * Edits between two texts: a character changed, added, missing, or two neighbours swapped (optimal string alignment).
 * More than `most`, and texts that differ over more than 255 characters, are `most` + 1.
 */
export function edits(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  // What is alike at both ends needs no edit.
  let from = 0
  let n = left.length
  let m = right.length
  while (from < n && from < m && left.charCodeAt(from) === right.charCodeAt(from)) from++
  while (n > from && m > from && left.charCodeAt(n - 1) === right.charCodeAt(m - 1)) {
    n--
    m--
  }
  n -= from
  m -= from
  if (n === 0 || m === 0) return Math.min(Math.max(n, m), most + 1)
  if (most === 1) return n === 1 && m === 1 ? 1 : n === 2 && m === 2 && isSwap(left, right, from) ? 1 : 2
  if (n > LONGEST || m > LONGEST) return most + 1
  let [before, last, line]: readonly Int32Array[] = lines as readonly Int32Array[]
  for (let j = 0; j <= m; j++) last![j] = j
  for (let i = 1; i <= n; i++) {
    line![0] = i
    let least = i
    const unit = left.charCodeAt(from + i - 1)
    for (let j = 1; j <= m; j++) {
      const same = unit === right.charCodeAt(from + j - 1)
      let value = Math.min(last![j]! + 1, line![j - 1]! + 1, last![j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && value > before![j - 2]! + 1 && !same) {
        if (
          unit === right.charCodeAt(from + j - 2) &&
          left.charCodeAt(from + i - 2) === right.charCodeAt(from + j - 1)
        )
          value = before![j - 2]! + 1
      }
      line![j] = value
      if (value < least) least = value
    }
    if (least > most) return most + 1
    const spare = before
    before = last
    last = line
    line = spare
  }
  return Math.min(last![m]!, most + 1)
}

function isSwap(left: string, right: string, at: number): boolean {
  return left.charCodeAt(at) === right.charCodeAt(at + 1) && left.charCodeAt(at + 1) === right.charCodeAt(at)
}
