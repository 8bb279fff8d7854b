import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { PageHeader, useText } from '#kernel/web'
import { AccountsTab } from './accounts-tab.tsx'
import { OrgsTab } from './orgs-tab.tsx'
import { RolesTab } from './roles-tab.tsx'

/** Accounts, organisations, and what each role may do. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  return (
    <div className="zq-page">
      <PageHeader title={t('shell.users')} subtitle={t('users.intro')} />
      <div className="zq-panel">
        <Tabs
          activeKey={params.get('tab') ?? 'accounts'}
          onChange={(tab) => setParams(tab === 'accounts' ? {} : { tab }, { replace: true })}
          destroyOnHidden
          items={[
            { key: 'accounts', label: t('users.accounts'), children: <AccountsTab /> },
            { key: 'orgs', label: t('users.orgs'), children: <OrgsTab /> },
            { key: 'roles', label: t('users.roles'), children: <RolesTab /> },
          ]}
        />
      </div>
    </div>
  )
}
