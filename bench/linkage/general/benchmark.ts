import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse'

/** Where the public data lie, unless LINKAGE_DATA names another folder. */
export const FOLDER =
  process.env.LINKAGE_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data/matching/er')

/** A data set: which files it needs, how it is read and declared, what others reach on it. */
export interface Benchmark {
  readonly files: readonly string[]
  /** What others reach, with the origin of the figure. */
  readonly peers: readonly Peer[]
  /** Reads, links and judges. */
  run(): Promise<Outcome>
}

export interface Peer {
  readonly name: string
  /** `published` by its authors or a third party, or `measured elsewhere`: on a machine of two cores, not in this run. */
  readonly origin: 'published' | 'measured elsewhere'
  readonly f1: number
  readonly seconds?: number
}

export interface Outcome {
  readonly records: number
  readonly compared: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export type Row = Readonly<Record<string, string>>

/** The rows of a CSV file of the folder by the names of its columns, values without blanks around them. */
export async function readCsv(file: string, delimiter = ','): Promise<Row[]> {
  const rows: Row[] = []
  const reader = createReadStream(path.join(FOLDER, file)).pipe(
    parse({
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter,
      trim: true,
      bom: true,
    }),
  )
  for await (const row of reader) rows.push(row as Row)
  return rows
}

/** Files of a benchmark that are not here. */
export function missing({ files }: Benchmark): string[] {
  return files.filter((file) => !existsSync(path.join(FOLDER, file)))
}

/** A column of some rows; an empty value is null. */
export function column(rows: readonly Readonly<Record<string, unknown>>[], name: string): (string | null)[] {
  return rows.map((row) => {
    const value = row[name]
    return value === null || value === undefined || value === '' ? null : String(value)
  })
}
