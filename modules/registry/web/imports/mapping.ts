import type { FilePreview } from '../../contract.ts'

/** Column of the file (from 0) by key of the table's column; absent = not imported. */
export type Mapping = Readonly<Record<string, number | undefined>>

type Column = Pick<FilePreview['columns'][number], 'key' | 'index' | 'required'>

/** The mapping that was guessed. */
export function guessedMapping(columns: readonly Column[]): Mapping {
  return Object.fromEntries(
    columns.flatMap(({ key, index }) => (index === null ? [] : [[key, index] as const])),
  )
}

/** Required columns that no column of the file stands for. */
export function missingOf(columns: readonly Column[], mapping: Mapping): string[] {
  return columns.filter(({ key, required }) => required && mapping[key] === undefined).map(({ key }) => key)
}

/** Columns of the table that share a column of the file with another one. */
export function doubledOf(columns: readonly Column[], mapping: Mapping): string[] {
  const uses = new Map<number, number>()
  for (const { key } of columns) {
    const index = mapping[key]
    if (index !== undefined) uses.set(index, (uses.get(index) ?? 0) + 1)
  }
  return columns.map(({ key }) => key).filter((key) => (uses.get(mapping[key] ?? -1) ?? 0) > 1)
}

/** Columns of the file that stand for nothing, by index. */
export function unmappedOf(headers: readonly string[], mapping: Mapping): number[] {
  const used = new Set(Object.values(mapping))
  return headers.map((_, at) => at).filter((at) => !used.has(at))
}

/** The mapping as the API takes it. */
export function sentMapping(mapping: Mapping): Record<string, number> {
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([key, index]) => (index === undefined ? [] : [[key, index]])),
  )
}

/** The letter that a spreadsheet gives a column. @example columnLetter(27) // 'AB' */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** How sure a guess is, in words. */
export function confidenceWord(confidence: number | null): 'sure' | 'likely' | 'unsure' {
  if (confidence === null || confidence < 0.8) return 'unsure'
  return confidence >= 0.95 ? 'sure' : 'likely'
}

/** The first few different values of a column, for the user to recognise it by. */
export function examplesOf(sample: readonly (readonly string[])[], index: number, count = 3): string[] {
  const values = sample.map((row) => (row[index] ?? '').trim()).filter((value) => value !== '')
  return [...new Set(values)].slice(0, count)
}
