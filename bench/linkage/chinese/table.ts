import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse'
import type { EnterpriseRecord } from '#engines/enterprise-linkage'
import { generate } from '#engines/synthetic-records'

/** Records with the entity that each really is. */
export interface LabelledTable {
  readonly records: EnterpriseRecord[]
  readonly truth: string[]
}

/** The development records with truth, where they are on this machine. */
export const DEVELOPMENT = path.resolve(import.meta.dirname, '../../../../shared/data/matching/cn_er_dev')

export function hasDevelopment(): boolean {
  return existsSync(path.join(DEVELOPMENT, 'truth.csv'))
}

/** Reads `records.csv` and `truth.csv` of a folder. */
export async function labelledFolder(folder: string): Promise<LabelledTable> {
  const truthOf = new Map<string, string>()
  for await (const row of rowsOf(path.join(folder, 'truth.csv'))) truthOf.set(row.record_id!, row.entity_id!)
  const records: EnterpriseRecord[] = []
  for await (const row of rowsOf(path.join(folder, 'records.csv'))) records.push(recordOf(row))
  return { records, truth: records.map(({ id }) => truthOf.get(id)!) }
}

/** A synthetic table of about 3.4 records for each enterprise. */
export function syntheticTable(enterprises: number, seed: number): LabelledTable {
  const { rows, truth } = generate(enterprises, seed)
  return { records: rows.map((row) => recordOf({ ...row })), truth }
}

function rowsOf(file: string): AsyncIterable<Record<string, string>> {
  return createReadStream(file).pipe(parse({ columns: true, bom: true }))
}

const said = (value: string | undefined) => (value === undefined || value === '' ? null : value)

function recordOf(row: Record<string, string>): EnterpriseRecord {
  return {
    id: row.record_id!,
    source: row.source!,
    name: said(row.name),
    uscc: said(row.uscc),
    legalRep: said(row.legal_rep),
    phone: said(row.phone),
    address: said(row.address),
    city: said(row.city),
    established: said(row.established),
  }
}
