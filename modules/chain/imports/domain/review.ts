import type { ChainTable } from '../../contract/imports.ts'
import { refKey } from './firms.ts'
import type { Parsed, RowFault } from './rows.ts'

/** A good row of the file, by its number there. */
export interface FileRow {
  readonly row: number
  readonly parsed: Parsed
}

/** A text that is the same for rows about the same relation or model. */
export function rowKey(
  table: ChainTable,
  { firms, fields }: Parsed,
  keyOf: (name: string) => string,
): string {
  if (table === 'model') return String(fields.code)
  const parts = [firms.supplier_id ?? null, firms.buyer_id ?? null].map((ref) => refKey(ref, keyOf))
  return JSON.stringify([...parts, fields.node ?? null, fields.period ?? null])
}

/**
 * What only the whole file shows of supply relations and models: a record that stands twice in it, and one relation
 * counted in two units. Faults by row.
 */
export function reviewRows(
  table: 'supply' | 'model',
  rows: readonly FileRow[],
  keyOf: (name: string) => string,
): Map<number, RowFault[]> {
  const faults = new Map<number, RowFault[]>()
  const first = new Map<string, number>()
  const units = new Map<string, { readonly unit: string; readonly row: number }>()
  for (const { row, parsed } of rows) {
    const key = rowKey(table, parsed, keyOf)
    const earlier = first.get(key)
    if (earlier !== undefined) {
      const cell = table === 'model' ? 'code' : 'supplier'
      faults.set(row, [{ key: cell, code: 'chain.imports.rowTwice', params: { firstRow: earlier } }])
      continue
    }
    first.set(key, row)
    const unit = parsed.fields.unit as string | null | undefined
    if (table === 'model' || !unit) continue
    const goods = rowKey(table, { ...parsed, fields: { ...parsed.fields, period: null } }, keyOf)
    const fault = secondUnit(units, goods, unit, row)
    if (fault) faults.set(row, [fault])
  }
  return faults
}

/** A fault when a thing was counted in another unit before. */
export function secondUnit(
  units: Map<string, { readonly unit: string; readonly row: number }>,
  thing: string,
  unit: string,
  row: number,
): RowFault | undefined {
  const known = units.get(thing)
  if (known === undefined) units.set(thing, { unit, row })
  if (known === undefined || known.unit === unit) return undefined
  return {
    key: 'unit',
    code: 'chain.imports.twoUnits',
    params: { unit, first: known.unit, firstRow: known.row },
  }
}
