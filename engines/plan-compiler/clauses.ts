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
const REACH = 300

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

/**
 * Finds the sentence, segment and clause around positions of one paragraph. Neighbouring numbers share their ranges, so a
 * range that holds the position is used again.
 */
export function surveyor(text: string): (position: number) => Surroundings {
  let sentence: Range | null = null
  let segment: Range | null = null
  let clause: Range | null = null
  const holds = (range: Range | null, position: number): range is Range =>
    range !== null && position >= range.start && position < range.end
  return (position) => {
    if (!holds(sentence, position)) sentence = boundary(text, position, SENTENCE_STOP, 2 * REACH)
    if (!holds(segment, position)) segment = boundary(text, position, SEGMENT_STOP, 2 * REACH)
    // Parentheses split clauses, so that a clause is shared only outside them.
    if (!holds(clause, position) || /[（）]/.test(text.slice(clause.start, clause.end)))
      clause = boundary(text, position, CLAUSE_STOP, REACH)
    return { sentence, segment, clause }
  }
}
