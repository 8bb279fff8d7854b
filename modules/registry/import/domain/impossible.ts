import type { ImportTable } from '../../contract.ts'
import { doubtsOfRecord, doubtsOfYear } from '../../domain/plausible.ts'
import { FIELD_TITLES } from '../../domain/titles.ts'
import type { Candidate } from './candidate.ts'

/** A cell that cannot be true, by the column's key. */
export interface ImpossibleCell {
  readonly key: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Values of a row that no firm can have; what hardly is so is taken, and told on the enterprise's page. */
export function impossibleCells(table: ImportTable, { fields }: Candidate, today: string): ImpossibleCell[] {
  const doubts =
    table === 'enterprise'
      ? doubtsOfRecord(fields, today)
      : table === 'yearly'
        ? doubtsOfYear(fields, { today })
        : []
  return doubts
    .filter(({ impossible }) => impossible)
    .map(({ field, code, params }) => {
      const { zh: fieldZh = field, en: fieldEn = field } = FIELD_TITLES[field] ?? {}
      return { key: field, code, params: { ...params, fieldZh, fieldEn } }
    })
}
