import type { EncodedColumn } from '../frequency.ts'
import { dateParts, type Field, partsOf } from './fields.ts'

/** Letters of a name's beginning and end that still tell it where the rest is mistyped. */
const AFFIX = 4

/**
 * The tokens of each row that make it a candidate: values whole and in parts that survive a slip (two of year, month and
 * day; beginning and end of a name; words of a phrase; parts of a code). Fields of one group share their tokens.
 */
export function tokensOf(
  fields: readonly Field[],
  columns: readonly EncodedColumn[],
): { readonly tokens: readonly (readonly number[])[]; readonly count: number } {
  const numbers = new Map<string, number>()
  const numberOf = (text: string) => {
    let number = numbers.get(text)
    if (number === undefined) {
      number = numbers.size
      numbers.set(text, number)
    }
    return number
  }
  const tokens: number[][] = Array.from(columns[0]?.codes ?? [], () => [])
  fields.forEach((field, at) => {
    const { codes, values } = columns[at]!
    const prefix = field.group ?? field.name
    const ofValue = values.map((value) => [
      ...new Set(partsOfKind(field.kind, value).map((part) => numberOf(`${prefix}\t${part}`))),
    ])
    codes.forEach((code, row) => {
      if (code < 0) return
      const list = tokens[row]!
      for (const token of ofValue[code]!) if (!list.includes(token)) list.push(token)
    })
  })
  return { tokens, count: numbers.size }
}

function partsOfKind(kind: Field['kind'], value: string): string[] {
  switch (kind) {
    case 'name':
      return value.length > AFFIX ? [value, `${value.slice(0, AFFIX)}*`, `*${value.slice(-AFFIX)}`] : [value]
    case 'date': {
      const parts = dateParts(value)
      if (!parts) return [value]
      const [year, month, day] = parts
      return [value, `${year}-${month}-*`, `${year}-*-${day}`, `*-${month}-${day}`]
    }
    case 'category':
      return []
    default:
      // The whole, and its words; a mark keeps a whole of one word apart from the word in a longer whole.
      return [`=${value}`, ...partsOf(value).filter((part) => part.length > 1)]
  }
}
