import { AppError } from '#kernel/core'
import { columnLetter } from './address.ts'
import type { ColumnDef, TableDef } from './schema.ts'
import { halfWidth } from './text.ts'
import { isUnitOf } from './unit.ts'

/** What one column of the file is taken for. Plain data: it goes to a page and comes back corrected. */
export interface HeaderMatch {
  /** 0-based column of the file. */
  readonly index: number
  readonly letter: string
  /** The header as in the file. */
  readonly header: string
  /** Key of the table's column, or null when none is taken. */
  readonly key: string | null
  /** 1 for the very name, less the more had to be overlooked. */
  readonly confidence: number
  readonly how: 'title' | 'alias' | 'normalised' | 'user' | 'none'
  /** Unit named in the header (or above the table); overrides the column's own. */
  readonly unit?: string
  /** Columns it might be, best first; a person has to say so. */
  readonly suggestions: readonly { readonly key: string; readonly confidence: number }[]
}

export interface HeaderMapping {
  readonly matches: readonly HeaderMatch[]
  /** Headers taken for nothing; their cells stay in the raw rows. */
  readonly unmapped: readonly string[]
  /** Keys of required columns that no header is taken for. */
  readonly missing: readonly string[]
}

export interface MapOptions {
  /** Unit stated above the table (单位：万元); holds for money columns whose header names none. */
  readonly tableUnit?: string
  /** False leaves the costly search for similar names out. */
  readonly suggest?: boolean
}

const SUGGEST_FROM = 0.45
const MAX_HEADER = 200

/**
 * Takes each header of a file for a column of the table: by title in either language, by alias, and after
 * normalising (full-width, spaces, marks, a unit in brackets, the group name of a header of several rows). Similar names
 * are only suggested. Two headers for one column: the surer wins, the other is left unmapped with a suggestion.
 */
export function mapHeaders(
  headers: readonly string[],
  table: TableDef,
  options: MapOptions = {},
): HeaderMapping {
  const names = namesOf(table)
  const matches = headers.map((header, index) => matchHeader(header, index, table, names, options))
  const best = new Map<string, HeaderMatch>()
  for (const match of matches) {
    if (match.key !== null && match.confidence > (best.get(match.key)?.confidence ?? 0))
      best.set(match.key, match)
  }
  return summarise(
    table,
    matches.map((match) =>
      match.key === null || best.get(match.key) === match
        ? match
        : {
            ...match,
            key: null,
            how: 'none' as const,
            confidence: 0,
            suggestions: [{ key: match.key, confidence: match.confidence }],
          },
    ),
  )
}

/**
 * Applies a person's corrections: file column (0-based) to table key, or to null for "not imported".
 * @throws AppError tables.unknownColumn for a key the table does not have, tables.columnTwice for one taken twice
 */
export function correctMapping(
  mapping: HeaderMapping,
  table: TableDef,
  corrections: Readonly<Record<number, string | null>>,
): HeaderMapping {
  const matches = mapping.matches.map((match): HeaderMatch => {
    const key = corrections[match.index]
    if (key === undefined) return match
    if (key === null) return { ...match, key: null, how: 'none', confidence: 0 }
    const column = table.columns.find((c) => c.key === key)
    if (!column) throw new AppError('tables.unknownColumn', { key })
    const { bracket } = splitUnit(match.header)
    return {
      ...match,
      key,
      how: 'user',
      confidence: 1,
      unit: unitIn(bracket, column),
    }
  })
  const seen = new Set<string>()
  for (const { key } of matches) {
    if (key !== null && seen.has(key)) throw new AppError('tables.columnTwice', { key })
    if (key !== null) seen.add(key)
  }
  return summarise(table, matches)
}

function summarise(table: TableDef, matches: readonly HeaderMatch[]): HeaderMapping {
  const taken = new Set(matches.map((m) => m.key))
  return {
    matches,
    unmapped: matches.filter((m) => m.key === null && m.header !== '').map((m) => m.header),
    missing: table.columns.filter((c) => c.required && !taken.has(c.key)).map((c) => c.key),
  }
}

interface Name {
  readonly column: ColumnDef
  readonly text: string
  readonly plain: string
  readonly how: 'title' | 'alias'
}

function namesOf(table: TableDef): Name[] {
  return table.columns.flatMap((column) => {
    const name = (how: 'title' | 'alias') => (text: string) => ({
      column,
      text,
      plain: plainHeader(text),
      how,
    })
    return [
      ...[column.titles.zh, column.titles.en, column.key].map(name('title')),
      ...(column.aliases ?? []).map(name('alias')),
    ]
  })
}

function matchHeader(
  full: string,
  index: number,
  table: TableDef,
  names: readonly Name[],
  options: MapOptions,
): HeaderMatch {
  const header = full.slice(0, MAX_HEADER)
  const base = { index, letter: columnLetter(index), header }
  const found = findName(header, names)
  if (found) {
    const { bracket } = splitUnit(header)
    const { column } = found.name
    // Dollars are no yuan of another size: a person has to say what to do with them.
    if (column.type === 'money' && FOREIGN_MONEY.test(bracket))
      return { ...base, key: null, confidence: 0, how: 'none', suggestions: [] }
    const unit = unitIn(bracket, column) ?? (column.type === 'money' ? options.tableUnit : undefined)
    return {
      ...base,
      key: column.key,
      confidence: found.confidence,
      how: found.how,
      ...(unit ? { unit } : {}),
      suggestions: [],
    }
  }
  return {
    ...base,
    key: null,
    confidence: 0,
    how: 'none',
    suggestions: options.suggest === false ? [] : suggest(header, table, names),
  }
}

function findName(
  header: string,
  names: readonly Name[],
): { name: Name; confidence: number; how: HeaderMatch['how'] } | undefined {
  const exact = names.find((n) => n.text === header.trim())
  if (exact) return { name: exact, confidence: exact.how === 'title' ? 1 : 0.98, how: exact.how }
  for (const [form, confidence] of formsOf(header)) {
    const name = form === '' ? undefined : names.find((n) => n.plain === form)
    if (name) return { name, confidence, how: 'normalised' }
  }
  return undefined
}

/** What a header may boil down to, the surest first. */
function formsOf(header: string): [form: string, confidence: number][] {
  const plain = plainHeader(header)
  const forms: [string, number][] = [
    [plain, 0.95],
    // 所属区（县）: what the brackets hold is part of the name.
    [plainHeader(header.replace(/[()（）【】[\]]/g, '')), 0.94],
    // 2025年营业收入: the year says of when, not of what.
    [plain.replace(/^(?:19|20)\d{2}年?度?/, ''), 0.92],
  ]
  // A header of several rows reads "group/name"; the name alone decides when the whole does not. Then 代码/注册号: either.
  const parts = header.split('/')
  if (parts.length > 1) for (const part of [...parts].reverse()) forms.push([plainHeader(part), 0.9])
  return forms
}

const FOREIGN_MONEY = /美元|美金|欧元|日元|港[元币]|英镑|usd|eur|jpy|hkd|gbp|[$€£¥]$/i

/** The unit among what the brackets hold: "万元" of "2025年，万元". */
function unitIn(bracket: string, column: ColumnDef): string | undefined {
  return [bracket, ...bracket.split(/[,，、;；:\s]+/)].find((part) => isUnitOf(part, column))
}

/** Splits "营业收入（万元）" or "收入/万元" into the name and what may be a unit. */
function splitUnit(header: string): { name: string; bracket: string } {
  const text = halfWidth(header).replace(/【|\[/g, '(').replace(/】|\]/g, ')')
  const match =
    /^(.*?)\s*\(\s*(?:单位|unit)?\s*:?\s*([^()]*)\)\s*[*]*$/i.exec(text) ??
    /^(.+?)\s*[/,，:]\s*([^/,:]+)$/.exec(text)
  return match ? { name: match[1]!, bracket: match[2]!.trim() } : { name: text, bracket: '' }
}

/** The form in which two headers are the same: half-width, lower case, without spaces, marks, brackets. */
export function plainHeader(header: string): string {
  return halfWidth(header)
    .toLowerCase()
    .replace(/\([^()]*\)|【[^【】]*】|\[[^[\]]*\]/g, '')
    .replace(/[\s*:_\-./\\,，、·"'“”‘’#]+/g, '')
}

function suggest(
  header: string,
  table: TableDef,
  names: readonly Name[],
): { key: string; confidence: number }[] {
  const wanted = plainHeader(header)
  if (wanted === '') return []
  const best = new Map<string, number>()
  for (const name of names) {
    const score = similarity(wanted, name.plain)
    if (score > (best.get(name.column.key) ?? 0)) best.set(name.column.key, score)
  }
  return table.columns
    .map(({ key }) => ({ key, confidence: Math.round((best.get(key) ?? 0) * 100) / 100 }))
    .filter((s) => s.confidence >= SUGGEST_FROM)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, 3)
}

/** Sørensen–Dice of character pairs (single characters for very short names), raised when one contains the other. */
export function similarity(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 0.95
  if (a === '' || b === '') return 0
  const size = Math.min(a.length, b.length) < 4 ? 1 : 2
  const left = pieces(a, size)
  const right = pieces(b, size)
  let common = 0
  for (const [piece, count] of left) common += Math.min(count, right.get(piece) ?? 0)
  const dice = (2 * common) / (a.length - size + 1 + b.length - size + 1)
  const within = Math.min(a.length, b.length) >= 2 && (a.includes(b) || b.includes(a))
  return Math.min(0.89, within ? Math.max(dice, 0.6) : dice)
}

function pieces(text: string, size: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + size <= text.length; i++) {
    const piece = text.slice(i, i + size)
    counts.set(piece, (counts.get(piece) ?? 0) + 1)
  }
  return counts
}
