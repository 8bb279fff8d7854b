import type { RowPairs } from './nearest.ts'
import { amountOf, gramTokens, numberedTokens, wordTokens } from './tokens.ts'
import { containment, cosine, isEmpty, type TokenVectors, vectorise } from './vectors.ts'

/** A column of the table, declared. */
export interface TextField {
  readonly name: string
  /** `name` says what the row is; `text` says more about it; `number` is a price, a year, a size. */
  readonly kind: 'name' | 'text' | 'number'
  readonly values: readonly (string | null)[]
}

/** One measure of all pairs. */
export interface Feature {
  readonly name: string
  readonly column: Float64Array
  /** Whether it is a likeness by itself, good for a first order of the pairs before anything is learnt. */
  readonly first: boolean
}

/** The vectors that measure a table of texts. */
export interface TextSpaces {
  readonly fields: readonly { readonly words: TokenVectors; readonly grams: TokenVectors }[]
  readonly names: TokenVectors
  readonly whole: TokenVectors
  readonly numbered: TokenVectors
  readonly nameNumbered: TokenVectors
}

/** Makes the vectors of the declared fields, each alone and all together. */
export function textSpaces(fields: readonly TextField[]): TextSpaces {
  const texts = fields.filter((field) => field.kind !== 'number')
  const names = fields.filter((field) => field.kind === 'name')
  if (names.length === 0) throw new RangeError('at least one field must be a name')
  const whole = joined(texts)
  const name = joined(names)
  return {
    fields: texts.map(({ values }) => ({
      words: vectorise(values, wordTokens),
      grams: vectorise(values, (text) => gramTokens(text)),
    })),
    names: vectorise(name, (text) => gramTokens(text)),
    whole: vectorise(whole, wordTokens),
    numbered: vectorise(whole, numberedTokens),
    nameNumbered: vectorise(name, numberedTokens),
  }
}

/** Measures all pairs by all fields; a field that says nothing on one side measures 0 and is marked missing. */
export function measurePairs(
  { left, right }: RowPairs,
  fields: readonly TextField[],
  spaces: TextSpaces,
): Feature[] {
  const features: Feature[] = []
  const add = (name: string, measure: (left: number, right: number) => number, first = false) =>
    features.push({ name, first, column: Float64Array.from(left, (row, at) => measure(row, right[at]!)) })

  const texts = fields.filter((field) => field.kind !== 'number')
  texts.forEach((field, at) => {
    const { words, grams } = spaces.fields[at]!
    const isName = field.kind === 'name'
    add(`${field.name}: words`, (a, b) => cosine(words, a, b), isName)
    add(`${field.name}: letters`, (a, b) => cosine(grams, a, b), isName)
    add(`${field.name}: missing`, (a, b) => (isEmpty(words, a) || isEmpty(words, b) ? 1 : 0))
  })
  const { whole, numbered, nameNumbered } = spaces
  add('all: words', (a, b) => cosine(whole, a, b), true)
  add('all: left in right', (a, b) => containment(whole, a, b))
  add('all: right in left', (a, b) => containment(whole, b, a))
  add('numbers and codes', (a, b) => cosine(numbered, a, b))
  add('numbers and codes of the name', (a, b) => cosine(nameNumbered, a, b))
  add('other numbers and codes in the name', (a, b) =>
    isEmpty(nameNumbered, a) || isEmpty(nameNumbered, b)
      ? 0
      : 1 - Math.max(containment(nameNumbered, a, b), containment(nameNumbered, b, a)),
  )
  for (const field of fields) {
    if (field.kind !== 'number') continue
    const amounts = Float64Array.from(field.values, (text) => (text ? amountOf(text) : Number.NaN))
    const either = (a: number, b: number) => Number.isNaN(amounts[a]! + amounts[b]!)
    add(`${field.name}: missing`, (a, b) => (either(a, b) ? 1 : 0))
    add(`${field.name}: equal`, (a, b) => (amounts[a] === amounts[b] ? 1 : 0))
    add(`${field.name}: ratio`, (a, b) =>
      either(a, b) ? 0 : Math.min(1, Math.abs(Math.log(amounts[a]! / amounts[b]!))),
    )
  }
  return features
}

function joined(fields: readonly TextField[]): string[] {
  return fields[0]!.values.map((_, row) => fields.map(({ values }) => values[row] ?? '').join(' '))
}
