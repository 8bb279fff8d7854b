import { linkTable } from '#engines/linkage/table'
import { type Benchmark, column, readCsv } from './benchmark.ts'
import { judgeClusters } from './judge.ts'

/** Synthetic persons with duplicates in one table. */
export const fake1000: Benchmark = {
  files: ['fake_1000.csv'],
  peers: [{ name: 'Splink', origin: 'measured elsewhere', f1: 0.857, seconds: 2.8 }],
  async run() {
    const rows = await readCsv('fake_1000.csv')
    const { entity, weight } = linkTable([
      { name: 'first name', kind: 'name', group: 'person', values: column(rows, 'first_name') },
      { name: 'surname', kind: 'name', group: 'person', values: column(rows, 'surname') },
      { name: 'born', kind: 'date', values: column(rows, 'dob') },
      { name: 'city', kind: 'name', values: column(rows, 'city') },
      { name: 'e-mail', kind: 'code', values: column(rows, 'email') },
    ])
    const truth = rows.map((row) => row.cluster!)
    return { records: rows.length, compared: weight.length, ...judgeClusters(entity, truth) }
  },
}
