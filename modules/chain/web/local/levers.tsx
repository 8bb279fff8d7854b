import { InputNumber, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import {
  Chart,
  type DataColumn,
  DataTable,
  formatNumber,
  SERIES_COLORS,
  useApi,
  useCan,
  useShade,
  useText,
} from '#kernel/web'
import {
  exportLevers,
  LEVER_KINDS,
  type LeverKind,
  type LocalDefinition,
  type LocalLever,
  listLevers,
} from '../../contract.ts'
import { BestSet } from './best-set.tsx'

const SHOWN = 15

/** What would raise the city's rate: the largest as a picture, all as a list, and the best set of some. */
export function Levers({ definition }: { definition: LocalDefinition }) {
  const { t } = useText()
  const [kind, setKind] = useState<LeverKind>('recruit')
  // Yuan in tens of thousands, as people enter them.
  const [costs, setCosts] = useState<ReadonlyMap<string, number>>(new Map())
  const changeCost = (id: string, cost: number | null) =>
    setCosts((before) => {
      const next = new Map(before)
      if (cost === null) next.delete(id)
      else next.set(id, cost)
      return next
    })
  return (
    <section className="zq-panel">
      <h2 className="zq-local-title">{t('chain.local.levers')}</h2>
      <p className="zq-local-hint">{t('chain.local.leversHint')}</p>
      <div className="zq-local-bar">
        <Segmented
          aria-label={t('chain.local.lever')}
          value={kind}
          onChange={setKind}
          options={LEVER_KINDS.map((value) => ({ value, label: t(`chain.local.kind.${value}`) }))}
        />
        <span className="zq-soft">{t(`chain.local.kindHint.${kind}`)}</span>
      </div>
      <div className="zq-local-levers">
        <LeverChart kind={kind} definition={definition} />
        <LeverTable key={kind} kind={kind} definition={definition} costs={costs} onCost={changeCost} />
      </div>
      <BestSet key={`${kind} ${definition}`} kind={kind} definition={definition} costs={costs} />
    </section>
  )
}

interface LeversOf {
  readonly kind: LeverKind
  readonly definition: LocalDefinition
}

function LeverChart({ kind, definition }: LeversOf) {
  const { t, lang } = useText()
  const shade = useShade()
  const reply = useApi(listLevers, { query: { kind, definition, page: 1, size: SHOWN, sort: '-gain' } })
  const rows = reply.data?.rows
  const option = useMemo(() => {
    const shown = (rows ?? []).toReversed()
    return {
      grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value' },
      yAxis: {
        type: 'category',
        data: shown.map((row) => (lang === 'zh' ? row.nameZh : row.nameEn)),
        axisLabel: { width: 150, overflow: 'truncate' },
      },
      series: [
        {
          name: t('chain.local.gainPoints'),
          type: 'bar',
          barMaxWidth: 18,
          itemStyle: { color: SERIES_COLORS[shade][0] },
          label: {
            show: true,
            position: 'right',
            color: shade === 'dark' ? '#e6edf7' : '#1c2634',
            textBorderWidth: 0,
          },
          data: shown.map(({ gain }) => Number((gain * 100).toFixed(2))),
        },
      ],
    }
  }, [rows, shade, t, lang])
  return (
    <Chart
      option={option}
      label={`${t(`chain.local.kind.${kind}`)} · ${t('chain.local.gainPoints')}`}
      height={Math.max(160, 40 + (rows?.length ?? 0) * 26)}
      empty={rows?.length === 0}
    />
  )
}

interface LeverTableProps extends LeversOf {
  readonly costs: ReadonlyMap<string, number>
  readonly onCost: (id: string, cost: number | null) => void
}

function LeverTable({ kind, definition, costs, onCost }: LeverTableProps) {
  const { t, lang } = useText()
  const mayExport = useCan('chain.analysis.export')
  const nameKey = lang === 'zh' ? 'nameZh' : 'nameEn'
  const columns: DataColumn<LocalLever>[] = [
    {
      key: nameKey,
      title: t('chain.local.lever'),
      width: 200,
      sort: true,
      card: 'title',
      render: (_: never, row) => (
        <>
          {row[nameKey]} {kind !== 'supplier' && <span className="zq-soft">{row.id}</span>}
        </>
      ),
    },
    {
      key: 'gain',
      title: t('chain.local.gainPoints'),
      width: 120,
      sort: true,
      render: (_: never, row) => <b className="zq-number">{formatNumber(row.gain * 100, lang)}</b>,
    },
    { key: 'spend', title: t('chain.local.boughtOutside'), kind: 'money', width: 130, sort: true },
    { key: 'lines', title: t('chain.local.purchases'), kind: 'number', width: 90, sort: true },
    ...(kind === 'supplier'
      ? []
      : [
          {
            key: 'makers',
            title: t('chain.local.makers'),
            kind: 'number',
            width: 100,
            sort: true,
          } as DataColumn<LocalLever>,
        ]),
    {
      key: 'cost',
      title: t('chain.local.cost'),
      width: 140,
      render: (_: never, row) => (
        <InputNumber
          size="small"
          min={0}
          style={{ width: 116 }}
          aria-label={`${row[nameKey]} · ${t('chain.local.cost')}`}
          placeholder={t('kit.unknown')}
          value={costs.get(row.id) ?? null}
          onChange={(value) => onCost(row.id, value)}
        />
      ),
    },
  ]
  return (
    <DataTable
      name={`chain.local.levers.${kind}`}
      endpoint={listLevers}
      query={{ kind, definition }}
      columns={columns}
      rowKey={(row) => row.id}
      urlPrefix="v"
      defaultSort="-gain"
      defaultSize={10}
      searchHint={t('chain.local.search')}
      exportEndpoint={mayExport ? exportLevers : undefined}
      exportName={`${t('chain.local.lever')}.xlsx`}
      empty={{ title: t('chain.local.noLevers'), hint: t('chain.local.noLeversHint') }}
    />
  )
}
