import { useNavigate } from 'react-router'
import { type DataColumn, DataTable, formatNumber, PageHeader, useApi, useCan, useText } from '#kernel/web'
import { exportModels, listModels, type ModelRow } from '../../contract.ts'
import { useRegionNames } from '../parts/regions.ts'

/** Vehicle models, with how far their bills are known; a model opens its bill with the local rates of its lines. */
export function Page() {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const { regionName } = useRegionNames()
  const mayExport = useCan('chain.fact.export')
  const all = useApi(listModels, { query: { page: 1, size: 1 } })
  const columns: DataColumn<ModelRow>[] = [
    { key: 'code', title: t('chain.models.code'), width: 130, sort: true },
    { key: 'name', title: t('chain.models.name'), width: 200, sort: true, card: 'title' },
    { key: 'oem', title: t('chain.models.oem'), width: 240, sort: true },
    { key: 'powertrain', title: t('chain.models.powertrain'), width: 110 },
    { key: 'segment', title: t('chain.models.segment'), width: 110, hidden: true },
    { key: 'volume', title: t('chain.models.volume'), kind: 'number', width: 110, sort: true },
    {
      key: 'region',
      title: t('chain.models.region'),
      width: 120,
      render: (code: never) => regionName(code) || <span className="zq-soft">{t('kit.unknown')}</span>,
    },
    {
      key: 'lines',
      title: t('chain.models.lines'),
      width: 210,
      sort: true,
      render: (_: never, { lines, withSupplier, withCost }) =>
        lines === 0 ? (
          <span className="zq-soft">{t('chain.models.noBill')}</span>
        ) : (
          t('chain.models.known', {
            lines: formatNumber(lines, lang),
            suppliers: formatNumber(withSupplier, lang),
            costs: formatNumber(withCost, lang),
          })
        ),
    },
    { key: 'assemblyValue', title: t('chain.models.assemblyValue'), kind: 'money', width: 120, sort: true },
    { key: 'trust', title: t('chain.models.trust'), kind: 'percent', width: 110, sort: true },
    {
      key: 'source',
      title: t('chain.models.source'),
      width: 200,
      render: (_: never, row) => (
        <>
          {t(`chain.imports.kind.${row.sourceKind}`)} <span className="zq-soft">{row.source}</span>
        </>
      ),
    },
    { key: 'observedOn', title: t('chain.models.observedOn'), kind: 'date', width: 120, sort: true },
  ]
  return (
    <div className="zq-page">
      <PageHeader title={t('chain.models')} subtitle={t('chain.models.intro')} />
      <div className="zq-panel">
        <DataTable
          name="chain.models.list"
          endpoint={listModels}
          columns={columns}
          rowKey={(row) => row.id}
          defaultSort="code"
          searchHint={t('chain.models.search')}
          onOpen={(row) => void navigate(`/chain/local/models/${row.id}`)}
          exportEndpoint={mayExport ? exportModels : undefined}
          exportName={`${t('chain.models')}.xlsx`}
          filters={[
            {
              key: 'powertrain',
              title: t('chain.models.powertrain'),
              kind: 'select',
              options: (all.data?.powertrains ?? []).map((value) => ({ value, label: value })),
            },
            {
              key: 'bill',
              title: t('chain.models.bill'),
              kind: 'select',
              options: ['with', 'without', 'partly'].map((value) => ({
                value,
                label: t(`chain.models.bill.${value}`),
              })),
            },
          ]}
          empty={{ title: t('chain.models.empty'), hint: t('chain.models.emptyHint') }}
        />
      </div>
    </div>
  )
}
