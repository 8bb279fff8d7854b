import { AlertOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { gapMessages } from './messages.ts'

const READ = 'chain.analysis.read'

export const gapsPages: Omit<WebModule, 'name'> = {
  messages: gapMessages,
  nav: [
    {
      key: 'chain.gaps',
      path: '/chain/gaps',
      titleKey: 'chain.gaps',
      icon: <AlertOutlined />,
      permission: READ,
      order: 20,
    },
  ],
  routes: [
    { path: '/chain/gaps', titleKey: 'chain.gaps', permission: READ, load: () => import('./page.tsx') },
  ],
}
