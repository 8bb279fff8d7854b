import { linkTable } from '#engines/linkage/table'
import { type Benchmark, column, readCsv } from './benchmark.ts'
import { judgeLinks } from './judge.ts'

/** Synthetic persons in two tables, each person once in both. */
export const febrl4: Benchmark = {
  files: ['febrl4a.csv', 'febrl4b.csv'],
  peers: [{ name: 'Splink', origin: 'measured elsewhere', f1: 0.9994, seconds: 11.1 }],
  async run() {
    const left = await readCsv('febrl4a.csv')
    const rows = [...left, ...(await readCsv('febrl4b.csv'))]
    const { links, pairs, weight } = linkTable(
      [
        { name: 'given name', kind: 'name', group: 'person', values: column(rows, 'given_name') },
        { name: 'surname', kind: 'name', group: 'person', values: column(rows, 'surname') },
        { name: 'street number', kind: 'code', values: column(rows, 'street_number') },
        { name: 'address 1', kind: 'phrase', values: column(rows, 'address_1') },
        { name: 'address 2', kind: 'phrase', values: column(rows, 'address_2') },
        { name: 'suburb', kind: 'phrase', values: column(rows, 'suburb') },
        { name: 'postcode', kind: 'code', values: column(rows, 'postcode') },
        { name: 'state', kind: 'category', values: column(rows, 'state') },
        { name: 'born', kind: 'date', values: column(rows, 'date_of_birth') },
        { name: 'social security number', kind: 'code', values: column(rows, 'soc_sec_id') },
      ],
      { sides: Uint8Array.from(rows, (_, row) => (row < left.length ? 0 : 1)) },
    )
    // rec-12-org and rec-12-dup-0 are one person.
    const personOf = (row: number) => rows[row]!.rec_id!.split('-')[1]!
    const found = Array.from(links, (at) => `${personOf(pairs.left[at]!)} ${personOf(pairs.right[at]!)}`)
    const truth = new Set(left.map((_, row) => `${personOf(row)} ${personOf(row)}`))
    return { records: rows.length, compared: weight.length, ...judgeLinks(found, truth) }
  },
}
