import { mapHeaders } from './map-headers.ts'
import type { TableSource } from './open.ts'
import type { TableDef } from './schema.ts'

/** Sheets looked into at most: a survey workbook has a few, and each costs a pass over its bytes. */
const MAX_SHEETS = 20

/** How well a sheet serves as the table: columns found in its header, and whether all required ones are there. */
function fitOf(source: TableSource | undefined, table: TableDef): { columns: number; complete: boolean } {
  if (!source?.header) return { columns: 0, complete: false }
  const mapping = mapHeaders(
    source.header.columns.map(({ text }) => text),
    table,
    { suggest: false },
  )
  return {
    columns: mapping.matches.filter(({ key }) => key !== null).length,
    complete: mapping.missing.length === 0 && source.preview.length > 0,
  }
}

/**
 * The sheet whose header fits the table best: workbooks often begin with a cover or with instructions. The first sheet
 * stays when it is complete, so that an ordinary workbook costs nothing more. Sheets that cannot be read are passed over.
 * @param first the first visible sheet, opened; undefined when it is empty
 * @param names the visible sheets
 */
export async function bestSheet(
  first: TableSource | undefined,
  names: readonly string[],
  table: TableDef,
  open: (sheet: string) => Promise<TableSource>,
): Promise<TableSource | undefined> {
  let best = first
  let fit = fitOf(first, table)
  if (fit.complete) return first
  for (const name of names.filter((other) => other !== first?.sheet).slice(0, MAX_SHEETS)) {
    const source = await open(name).catch(() => undefined)
    const found = fitOf(source, table)
    const better = source && (found.complete === fit.complete ? found.columns > fit.columns : found.complete)
    if (better) {
      best?.close()
      best = source
      fit = found
    } else source?.close()
  }
  return best
}
