import { AuditOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { checkPageTexts } from './messages.ts'

const READ = 'chain.fact.read'

export const checksPages: Omit<WebModule, 'name'> = {
  messages: checkPageTexts,
  nav: [
    {
      key: 'chain.checks',
      path: '/chain/checks',
      titleKey: 'chain.checks',
      icon: <AuditOutlined />,
      permission: READ,
      order: 70,
    },
  ],
  routes: [
    { path: '/chain/checks', titleKey: 'chain.checks', permission: READ, load: () => import('./page.tsx') },
  ],
}
