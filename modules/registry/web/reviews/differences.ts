/** A piece of a text, and whether it is found in the other one. */
export interface Piece {
  readonly text: string
  readonly same: boolean
}

/**
 * A text cut into pieces that it shares with another one and pieces that it does not, by the longest common
 * subsequence of characters. Texts are names and codes: both are cut at 200 characters.
 */
export function piecesOf(text: string, other: string): Piece[] {
  const a = [...text].slice(0, 200)
  const b = [...other].slice(0, 200)
  const lengths: number[][] = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  const pieces: { text: string; same: boolean }[] = []
  const push = (sign: string, same: boolean) => {
    const last = pieces.at(-1)
    if (last?.same === same) last.text += sign
    else pieces.push({ text: sign, same })
  }
  for (let i = 0, j = 0; i < a.length; ) {
    if (j < b.length && a[i] === b[j]) {
      push(a[i]!, true)
      i += 1
      j += 1
    } else if (j < b.length && lengths[i]![j + 1]! >= lengths[i + 1]![j]!) {
      j += 1
    } else {
      push(a[i]!, false)
      i += 1
    }
  }
  return pieces
}

/** Share of the text's characters found, in order, in the other one; 0 to 1. */
export function likeness(text: string, other: string): number {
  const most = Math.max([...text].length, [...other].length)
  if (most === 0) return 0
  const shared = piecesOf(text, other).reduce(
    (sum, piece) => sum + (piece.same ? [...piece.text].length : 0),
    0,
  )
  return shared / most
}

/** The raw value that a candidate's value is best compared with, or undefined when none is at all like it. */
export function nearestOf(value: string, raw: Iterable<string>): string | undefined {
  let best: string | undefined
  let score = 0.5
  for (const text of raw) {
    const found = likeness(value, text.trim())
    if (found >= score) {
      best = text.trim()
      score = found
    }
  }
  return best
}
