import { z } from 'zod'
import { AppError } from '../core/errors.ts'

/** One thing wrong in a pack: where it stands, what stands there and which rule it breaks, in both languages. */
export interface PackFault {
  /** File name inside the pack. */
  readonly file: string
  /** Line in a YAML file, or row in a table (the header is row 1); absent when the whole file is at fault. */
  readonly row?: number
  /** Column of a table, or dotted path in a YAML file. */
  readonly column?: string
  readonly value?: string
  readonly rule: Bilingual
}

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** A pack that cannot be used. `faults` holds every fault found, not only the first. */
export class PackError extends AppError {
  readonly packFaults: readonly PackFault[]

  constructor(dir: string, faults: readonly PackFault[], cause?: unknown) {
    const zh = faults.map((fault) => faultText(fault, 'zh'))
    const en = faults.map((fault) => faultText(fault, 'en'))
    super('pack.invalid', { dir, count: faults.length, zh, en }, { cause })
    this.name = 'PackError'
    this.packFaults = faults
    this.message = [`pack.invalid ${dir}`, ...faults.map((_, i) => `  ${zh[i]}\n  ${en[i]}`)].join('\n')
  }
}

/**
 * A fault as one sentence.
 * @example faultText({ file: 'regions.csv', row: 3, column: 'code', value: '5001', rule }, 'en')
 *   // regions.csv, row 3, column code: "5001" breaks the rule: ...
 */
export function faultText(fault: PackFault, language: 'zh' | 'en'): string {
  const value = fault.value === undefined ? undefined : fault.value.slice(0, 80)
  const table = fault.file.endsWith('.csv')
  if (language === 'zh') {
    const row = fault.row === undefined ? '' : ` 第 ${fault.row} 行`
    const column = fault.column ? ` ${fault.column} ${table ? '列' : '字段'}` : ''
    const what = value === undefined ? '不符合规则' : `值“${value}”不符合规则`
    return `${fault.file}${row}${column}：${what}：${fault.rule.zh}`
  }
  const row = fault.row === undefined ? '' : `, ${table ? 'row' : 'line'} ${fault.row}`
  const column = fault.column ? `, ${table ? 'column' : 'field'} ${fault.column}` : ''
  const what = value === undefined ? 'breaks the rule' : `"${value}" breaks the rule`
  return `${fault.file}${row}${column}: ${what}: ${fault.rule.en}`
}

/** Collects the faults of one pack, so that its author sees all of them in one go. */
export class FaultList {
  readonly faults: PackFault[] = []

  add(file: string, at: { row?: number; column?: string; value?: unknown }, zh: string, en: string): void {
    this.faults.push({ file, row: at.row, column: at.column, value: shown(at.value), rule: { zh, en } })
  }

  /** Turns what zod found into faults; `rowOf` finds the line of a path. */
  addZod(
    file: string,
    error: z.core.$ZodError,
    input: unknown,
    rowOf: (path: readonly PropertyKey[]) => number | undefined,
  ): void {
    for (const issue of error.issues) {
      const value = valueAt(input, issue.path)
      this.faults.push({
        file,
        row: rowOf(issue.path),
        column: issue.path.join('.') || undefined,
        value: shown(value),
        rule: ruleOf(issue, value),
      })
    }
  }
}

const chinese = z.locales.zhCN().localeError
const english = z.locales.en().localeError

/** The rule behind a zod issue. Our own refinements carry both texts in `params`, the rest comes from zod's locales. */
function ruleOf(issue: z.core.$ZodIssue, input: unknown): Bilingual {
  if (issue.code === 'custom' && issue.params)
    return { zh: String(issue.params.zh), en: String(issue.params.en) }
  const raw = { ...issue, input } as z.core.$ZodRawIssue
  return { zh: textOf(chinese(raw), issue.message), en: textOf(english(raw), issue.message) }
}

function textOf(found: { message: string } | string | undefined | null, otherwise: string): string {
  return typeof found === 'string' ? found : (found?.message ?? otherwise)
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let at = input
  for (const key of path) {
    if (at === null || typeof at !== 'object') return undefined
    at = (at as Record<PropertyKey, unknown>)[key]
  }
  return at
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
