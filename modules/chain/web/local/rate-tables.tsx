import { Button, Tabs } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { type DataColumn, DataTable, formatPercent, useCan, useText } from '#kernel/web'
import {
  exportLocalRates,
  LOCAL_DEFINITIONS,
  type LocalDefinition,
  type LocalRateRow,
  listLocalRates,
} from '../../contract.ts'
import { Interval } from './interval.tsx'
import type { LinesOf } from './words.ts'

const SCOPES = ['oem', 'model', 'node', 'district'] as const
type Scope = (typeof SCOPES)[number]

interface RateTablesProps {
  readonly definition: LocalDefinition
  readonly onLines: (of: LinesOf) => void
}

/** The rates of makers, models, nodes and districts; each figure opens its lines, each model its page. */
export function RateTables(props: RateTablesProps) {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const scope = SCOPES.find((one) => one === params.get('by')) ?? 'oem'
  return (
    <section className="zq-panel">
      <Tabs
        activeKey={scope}
        onChange={(by) =>
          setParams(
            (before) => {
              const kept = [...before].filter(([key]) => key === 'definition')
              return new URLSearchParams([...kept, ['by', by]])
            },
            { replace: true },
          )
        }
        items={SCOPES.map((key) => ({ key, label: t(`chain.local.scope.${key}`) }))}
      />
      <ScopeTable key={scope} scope={scope} {...props} />
    </section>
  )
}

function ScopeTable({ scope, definition, onLines }: RateTablesProps & { scope: Scope }) {
  const { t, lang } = useText()
  const go = useNavigate()
  const mayRead = useCan('chain.fact.read')
  const mayExport = useCan('chain.analysis.export')
  const nameOf = (row: LocalRateRow) => (lang === 'zh' ? row.nameZh : row.nameEn)
  const open = (row: LocalRateRow, of: LocalDefinition) =>
    onLines({ scope, id: row.id, name: nameOf(row), definition: of })
  const rateColumn = (of: LocalDefinition): DataColumn<LocalRateRow> => ({
    key: of,
    title: t(`chain.local.def.${of}`),
    width: 118,
    sort: true,
    render: (_: never, row) => {
      const value = row.rates?.[of].value
      if (row.hidden) return <span className="zq-soft">{t('chain.local.hidden')}</span>
      if (value === null || value === undefined) return <span className="zq-soft">{t('kit.unknown')}</span>
      const text = formatPercent(value, lang)
      return mayRead ? (
        <Button
          type="link"
          size="small"
          style={{ padding: 0, fontWeight: of === definition ? 650 : undefined }}
          onClick={() => open(row, of)}
        >
          {text}
        </Button>
      ) : (
        <span className="zq-number">{text}</span>
      )
    },
  })
  const columns: DataColumn<LocalRateRow>[] = [
    {
      key: lang === 'zh' ? 'nameZh' : 'nameEn',
      title: t('chain.local.name'),
      width: 240,
      sort: true,
      card: 'title',
      render: (_: never, row) => {
        if (scope === 'model') return <Link to={`/chain/local/models/${row.id}`}>{nameOf(row)}</Link>
        if (scope === 'oem') return <Link to={`/registry/enterprises/${row.id}`}>{nameOf(row)}</Link>
        return (
          <>
            {nameOf(row)} <span className="zq-soft">{row.id}</span>
          </>
        )
      },
    },
    ...(scope === 'model'
      ? [{ key: 'oem', title: t('chain.local.oem'), width: 220, sort: true } as DataColumn<LocalRateRow>]
      : []),
    rateColumn(definition),
    {
      key: 'bounds',
      title: t('chain.local.range'),
      width: 150,
      card: 'none',
      render: (_: never, row) => (row.rates ? <Interval rate={row.rates[definition]} /> : null),
    },
    { key: 'coverage', title: t('chain.local.coverage'), kind: 'percent', width: 100, sort: true },
    ...LOCAL_DEFINITIONS.filter((of) => of !== definition).map(rateColumn),
    ...(scope === 'node'
      ? []
      : [
          {
            key: 'volume',
            title: t('chain.local.volume'),
            kind: 'number',
            width: 120,
            sort: true,
          } as DataColumn<LocalRateRow>,
        ]),
    { key: 'spend', title: t('chain.local.spend'), kind: 'money', width: 120, sort: true },
    ...(scope === 'node' || scope === 'district'
      ? [
          {
            key: 'firms',
            title: t('chain.local.firms'),
            kind: 'number',
            width: 90,
            sort: true,
          } as DataColumn<LocalRateRow>,
        ]
      : []),
  ]
  return (
    <DataTable
      name={`chain.local.${scope}`}
      endpoint={listLocalRates}
      query={{ scope, definition }}
      columns={columns}
      rowKey={(row) => row.id}
      defaultSort="-spend"
      defaultSize={10}
      searchHint={t('chain.local.search')}
      onOpen={
        scope === 'model'
          ? (row) => void go(`/chain/local/models/${row.id}?definition=${definition}`)
          : mayRead
            ? (row) => row.rates && open(row, definition)
            : undefined
      }
      exportEndpoint={mayExport ? exportLocalRates : undefined}
      exportName={`${t('chain.local')}-${t(`chain.local.scope.${scope}`)}.xlsx`}
      empty={{ title: t('chain.local.none'), hint: t('chain.local.noneHint') }}
    />
  )
}
