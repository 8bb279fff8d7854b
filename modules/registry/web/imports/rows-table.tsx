import { Drawer, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { type DataColumn, DataTable, formatNumber, type RowOf, useText } from '#kernel/web'
import { type Batch, listImportRows } from '../../contract.ts'
import { rawText, rawTitle } from '../raw-text.ts'
import { RawValues } from '../raw-values.tsx'

type Row = RowOf<typeof listImportRows>

const COLORS: Readonly<Record<string, string>> = {
  create: 'green',
  created: 'green',
  update: 'blue',
  updated: 'blue',
  faulty: 'red',
  doubtful: 'orange',
}

/** Cells of a raw row shown in the list; the rest is in its drawer. */
const SHOWN_CELLS = 4

/** The rows of a batch by outcome, with their faults cell by cell. */
export function RowsTable({ batch }: { batch: Batch }) {
  const { t, lang, pick } = useText()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<Row>()
  const counts: Readonly<Record<string, number>> = {
    all: batch.total,
    create: batch.created,
    update: batch.updated,
    unchanged: batch.unchanged,
    faulty: batch.faulty,
    doubtful: batch.doubtful,
  }
  const asked = params.get('outcome') ?? ''
  const outcome = asked in counts ? asked : batch.faulty > 0 && asked === '' ? 'faulty' : 'all'
  const columns: DataColumn<Row>[] = [
    { key: 'rowNumber', title: t('registry.rows.number'), kind: 'number', width: 70, card: 'title' },
    {
      key: 'outcome',
      title: t('registry.rows.outcome'),
      width: 90,
      render: (of: string) => <OutcomeTag outcome={of} />,
    },
    {
      key: 'raw',
      title: t('registry.rows.raw'),
      width: 360,
      render: (raw: Row['raw']) => {
        const title = rawTitle(raw)
        const others = Object.values(raw)
          .map(rawText)
          .filter((text) => text !== '' && text !== title)
        return (
          <span className="zq-number">
            {title} <span className="zq-soft">{others.slice(0, SHOWN_CELLS).join(' · ')}</span>
          </span>
        )
      },
    },
    {
      key: 'faults',
      title: t('registry.rows.faults'),
      width: 380,
      render: (faults: Row['faults']) =>
        faults.length === 0 ? (
          <span className="zq-soft">–</span>
        ) : (
          <ul className="zq-reg-list">
            {faults.map((fault) => (
              <li key={`${fault.column}:${fault.code}`}>
                {t('registry.rows.faultOf', {
                  column: fault.column,
                  value: fault.value === '' ? t('registry.history.empty') : fault.value,
                  text: pick(fault),
                })}
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'enterpriseId',
      title: t('registry.rows.enterprise'),
      width: 80,
      render: (id: string | null) =>
        id ? (
          <Link to={`/registry/enterprises/${id}`}>{t('registry.rows.open')}</Link>
        ) : (
          <span className="zq-soft">–</span>
        ),
    },
  ]
  return (
    <div className="zq-panel">
      <section className="zq-reg-section">
        <h2>{t('registry.rows.title')}</h2>
        <div className="zq-reg-scroll">
          <Segmented
            value={outcome}
            onChange={(next) =>
              setParams(
                (before) => {
                  const after = new URLSearchParams(before)
                  after.set('outcome', next)
                  after.delete('r.page')
                  return after
                },
                { replace: true },
              )
            }
            options={Object.entries(counts).map(([key, count]) => ({
              value: key,
              label: `${key === 'all' ? t('registry.rows.all') : t(`registry.outcome.${key}`)} ${formatNumber(count, lang)}`,
            }))}
          />
        </div>
        <DataTable
          key={`${batch.state}:${outcome}`}
          name="registry.importRows"
          endpoint={listImportRows}
          params={{ id: batch.id }}
          query={outcome === 'all' ? {} : { outcome }}
          rowKey={(row) => String(row.rowNumber)}
          columns={columns}
          search={false}
          urlPrefix="r."
          onOpen={setOpen}
          empty={{ title: t('registry.rows.none') }}
        />
      </section>
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size="min(560px, 100vw)"
        title={open && t('registry.rows.row', { row: open.rowNumber })}
        extra={open && <OutcomeTag outcome={open.outcome} />}
      >
        {open && <OpenRow row={open} />}
      </Drawer>
    </div>
  )
}

function OutcomeTag({ outcome }: { outcome: string }) {
  const { t, has } = useText()
  const key = `registry.outcome.${outcome}`
  return (
    <Tag color={COLORS[outcome]} style={{ margin: 0 }}>
      {has(key) ? t(key) : outcome}
    </Tag>
  )
}

/** One row in full; each fault stands under its cell, those of no cell below. */
function OpenRow({ row }: { row: Row }) {
  const { pick } = useText()
  const faultsOf = (column: string) => row.faults.filter((fault) => fault.column === column)
  const others = row.faults.filter(({ column }) => !(column in row.raw))
  const line = (fault: Row['faults'][number]) => (
    <div key={fault.code} style={{ color: 'var(--zq-red)' }}>
      {pick(fault)}
    </div>
  )
  return (
    <>
      <RawValues raw={row.raw} note={(column) => faultsOf(column).map(line)} />
      {others.map((fault) => (
        <div key={`${fault.column}:${fault.code}`} style={{ marginTop: 8 }}>
          <strong>{fault.column}</strong> {line(fault)}
        </div>
      ))}
    </>
  )
}
