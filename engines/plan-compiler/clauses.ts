/** Half-open ranges in a paragraph. */
export interface Range {
  start: number
  end: number
}

/** Where one quantity stands: its sentence, the part between semicolons, and the clause between commas. */
export interface Surroundings {
  sentence: Range
  segment: Range
  clause: Range
}

const SENTENCE_STOP = '。！？'
const SEGMENT_STOP = '。！？；'
const CLAUSE_STOP = '。！？；，：'
/** Longest clause that is looked at on either side; texts without punctuation stay cheap. */
const REACH = 400

function boundary(text: string, position: number, stops: string, limit: number): Range {
  let start = position
  let depth = 0
  while (start > 0 && position - start < limit) {
    const char = text[start - 1]!
    if (char === '）') depth++
    else if (char === '（') {
      // Inside a parenthesis the parenthesis is the clause.
      if (depth === 0) {
        if (stops === CLAUSE_STOP) break
      } else depth--
    } else if (depth === 0 && stops.includes(char)) break
    start--
  }
  let end = position
  depth = 0
  while (end < text.length && end - position < limit) {
    const char = text[end]!
    if (char === '（') depth++
    else if (char === '）') {
      if (depth === 0) {
        if (stops === CLAUSE_STOP) break
      } else depth--
    } else if (depth === 0 && stops.includes(char)) break
    end++
  }
  return { start, end }
}

/** The sentence, segment and clause around a position of a paragraph. */
export function surroundings(text: string, position: number): Surroundings {
  return {
    sentence: boundary(text, position, SENTENCE_STOP, 4 * REACH),
    segment: boundary(text, position, SEGMENT_STOP, 2 * REACH),
    clause: boundary(text, position, CLAUSE_STOP, REACH),
  }
}
