import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { PageHeader, useText } from '#kernel/web'
import { FusionTabs } from '../fusion-tabs.tsx'
import { ChangesView } from './changes-view.tsx'
import { OperationsTable } from './operations-table.tsx'
import '../../registry.css'

/** What fusion and people did, with the way back, and the change feed. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const items = [
    { key: 'operations', label: t('registry.fusion.operations'), children: <OperationsTable /> },
    { key: 'changes', label: t('registry.fusion.changes'), children: <ChangesView /> },
  ]
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.fusion.history')} subtitle={t('registry.fusion.historyIntro')} />
      <FusionTabs />
      <div className="zq-panel">
        <Tabs
          activeKey={params.get('tab') === 'changes' ? 'changes' : 'operations'}
          onChange={(tab) => setParams(tab === 'operations' ? {} : { tab }, { replace: true })}
          destroyOnHidden
          items={items}
        />
      </div>
    </div>
  )
}
