/** Column letters of a 0-based index. @example columnLetter(27) // 'AB' */
export function columnLetter(index: number): string {
  let letters = ''
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  }
  return letters
}

/** 0-based column of a cell reference such as `AB12`, or -1 when it is none. */
export function columnOf(ref: string): number {
  let index = 0
  let at = 0
  for (; at < ref.length && at < 4; at++) {
    const code = ref.charCodeAt(at)
    if (code < 65 || code > 90) break
    index = index * 26 + code - 64
  }
  return at === 0 ? -1 : index - 1
}

/** A rectangle of cells; columns 0-based, rows 1-based, both ends inside. */
export interface CellRange {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Reads `A1:C3` or `A1`; undefined when it is not a range. */
export function parseRange(ref: string): CellRange | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(ref)
  if (!match) return undefined
  const left = columnOf(match[1]!)
  const top = Number(match[2])
  return {
    left,
    top,
    right: match[3] ? columnOf(match[3]) : left,
    bottom: match[4] ? Number(match[4]) : top,
  }
}
