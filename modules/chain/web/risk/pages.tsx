import { DisconnectOutlined, ThunderboltOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { riskTexts } from './messages.ts'

const READ = 'chain.analysis.read'

export const riskPages: Omit<WebModule, 'name'> = {
  messages: riskTexts,
  nav: [
    {
      key: 'chain.risk',
      path: '/chain/risk',
      titleKey: 'chain.risk',
      icon: <DisconnectOutlined />,
      permission: READ,
      order: 40,
    },
    {
      key: 'chain.shock',
      path: '/chain/shock',
      titleKey: 'chain.shock',
      icon: <ThunderboltOutlined />,
      permission: READ,
      order: 45,
    },
  ],
  routes: [
    { path: '/chain/risk', titleKey: 'chain.risk', permission: READ, load: () => import('./page.tsx') },
    {
      path: '/chain/risk/:id',
      titleKey: 'chain.risk.firmPage',
      permission: READ,
      load: () => import('./firm-page.tsx'),
    },
    {
      path: '/chain/shock',
      titleKey: 'chain.shock',
      permission: READ,
      load: () => import('./shock-page.tsx'),
    },
  ],
}
