import { columnLetter, type Mapping } from './mapping.ts'

interface SampleTableProps {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Row number, in the file, of the first sample row. */
  readonly firstRow: number
  readonly mapping: Mapping
  readonly titleOf: (key: string) => string
}

/** The first rows of the file as they are, with what each column stands for. */
export function SampleTable({ headers, rows, firstRow, mapping, titleOf }: SampleTableProps) {
  const keyOf = new Map(Object.entries(mapping).map(([key, index]) => [index, key]))
  const columns = headers.map((header, at) => ({ at, header, letter: columnLetter(at), key: keyOf.get(at) }))
  const numbered = rows.slice(0, 8).map((cells, at) => ({ number: firstRow + at, cells }))
  return (
    <div className="zq-reg-scroll">
      <table className="zq-reg-table zq-reg-sample">
        <thead>
          <tr>
            <th scope="col" aria-label="#" />
            {columns.map(({ letter, header, key }) => (
              <th key={letter} scope="col">
                <span className="zq-soft">{letter}</span> {header}
                <div style={{ fontWeight: 400, fontSize: 12, color: 'var(--zq-primary)' }}>
                  {key === undefined ? ' ' : titleOf(key)}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered.map(({ number, cells }) => (
            <tr key={number}>
              <th scope="row" className="zq-reg-num">
                {number}
              </th>
              {columns.map(({ letter, at }) => (
                <td key={letter} title={cells[at]} className="zq-number">
                  {cells[at] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
