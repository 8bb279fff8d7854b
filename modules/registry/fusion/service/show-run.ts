import type { FusionRun } from '../../contract.ts'
import type { RunRow } from '../store/runs.ts'
import { inBoth } from './texts.ts'

/** A run as people see it. */
export function shownRun({ testData: _, ...row }: RunRow): FusionRun {
  const end = row.endedAt === null ? null : Date.parse(row.endedAt)
  return {
    ...row,
    warnings: row.warnings.map(({ code, params }) => ({ code, ...inBoth(code, params) })),
    error: row.error && { code: row.error.code, ...inBoth(row.error.code, row.error.params) },
    seconds: end === null ? null : (end - Date.parse(row.startedAt)) / 1000,
  }
}
