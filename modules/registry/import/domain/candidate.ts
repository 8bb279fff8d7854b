import type { ImportTable } from '../../contract.ts'
import { nameKey } from '../../domain/name-key.ts'
import type { TermFinder } from './terms.ts'

/** Values of a row by column key, as a table's types made them. */
export type RowValues = Readonly<Record<string, unknown>>

/** What tells which enterprise a row speaks of. */
export interface FirmKeys {
  readonly uscc: string | null
  readonly name: string | null
  readonly nameKey: string | null
}

/** A row in the library's words: codes instead of names, empty cells left out. Plain data: it is stored and planned again. */
export interface Candidate {
  readonly firm: FirmKeys
  /** The buyer of a supply row. */
  readonly buyer?: FirmKeys
  /** Fields of the record, in the contract's words. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly nodes: readonly string[]
  readonly qualifications: readonly string[]
}

function keysOf(uscc: unknown, name: unknown): FirmKeys {
  const key = typeof name === 'string' ? nameKey(name) : null
  return {
    uscc: typeof uscc === 'string' ? uscc.toUpperCase() : null,
    name: typeof name === 'string' ? name : null,
    nameKey: key === '' ? null : key,
  }
}

function isKnown(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
}

/** Columns that are not fields of the record itself. */
const ASIDE = new Set(['uscc', 'name', 'buyerUscc', 'buyerName', 'nodes', 'qualifications'])

/** Turns checked values into a candidate; district and nodes become codes. */
export function candidateOf(
  table: ImportTable,
  values: RowValues,
  terms: { districts: TermFinder; nodes: TermFinder },
): Candidate {
  const fields: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values))
    if (!ASIDE.has(key) && isKnown(value)) fields[key] = value
  if (typeof fields.district === 'string') fields.district = terms.districts.find(fields.district)[0]
  if (typeof fields.node === 'string') fields.node = terms.nodes.find(fields.node)[0]
  const nodes = ((values.nodes ?? []) as string[]).map((term) => terms.nodes.find(term)[0]!)
  return {
    firm: keysOf(values.uscc, values.name),
    ...(table === 'supply' ? { buyer: keysOf(values.buyerUscc, values.buyerName) } : {}),
    fields,
    nodes: [...new Set(nodes)],
    qualifications: (values.qualifications ?? []) as string[],
  }
}
