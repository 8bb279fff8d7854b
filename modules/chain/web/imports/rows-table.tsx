import { Segmented, Tag } from 'antd'
import { useSearchParams } from 'react-router'
import { type DataColumn, DataTable, formatNumber, type RowOf, useText } from '#kernel/web'
import { type ChainBatch, listChainImportRows } from '../../contract.ts'

type Row = RowOf<typeof listChainImportRows>

const COLORS: Readonly<Record<string, string>> = { create: 'green', update: 'blue', faulty: 'red' }
const SHOWN = ['all', 'faulty', 'noted', 'create', 'update', 'unchanged'] as const

/** The rows of a batch by outcome, with their faults cell by cell and what there is to say of the good ones. */
export function RowsTable({ batch }: { readonly batch: ChainBatch }) {
  const { t, lang } = useText()
  const [params, setParams] = useSearchParams()
  const counts: Partial<Record<(typeof SHOWN)[number], number>> = {
    all: batch.total,
    faulty: batch.faulty,
    create: batch.created,
    update: batch.updated,
    unchanged: batch.unchanged,
  }
  const asked = params.get('outcome')
  const outcome = SHOWN.find((of) => of === asked) ?? (batch.faulty > 0 ? 'faulty' : 'all')
  const columns: DataColumn<Row>[] = [
    { key: 'rowNumber', title: t('chain.imports.row'), kind: 'number', width: 64, card: 'title' },
    {
      key: 'outcome',
      title: t('chain.imports.outcome'),
      width: 90,
      render: (of: string) => <Tag color={COLORS[of]}>{t(`chain.imports.outcome.${of}`)}</Tag>,
    },
    {
      key: 'faults',
      title: t('chain.imports.told'),
      width: 420,
      render: (_: never, row) => <Told row={row} />,
    },
    {
      key: 'raw',
      title: t('chain.imports.cells'),
      width: 420,
      render: (raw: Row['raw']) => (
        <span className="zq-imp-small">
          {Object.entries(raw)
            .filter(([, value]) => String(value) !== '')
            .map(([header, value]) => (
              <span key={header} className="zq-imp-cell">
                <span className="zq-soft">{header}</span> {String(value)}
              </span>
            ))}
        </span>
      ),
    },
  ]
  return (
    <div className="zq-panel">
      <div className="zq-imp-scroll">
        <Segmented
          aria-label={t('chain.imports.outcome')}
          value={outcome}
          onChange={(next) => setParams({ outcome: next }, { replace: true })}
          options={SHOWN.map((value) => {
            const count = counts[value]
            const label = t(`chain.imports.outcome.${value}`)
            return { value, label: count === undefined ? label : `${label} ${formatNumber(count, lang)}` }
          })}
        />
      </div>
      <DataTable
        key={`${batch.state}:${outcome}`}
        name="chain.imports.rows"
        endpoint={listChainImportRows}
        params={{ id: batch.id }}
        query={outcome === 'all' ? {} : { outcome }}
        rowKey={(row) => String(row.rowNumber)}
        columns={columns}
        urlPrefix="r."
        empty={{ title: t('chain.imports.noRows') }}
      />
    </div>
  )
}

function Told({ row }: { readonly row: Row }) {
  const { t, lang } = useText()
  if (row.faults.length + row.notes.length === 0) return <span className="zq-soft">–</span>
  return (
    <ul className="zq-imp-told">
      {row.faults.map((fault) => {
        const { column, value } = fault
        const key = value === '' ? 'chain.imports.faultBlank' : 'chain.imports.fault'
        return (
          <li key={`${column}:${fault.code}`} className="zq-imp-fault">
            {column === '' ? fault[lang] : t(key, { column, value, text: fault[lang] })}
          </li>
        )
      })}
      {row.notes.map((note) => (
        <li key={note.zh}>{note[lang]}</li>
      ))}
    </ul>
  )
}
