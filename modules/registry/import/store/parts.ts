import { ENTERPRISE_FIELDS } from '../../store/enterprise.ts'
import { PARTS } from '../../store/parts.ts'
import type { PlannedChange } from '../domain/plan.ts'

export type PartName = PlannedChange['part']

/** How a part is stored, in the form that the set-based writers need. */
export interface PartTable {
  readonly part: PartName
  readonly table: string
  /** Column that tells its rows apart: an id, or the year. */
  readonly key: 'id' | 'year'
  /** Column of the enterprise that the row belongs to. */
  readonly owner: 'id' | 'enterprise_id' | 'from_id'
  readonly fields: readonly (readonly [field: string, column: string, type: string])[]
}

/** Every table that an import writes, those first that others refer to. */
export const PART_TABLES: readonly PartTable[] = [
  { part: 'enterprise', table: 'registry.enterprise', key: 'id', owner: 'id', fields: ENTERPRISE_FIELDS },
  {
    part: 'capabilities',
    table: PARTS.capabilities.table,
    key: 'id',
    owner: 'enterprise_id',
    fields: PARTS.capabilities.fields,
  },
  {
    part: 'qualifications',
    table: PARTS.qualifications.table,
    key: 'id',
    owner: 'enterprise_id',
    fields: PARTS.qualifications.fields,
  },
  {
    part: 'yearly',
    table: PARTS.yearly.table,
    key: 'year',
    owner: 'enterprise_id',
    fields: PARTS.yearly.fields,
  },
  {
    part: 'relations',
    table: 'registry.relation',
    key: 'id',
    owner: 'from_id',
    fields: [
      ['kind', 'kind', 'text'],
      ['otherId', 'to_id', 'uuid'],
      ['otherName', 'to_name', 'text'],
      ['node', 'node', 'text'],
      ['amount', 'amount', 'bigint'],
      ['share', 'share', 'numeric'],
      ['period', 'period', 'text'],
      ['evidence', 'evidence', 'text'],
    ],
  },
]

/** The table of a part. */
export function partTable(part: string): PartTable | undefined {
  return PART_TABLES.find((table) => table.part === part)
}
