import path from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { asyncBufferFromFile } from 'hyparquet/src/node.js'
import { linkTable } from '#engines/linkage/table'
import { type Benchmark, column, FOLDER } from './benchmark.ts'
import { judgeClusters } from './judge.ts'

const FILE = 'historical_50k.parquet'

/** Persons of history, each written some ten times with mistakes. */
export const historical50k: Benchmark = {
  files: [FILE],
  peers: [{ name: 'Splink', origin: 'measured elsewhere', f1: 0.773, seconds: 31.2 }],
  async run() {
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path.join(FOLDER, FILE)) })
    // first_name, surname and first_and_surname are cut out of full_name: declared once.
    const { entity, weight } = linkTable([
      { name: 'full name', kind: 'phrase', values: column(rows, 'full_name') },
      { name: 'born', kind: 'date', values: column(rows, 'dob') },
      { name: 'birth place', kind: 'phrase', values: column(rows, 'birth_place') },
      { name: 'postcode', kind: 'code', values: column(rows, 'postcode_fake') },
      { name: 'gender', kind: 'category', values: column(rows, 'gender') },
      { name: 'occupation', kind: 'phrase', values: column(rows, 'occupation') },
    ])
    const truth = rows.map((row) => String(row.cluster))
    return { records: rows.length, compared: weight.length, ...judgeClusters(entity, truth) }
  },
}
