import { SlidersOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { settingsTexts } from './messages.ts'

const READ = 'chain.analysis.read'

export const settingsPages: Omit<WebModule, 'name'> = {
  messages: settingsTexts,
  nav: [
    {
      key: 'chain.settings',
      path: '/chain/settings',
      titleKey: 'chain.settings',
      icon: <SlidersOutlined />,
      permission: READ,
      order: 95,
    },
  ],
  routes: [
    {
      path: '/chain/settings',
      titleKey: 'chain.settings',
      permission: READ,
      load: () => import('./page.tsx'),
    },
  ],
}
