import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { DataTable, download, PageHeader, useTellProblem, useText } from '#kernel/web'
import { exportFusion, listEntities } from '../../../contract.ts'
import { FusionTabs } from '../fusion-tabs.tsx'
import { entityPath, FUSION, useSources } from '../words.ts'
import { useEntityColumns } from './entity-columns.tsx'
import '../../registry.css'

/** All golden records. */
export function Page() {
  const { t, pick } = useText()
  const navigate = useNavigate()
  const sources = useSources()
  const columns = useEntityColumns()
  const filters = useMemo(
    () => [
      {
        key: 'source',
        title: t('registry.fusion.filter.source'),
        kind: 'select' as const,
        options: sources
          .filter(({ records }) => records > 0)
          .map(({ code, nameZh, nameEn }) => ({ value: code, label: pick({ zh: nameZh, en: nameEn }) })),
        width: 150,
      },
      { key: 'doubtful', title: t('registry.fusion.filter.doubtful'), kind: 'flag' as const },
      { key: 'outside', title: t('registry.fusion.filter.outside'), kind: 'flag' as const },
    ],
    [t, pick, sources],
  )
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.fusion.entities')} subtitle={t('registry.fusion.entitiesIntro')} />
      <FusionTabs />
      <div className="zq-panel">
        <DataTable
          name="fusion.entities"
          endpoint={listEntities}
          rowKey={(row) => row.id}
          columns={columns}
          filters={filters}
          defaultSort="-records"
          searchHint={t('registry.fusion.entitySearch')}
          onOpen={(row) => void navigate(entityPath(row.id))}
          exportEndpoint={exportFusion}
          exportName={`${t('registry.fusion.entities')}.xlsx`}
          actions={<MembershipExport />}
          empty={{
            title: t('registry.fusion.entitiesEmpty'),
            hint: t('registry.fusion.entitiesEmptyHint'),
            action: (
              <Link to={FUSION}>
                <Button type="primary">{t('registry.fusion.goHome')}</Button>
              </Link>
            ),
          }}
        />
      </div>
    </div>
  )
}

/** Downloads which record belongs to which golden record. */
function MembershipExport() {
  const { t } = useText()
  const tell = useTellProblem()
  const [busy, setBusy] = useState(false)
  const start = () => {
    setBusy(true)
    const query = { what: 'membership', format: 'xlsx' } as const
    download(exportFusion, { query }, `${t('registry.fusion.membership')}.xlsx`)
      .catch(tell)
      .finally(() => setBusy(false))
  }
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      onClick={start}
      title={t('registry.fusion.membershipHint')}
    >
      {t('registry.fusion.membership')}
    </Button>
  )
}
