import type { TableDef } from '#kernel/tables'
import type { ImportTable } from '../contract.ts'
import type { Terms } from './columns.ts'
import { enterpriseTable } from './table-enterprise.ts'
import { capabilityTable, supplyTable, yearlyTable } from './table-parts.ts'

/** The table of an import, its district and node columns checked against `terms` when given. */
export function importTableOf(name: ImportTable, terms?: Terms): TableDef {
  switch (name) {
    case 'enterprise':
      return enterpriseTable(terms)
    case 'capability':
      return capabilityTable(terms)
    case 'supply':
      return supplyTable(terms)
    default:
      return yearlyTable()
  }
}
