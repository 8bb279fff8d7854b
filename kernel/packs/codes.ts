import type { FaultList } from './faults.ts'
import type { Placed } from './read.ts'

/** The rows by their code; a code that stands twice is a fault, and the first one counts. */
export function byUniqueCode<R extends { readonly code: string }>(
  file: string,
  rows: readonly Placed<R>[],
  list: FaultList,
): ReadonlyMap<string, Placed<R>> {
  const byCode = new Map<string, Placed<R>>()
  for (const placed of rows) {
    const { code } = placed.value
    const first = byCode.get(code)
    if (first) {
      list.add(
        file,
        { row: placed.row, column: 'code', value: code },
        `编码必须唯一（首见于第 ${first.row} 行）`,
        `codes are unique (first on row ${first.row})`,
      )
    } else byCode.set(code, placed)
  }
  return byCode
}
