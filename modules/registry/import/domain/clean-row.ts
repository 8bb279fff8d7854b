import type { CellFault, TypedRow } from '#kernel/tables'

/** A row of a file as a database can keep it: its cells as text, and either its values or its faults. */
export interface CleanRow {
  readonly raw: Record<string, string>
  readonly values: Record<string, unknown> | null
  readonly faults: CellFault[]
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function clean(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}

/** Takes out of a row what a database cannot keep. */
export function cleanRow(row: TypedRow): CleanRow {
  const raw: Record<string, string> = {}
  for (const [header, text] of Object.entries(row.raw)) raw[clean(header)] = clean(text)
  if (!row.values)
    return { raw, values: null, faults: row.faults.map((f) => ({ ...f, value: clean(f.value) })) }
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row.values)) {
    if (typeof value === 'string') values[key] = clean(value)
    else values[key] = Array.isArray(value) ? value.map(clean) : value
  }
  return { raw, values, faults: [] }
}
