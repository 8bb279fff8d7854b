import { Drawer } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DataColumn, DataTable, formatPercent, useApi, useCan, useText } from '#kernel/web'
import { exportLocalLines, type LocalLine, listLocalLines } from '../../contract.ts'
import { FirmDrawer } from './firm-drawer.tsx'
import { SupplierName } from './supplier-name.tsx'
import type { LinesOf } from './words.ts'

/** The lines that make a figure: their contributions sum to it, each with its source, date and trust. */
export function LinesDrawer({ of, onClose }: { of: LinesOf | undefined; onClose: () => void }) {
  const { t } = useText()
  return (
    <Drawer
      open={of !== undefined}
      onClose={onClose}
      size={1080}
      destroyOnHidden
      title={of && t('chain.local.lines', { name: of.name })}
    >
      {of && <Lines of={of} />}
    </Drawer>
  )
}

function Lines({ of }: { of: LinesOf }) {
  const { t, lang } = useText()
  const mayExport = useCan('chain.fact.export')
  const [firm, setFirm] = useState<string>()
  const query = { scope: of.scope, id: of.id, definition: of.definition }
  const sum = useApi(listLocalLines, { query: { ...query, page: 1, size: 1 } })
  const found = sum.data
  const columns: DataColumn<LocalLine>[] = [
    {
      key: 'part',
      title: t('chain.local.part'),
      width: 170,
      sort: true,
      card: 'title',
      render: (_: never, row) => (
        <>
          {row.kind === 'assembly' ? t('chain.local.assembly') : row.part}{' '}
          <span className="zq-soft">{row.node}</span>
        </>
      ),
    },
    {
      key: 'model',
      title: t('chain.local.model'),
      width: 180,
      render: (_: never, row) => (
        <Link to={`/chain/local/models/${row.modelId}?definition=${of.definition}`}>{row.model}</Link>
      ),
    },
    {
      key: 'supplier',
      title: t('chain.local.supplier'),
      width: 210,
      sort: true,
      render: (_: never, row) => <SupplierName line={row} onOpen={setFirm} />,
    },
    {
      key: 'place',
      title: t('chain.local.placeTitle'),
      width: 100,
      render: (_: never, row) => t(`chain.local.place.${row.place}`),
    },
    {
      key: 'contribution',
      title: t('chain.local.contribution'),
      width: 140,
      sort: true,
      render: (_: never, row) => (
        <span className="zq-number">{formatPercent(row.contribution, lang, 2)}</span>
      ),
    },
    { key: 'content', title: t('chain.local.content'), kind: 'percent', width: 100, sort: true },
    { key: 'spend', title: t('chain.local.spend'), kind: 'money', width: 120, sort: true },
    { key: 'observedOn', title: t('chain.local.observed'), kind: 'date', width: 110, sort: true },
    { key: 'trust', title: t('chain.local.trust'), kind: 'percent', width: 90, sort: true },
    { key: 'source', title: t('chain.local.source'), width: 110 },
  ]
  return (
    <>
      {found && (
        <p>
          {t('chain.local.linesSum', {
            definition: t(`chain.local.def.${of.definition}`),
            figure: found.figure === null ? t('kit.unknown') : formatPercent(found.figure, lang, 2),
            total: found.total + found.withheld,
            sum: formatPercent(found.sum, lang, 2),
          })}{' '}
          {found.withheld > 0 && (
            <span className="zq-soft">{t('chain.local.withheld', { count: found.withheld })}</span>
          )}
        </p>
      )}
      <DataTable
        name="chain.local.lines"
        endpoint={listLocalLines}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        urlPrefix="l"
        defaultSort="-contribution"
        exportEndpoint={mayExport ? exportLocalLines : undefined}
        exportName={`${t('chain.local')}-${of.name}.xlsx`}
        empty={{ title: t('chain.local.none'), hint: t('chain.local.linesForbidden') }}
      />
      <FirmDrawer id={firm} onClose={() => setFirm(undefined)} onOpen={setFirm} />
    </>
  )
}
