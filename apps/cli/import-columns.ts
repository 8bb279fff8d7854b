import type { FilePreview as RegistryPreview } from '#contract/registry'
import { columnLetter } from '#kernel/tables'
import { CliError } from './errors.ts'
import { EXIT } from './output.ts'

/** What of a preview tells the columns, whichever module read the file. */
type FilePreview = Pick<RegistryPreview, 'columns' | 'headers' | 'sample'>

/**
 * How the file's columns are read: what was recognised, corrected by `--map 列名=字段`. A column is named by its header or
 * its letter (A, B …), a field by its key or its title in either language; `列名=` leaves a column out.
 * @throws CliError naming what is unknown, or the required columns that are still missing
 */
export function columnsOf(preview: FilePreview, corrections: readonly string[]): Record<string, number> {
  const mapping = new Map<string, number>()
  for (const { key, index } of preview.columns) if (index !== null) mapping.set(key, index)
  for (const text of corrections) {
    const at = text.lastIndexOf('=')
    if (at < 1)
      throw refusal(`--map 应写成 列名=字段，而不是 ${text}`, `--map is written column=field, not ${text}`)
    const index = columnAt(preview, text.slice(0, at).trim())
    for (const [key, taken] of mapping) if (taken === index) mapping.delete(key)
    const field = text.slice(at + 1).trim()
    if (field !== '') mapping.set(fieldKey(preview, field), index)
  }
  requireColumns(preview, mapping)
  return Object.fromEntries(mapping)
}

function columnAt({ headers, sample }: FilePreview, name: string): number {
  const named = headers.indexOf(name)
  if (named >= 0) return named
  const width = Math.max(headers.length, ...sample.map((row) => row.length))
  for (let index = 0; index < width; index++) if (columnLetter(index) === name.toUpperCase()) return index
  const known = headers.filter((header) => header !== '')
  throw refusal(
    `文件中没有列 ${name}；表头：${known.join('、') || '无（用 --header-row 指明表头行，或用列字母 A、B……）'}`,
    `The file has no column ${name}; headers: ${known.join(', ') || 'none (name its row with --header-row, or use letters A, B …)'}`,
  )
}

function fieldKey({ columns }: FilePreview, name: string): string {
  const found = columns.find(({ key, titleZh, titleEn }) => [key, titleZh, titleEn].includes(name))
  if (found) return found.key
  throw refusal(
    `没有字段 ${name}；可用：${columns.map(({ key, titleZh }) => `${key}（${titleZh}）`).join('、')}`,
    `There is no field ${name}; use ${columns.map(({ key, titleEn }) => `${key} (${titleEn})`).join(', ')}`,
  )
}

function requireColumns(preview: FilePreview, mapping: ReadonlyMap<string, number>): void {
  const missing = preview.columns.filter(({ key, required }) => required && !mapping.has(key))
  if (missing.length === 0) return
  const headers = preview.headers.filter((header) => header !== '')
  throw new CliError(
    `缺少必填列：${missing.map(({ titleZh }) => titleZh).join('、')}（识别到的表头：${headers.join('、') || '无'}；可用 --header-row 行号、--map 列名=字段 指定）`,
    `Required columns are missing: ${missing.map(({ titleEn }) => titleEn).join(', ')} (headers found: ${headers.join(', ') || 'none'}; correct them with --header-row, --map column=field)`,
    EXIT.usage,
    { code: 'tables.columnsMissing', field: missing[0]!.key },
  )
}

function refusal(zh: string, en: string): CliError {
  return new CliError(zh, en, EXIT.usage, { field: '--map' })
}
