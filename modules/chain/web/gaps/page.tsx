import { AppstoreOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Segmented, Skeleton } from 'antd'
import { useSearchParams } from 'react-router'
import {
  type ColumnKind,
  cellOf,
  type DataColumn,
  DataTable,
  EmptyState,
  ErrorState,
  PageHeader,
  useApi,
  useCan,
  useText,
} from '#kernel/web'
import { exportGaps, GAP_STATES, type GapRow, type GapState, listGaps } from '../../contract.ts'
import { RunBar } from '../parts/run-bar.tsx'
import { NodeDrawer } from './node-drawer.tsx'
import { StateMark } from './state-mark.tsx'
import { TileMap } from './tile-map.tsx'
import './gaps.css'

const WHOLE = { page: 1, size: 500, sort: 'node' }

/** The gap list: the whole chain as a picture, and as a list with the reason of every node. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const view = params.get('view') === 'list' ? 'list' : 'map'
  const change = (key: string, value: string | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === undefined) next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: key === 'view' },
    )
  return (
    <div className="zq-page">
      <PageHeader
        title={t('chain.gaps')}
        subtitle={t('chain.gaps.intro')}
        actions={
          <Segmented
            aria-label={t('chain.gap.view')}
            value={view}
            onChange={(value) => change('view', value === 'map' ? undefined : value)}
            options={[
              { value: 'map', label: t('chain.gap.view.map'), icon: <AppstoreOutlined /> },
              { value: 'list', label: t('chain.gap.view.list'), icon: <UnorderedListOutlined /> },
            ]}
          />
        }
      />
      <RunBar kind="gaps" />
      {view === 'map' ? (
        <Whole onOpen={(node) => change('node', node)} />
      ) : (
        <List onOpen={(node) => change('node', node)} />
      )}
      <NodeDrawer node={params.get('node') ?? undefined} onClose={() => change('node', undefined)} />
    </div>
  )
}

interface ViewProps {
  readonly onOpen: (node: string) => void
}

function Whole({ onOpen }: ViewProps) {
  const { t } = useText()
  const reply = useApi(listGaps, { query: WHOLE })
  if (reply.error && !reply.data)
    return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
  if (!reply.data) return <Skeleton active paragraph={{ rows: 12 }} />
  if (reply.data.run === null)
    return <EmptyState title={t('chain.gap.empty')} hint={t('chain.gap.emptyHint')} />
  return <TileMap rows={reply.data.rows} counts={reply.data.counts} onOpen={onOpen} />
}

function List({ onOpen }: ViewProps) {
  const text = useText()
  const { t, lang } = text
  const mayExport = useCan('chain.analysis.export')
  const columns: DataColumn<GapRow>[] = [
    {
      key: 'state',
      title: t('chain.gap.state'),
      width: 80,
      sort: true,
      render: (state: GapState | null) => <StateMark state={state} />,
    },
    {
      key: 'node',
      title: t('chain.gap.node'),
      width: 190,
      sort: true,
      card: 'title',
      render: (_: never, row) => (
        <>
          {lang === 'zh' ? row.nameZh : row.nameEn} <span className="zq-soft">{row.node}</span>
        </>
      ),
    },
    { key: 'priority', title: t('chain.gap.priority'), kind: 'number', width: 100, sort: true },
    {
      key: 'reason',
      title: t('chain.gap.reason'),
      width: 420,
      render: (_: never, row) => <span className="zq-gap-why">{row.reason[lang]}</span>,
    },
    figureColumn('demand', 'money', 130),
    figureColumn('localShare', 'percent', 110),
    figureColumn('ableFirms', 'number', 110),
    figureColumn('concentration', 'number', 110),
    figureColumn('relatedness', 'percent', 110),
    figureColumn('systemicRisk', 'percent', 120),
    { key: 'coverage', title: t('chain.gap.figure.coverage'), kind: 'percent', width: 110, sort: true },
  ]
  function figureColumn(key: keyof GapRow['figures'], kind: ColumnKind, width: number): DataColumn<GapRow> {
    const title = t(`chain.gap.figure.${key}`)
    const cell = { key, title, kind }
    return { ...cell, width, sort: true, render: (_: never, row) => cellOf(cell, row.figures, text) }
  }
  return (
    <div className="zq-panel">
      <DataTable
        name="chain.gaps"
        endpoint={listGaps}
        columns={columns}
        rowKey={(row) => row.node}
        defaultSort="-priority"
        searchHint={t('chain.gap.search')}
        onOpen={(row) => onOpen(row.node)}
        exportEndpoint={mayExport ? exportGaps : undefined}
        exportName={`${t('chain.gaps')}.xlsx`}
        filters={[
          {
            key: 'state',
            title: t('chain.gap.state'),
            kind: 'multiple',
            options: [...GAP_STATES, 'unknown'].map((value) => ({
              value,
              label: t(`chain.gap.state.${value}`),
            })),
          },
          {
            key: 'tier',
            title: t('chain.gap.tier'),
            kind: 'select',
            options: ['1', '2', '3', '4'].map((value) => ({ value, label: t(`chain.gap.tier.${value}`) })),
          },
          { key: 'key', title: t('chain.gap.onlyKey'), kind: 'flag' },
        ]}
        empty={{ title: t('chain.gap.empty'), hint: t('chain.gap.emptyHint') }}
      />
    </div>
  )
}
