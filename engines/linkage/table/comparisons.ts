import type { EncodedColumn } from '../frequency.ts'
import type { Comparison } from '../types.ts'
import { dateParts, type Field, partsOf } from './fields.ts'
import { edits, jaroWinkler } from './similarity.ts'

/** How each kind of field is compared, levels from the weakest. Sharing a rare value is adjusted at the strongest. */
export function comparisonsOf(fields: readonly Field[], columns: readonly EncodedColumn[]): Comparison[] {
  return fields.map((field, at) => {
    const column = columns[at]!
    const partners = fields.flatMap((other, k) =>
      k !== at && field.group !== undefined && other.group === field.group ? [columns[k]!] : [],
    )
    return comparisonOf(field, column, partners)
  })
}

type Grade = (left: string, right: string) => number

function comparisonOf(field: Field, column: EncodedColumn, partners: readonly EncodedColumn[]): Comparison {
  const { levels, grade } = gradeOf(field.kind, column)
  const names = partners.length > 0 ? [...levels.slice(0, -1), 'swapped', 'equal'] : levels
  const equal = names.length - 1
  const { codes, values, counts } = column
  return {
    name: field.name,
    levels: names,
    compare(left, right) {
      const a = codes[left]!
      const b = codes[right]!
      if (a >= 0 && a === b) return equal
      for (const partner of partners) {
        if (isAt(column, left, partner, right) || isAt(column, right, partner, left)) return equal - 1
      }
      return a < 0 || b < 0 ? -1 : grade(a, b, values)
    },
    ...(field.kind === 'category'
      ? {}
      : {
          frequency: (level: number, left: number) =>
            level === equal ? counts[codes[left]!]! / column.filled : 0,
        }),
  }
}

/** Whether a row's value stands in another column of another row. */
function isAt(column: EncodedColumn, row: number, other: EncodedColumn, otherRow: number): boolean {
  const code = column.codes[row]!
  const otherCode = other.codes[otherRow]!
  return code >= 0 && otherCode >= 0 && column.values[code] === other.values[otherCode]
}

type CodedGrade = (left: number, right: number, values: readonly string[]) => number

function gradeOf(kind: Field['kind'], column: EncodedColumn): { levels: string[]; grade: CodedGrade } {
  const plain =
    (grade: Grade): CodedGrade =>
    (a, b, values) =>
      grade(values[a]!, values[b]!)
  switch (kind) {
    case 'name':
      return { levels: ['other', 'alike', 'near', 'slip', 'equal'], grade: plain(gradeName) }
    case 'date':
      return { levels: ['other', 'part', 'two parts', 'slip', 'equal'], grade: plain(gradeDate) }
    case 'code':
      return { levels: ['other', 'alike', 'near', 'slip', 'equal'], grade: plain(gradeCode) }
    case 'category':
      return { levels: ['other', 'equal'], grade: () => 0 }
    default:
      return {
        levels: ['other', 'few words', 'half', 'most words', 'nearly all', 'equal'],
        grade: phraseGrade(column),
      }
  }
}

const gradeName: Grade = (left, right) => {
  if (left.length > 2 && right.length > 2 && edits(left, right, 1) <= 1) return 3
  const likeness = jaroWinkler(left, right)
  return likeness >= 0.88 ? 2 : likeness >= 0.75 ? 1 : 0
}

const gradeDate: Grade = (left, right) => {
  if (edits(left, right, 1) <= 1) return 3
  const a = dateParts(left)
  const b = dateParts(right)
  if (!a || !b) return 0
  const same = (a[0] === b[0] ? 1 : 0) + (a[1] === b[1] ? 1 : 0) + (a[2] === b[2] ? 1 : 0)
  return same === 2 ? 2 : same === 1 || edits(left, right, 2) <= 2 ? 1 : 0
}

const gradeCode: Grade = (left, right) => {
  if (Math.min(left.length, right.length) > 2 && edits(left, right, 1) <= 1) return 3
  const [a = ''] = partsOf(left)
  const [b = ''] = partsOf(right)
  // The same beginning up to a mark: a postcode's district, the person of an e-mail address.
  const most = Math.min(4, 1 + Math.floor(Math.min(left.length, right.length) / 8))
  if (a === b || edits(left, right, most) <= most) return 2
  return jaroWinkler(left, right) >= 0.85 ? 1 : 0
}

/** Pairs of phrases whose grade is kept at most, so that memory has a bound. */
const REMEMBERED = 1 << 20

/** Phrases by the share of their words that are found in the other, rare words counting more, mistyped ones nearly. */
function phraseGrade({ values, counts, filled }: EncodedColumn): CodedGrade {
  const rowsOf = new Map<string, number>()
  const words = values.map((value, code) => {
    const parts = [...new Set(partsOf(value))]
    for (const part of parts) rowsOf.set(part, (rowsOf.get(part) ?? 0) + counts[code]!)
    return parts
  })
  const worth = (word: string) => Math.log2(1 + filled / (rowsOf.get(word) ?? 1))
  const worths = words.map((parts) => parts.map(worth))
  const memo = new Map<number, number>()
  return (left, right) => {
    const [a, b] = left < right ? [left, right] : [right, left]
    const key = a * values.length + b
    const known = memo.get(key)
    if (known !== undefined) return known
    const one = covered(words[a]!, worths[a]!, words[b]!)
    const other = covered(words[b]!, worths[b]!, words[a]!)
    const likeness = Math.max(one, other) * 0.5 + Math.min(one, other) * 0.5
    const grade = likeness >= 0.9 ? 4 : likeness >= 0.7 ? 3 : likeness >= 0.45 ? 2 : likeness >= 0.2 ? 1 : 0
    if (memo.size >= REMEMBERED) memo.clear()
    memo.set(key, grade)
    return grade
  }
}

/** Share of the worth of words that the other phrase has, or has nearly. */
function covered(words: readonly string[], worths: readonly number[], others: readonly string[]): number {
  let all = 0
  let found = 0
  words.forEach((word, at) => {
    all += worths[at]!
    if (others.includes(word)) found += worths[at]!
    else if (word.length > 3 && others.some((other) => other.length > 3 && edits(word, other, 1) <= 1))
      found += 0.9 * worths[at]!
  })
  return all > 0 ? found / all : 0
}
