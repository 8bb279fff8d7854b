import { linkTexts, type TextField } from '#engines/linkage/text'
import { column, type Outcome, readCsv } from './benchmark.ts'
import { judgeLinks } from './judge.ts'

/** Two lists of one folder, neither of which holds a thing twice, and the true links. */
export interface TwoLists {
  readonly left: string
  readonly right: string
  readonly truth: string
  readonly delimiter: string
  /** The columns and their kinds. */
  readonly fields: Readonly<Record<string, TextField['kind']>>
}

/** Links two lists of free text one to one and judges the links. */
export async function linkTwoLists({ left, right, truth, delimiter, fields }: TwoLists): Promise<Outcome> {
  const first = await readCsv(left, delimiter)
  const rows = [...first, ...(await readCsv(right, delimiter))]
  const { links, pairs, score } = linkTexts(
    Object.entries(fields).map(([name, kind]) => ({ name, kind, values: column(rows, name) })),
    Uint8Array.from(rows, (_, row) => (row < first.length ? 0 : 1)),
  )
  const found = Array.from(links, (at) => `${rows[pairs.left[at]!]!.id} ${rows[pairs.right[at]!]!.id}`)
  const known = new Set((await readCsv(truth, delimiter)).map((row) => `${row.D1} ${row.D2}`))
  return { records: rows.length, compared: score.length, ...judgeLinks(found, known) }
}
