import { messages } from './messages.ts'
import type { Language, Titles } from './schema.ts'

/** One wrong cell, in the words of the file. Plain data: it can be stored and shown later in either language. */
export interface CellFault {
  /** 1-based, as Excel shows it. */
  readonly row: number
  /** Header as in the file; '' for a fault of the whole row. */
  readonly column: string
  readonly columnLetter: string
  /** Key of the table's column. */
  readonly key: string
  /** What the cell holds, as text. */
  readonly value: string
  readonly code: string
  readonly params: Record<string, unknown>
}

/** Texts by code, with {{param}} placeholders as i18next has them. */
export type Messages = Readonly<Record<string, Titles>>

const SHOWN_VALUE = 80

/**
 * A fault as a sentence that names row, column, value and rule.
 * @param more texts of rules that other modules brought along
 * @example describeFault(fault, 'zh') // 第 5 行「营业收入（万元）」（C 列）：“abc” 不是数字
 */
export function describeFault(fault: CellFault, language: Language, more: Messages = {}): string {
  const rule = describeRule(fault, language, more)
  const { row, column, columnLetter } = fault
  const value = fault.value.length > SHOWN_VALUE ? `${fault.value.slice(0, SHOWN_VALUE)}…` : fault.value
  const frame = value === '' ? 'tables.fault.blank' : 'tables.fault.value'
  return interpolate(messages[frame]![language], { row, column, columnLetter, value, rule })
}

/** The rule alone, for a place that already shows the cell. */
export function describeRule(
  fault: Pick<CellFault, 'code' | 'params'>,
  language: Language,
  more: Messages = {},
): string {
  const text = more[fault.code] ?? messages[fault.code]
  if (!text) return fault.code
  const params =
    language === 'en' && fault.params.allowedEn
      ? { ...fault.params, allowed: fault.params.allowedEn }
      : fault.params
  return interpolate(text[language], params)
}

/** Fills {{param}} places; an unknown one stays empty. */
export function interpolate(text: string, params: Record<string, unknown>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(params[name] ?? ''))
}
