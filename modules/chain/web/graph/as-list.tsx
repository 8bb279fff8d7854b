import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DataColumn, DataTable, useCan, useText } from '#kernel/web'
import {
  exportGraphElements,
  exportGraphLinks,
  exportGraphNodes,
  type GapState,
  type GraphElementRow,
  type GraphLinkRow,
  type GraphNodeRow,
  listGraphElements,
  listGraphLinks,
  listGraphNodes,
} from '../../contract.ts'
import { StateMark } from '../gaps/state-mark.tsx'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import { type GraphState, narrowingOf } from './use-graph-state.ts'

interface AsListProps {
  readonly state: GraphState
  /** Takes the key of a mark of the picture. */
  readonly onChoose: (key: string) => void
}

interface TableProps extends AsListProps {
  readonly query: Record<string, unknown>
  readonly mayExport: boolean
}

const WHAT = ['nodes', 'elements', 'links'] as const

/** What the picture shows, as lists: the way for the keyboard and for those who rather read. */
export function AsList({ state, onChoose }: AsListProps) {
  const { t } = useText()
  const [chosen, setChosen] = useState<(typeof WHAT)[number]>(
    state.focus || state.opened.length > 0 ? 'elements' : 'nodes',
  )
  const kinds = state.focus ? WHAT.slice(1) : WHAT
  const what = kinds.includes(chosen) ? chosen : 'elements'
  const { focus, hops, direction } = state
  const props: TableProps = {
    state,
    onChoose,
    mayExport: useCan('chain.analysis.export'),
    query: {
      ...narrowingOf(state),
      ...(focus ? { focus, hops, direction } : {}),
      ...(state.opened.length > 0 ? { opened: state.opened.join(',') } : {}),
    },
  }
  return (
    <div className="zq-panel">
      <Segmented
        className="zq-graph-what"
        aria-label={t('chain.graph.list')}
        value={what}
        onChange={setChosen}
        options={kinds.map((value) => ({ value, label: t(`chain.graph.list.${value}`) }))}
      />
      {what === 'nodes' && <Nodes {...props} />}
      {what === 'elements' && <Elements {...props} />}
      {what === 'links' && <Links {...props} />}
    </div>
  )
}

function Nodes({ query, mayExport, onChoose }: TableProps) {
  const { t, lang } = useText()
  const columns: DataColumn<GraphNodeRow>[] = [
    {
      key: 'state',
      title: t('chain.gap.state'),
      width: 80,
      render: (state: GapState | null) => <StateMark state={state} />,
    },
    {
      key: 'code',
      title: t('chain.graph.kind.node'),
      width: 230,
      sort: true,
      card: 'title',
      render: (_: never, row) => (
        <>
          {lang === 'zh' ? row.nameZh : row.nameEn} <span className="zq-soft">{row.code}</span>
        </>
      ),
    },
    ...(['firms', 'localFirms', 'relations', 'localRelations'] as const).map((key) => ({
      key,
      title: t(`chain.graph.${key}`),
      kind: 'number' as const,
      width: 130,
      sort: true,
    })),
    { key: 'amount', title: t('chain.graph.amount'), kind: 'money', width: 150, sort: true },
  ]
  return (
    <DataTable
      name="chain.graph.nodes"
      endpoint={listGraphNodes}
      query={query}
      columns={columns}
      rowKey={(row) => row.code}
      searchHint={t('chain.graph.search')}
      onOpen={(row) => onChoose(`node:${row.code}`)}
      exportEndpoint={mayExport ? exportGraphNodes : undefined}
      exportName={`${t('chain.graph')}-${t('chain.graph.list.nodes')}.xlsx`}
      empty={{ title: t('chain.graph.empty'), hint: t('chain.graph.emptyHint') }}
      urlPrefix="list."
    />
  )
}

function Elements({ query, mayExport, onChoose }: TableProps) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  const columns: DataColumn<GraphElementRow>[] = [
    {
      key: 'name',
      title: t('chain.graph.kind.firm'),
      width: 250,
      sort: true,
      card: 'title',
      render: (_: never, row) => {
        const name = lang === 'zh' ? row.nameZh : row.nameEn
        return row.kind === 'firm'
          ? name
          : t('chain.graph.more', {
              name: name || t('kit.unknown'),
              count: row.firms ?? t('chain.graph.few'),
            })
      },
    },
    {
      key: 'hop',
      title: t('chain.graph.hop'),
      width: 120,
      sort: true,
      render: (hop: number) =>
        hop === 0 ? '–' : t(hop < 0 ? 'chain.graph.hopUp' : 'chain.graph.hopDown', { hops: Math.abs(hop) }),
    },
    { key: 'node', title: t('chain.graph.kind.node'), width: 170, sort: true, render: nodeName },
    { key: 'district', title: t('chain.graph.district'), width: 120, sort: true, render: regionName },
    {
      key: 'place',
      title: t('chain.graph.place'),
      width: 120,
      render: (place: string, row) => row.kind === 'firm' && t(`chain.graph.place.${place}`),
    },
    { key: 'soleFor', title: t('chain.graph.sole'), kind: 'number', width: 150, sort: true },
  ]
  return (
    <DataTable
      name="chain.graph.elements"
      endpoint={listGraphElements}
      query={query}
      columns={columns}
      rowKey={(row) => `${row.under} ${row.key}`}
      searchHint={t('chain.graph.search')}
      onOpen={(row) => onChoose(row.under === null ? row.key : `${row.under}>${row.key}`)}
      exportEndpoint={mayExport ? exportGraphElements : undefined}
      exportName={`${t('chain.graph')}-${t('chain.graph.list.elements')}.xlsx`}
      empty={{ title: t('chain.graph.noFirms'), hint: t('chain.graph.noFirmsHint') }}
      urlPrefix="list."
    />
  )
}

function Links({ query, mayExport }: TableProps) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const end = (key: 'supplier' | 'buyer'): DataColumn<GraphLinkRow> => ({
    key,
    title: t(`chain.graph.${key}`),
    width: 230,
    sort: true,
    ...(key === 'supplier' ? { card: 'title' as const } : {}),
    render: (_: never, { [key]: of }) => (lang === 'zh' ? of.nameZh : of.nameEn) || t('kit.unknown'),
  })
  const columns: DataColumn<GraphLinkRow>[] = [
    end('supplier'),
    end('buyer'),
    { key: 'node', title: t('chain.graph.kind.node'), width: 170, sort: true, render: nodeName },
    { key: 'relations', title: t('chain.graph.relations'), kind: 'number', width: 110, sort: true },
    { key: 'amount', title: t('chain.graph.amount'), kind: 'money', width: 150, sort: true },
    { key: 'trust', title: t('chain.graph.trust'), kind: 'percent', width: 110, sort: true, absent: 'none' },
    {
      key: 'relationId',
      title: t('chain.graph.evidence'),
      width: 100,
      render: (id: string | null) =>
        id && <Link to={`/chain/supplies/${id}`}>{t('chain.graph.toRelation')}</Link>,
    },
  ]
  return (
    <DataTable
      name="chain.graph.links"
      endpoint={listGraphLinks}
      query={query}
      columns={columns}
      rowKey={(row) => row.key}
      defaultSort="-amount"
      searchHint={t('chain.graph.search')}
      exportEndpoint={mayExport ? exportGraphLinks : undefined}
      exportName={`${t('chain.graph')}-${t('chain.graph.list.links')}.xlsx`}
      empty={{ title: t('chain.graph.noLinks') }}
      urlPrefix="list."
    />
  )
}
