import { PieChartOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { localMessages } from './messages.ts'

const READ = 'chain.analysis.read'

export const localPages: Omit<WebModule, 'name'> = {
  messages: localMessages,
  nav: [
    {
      key: 'chain.local',
      path: '/chain/local',
      titleKey: 'chain.local',
      icon: <PieChartOutlined />,
      permission: READ,
      order: 30,
    },
  ],
  routes: [
    { path: '/chain/local', titleKey: 'chain.local', permission: READ, load: () => import('./page.tsx') },
    {
      path: '/chain/local/models/:id',
      titleKey: 'chain.local.modelPage',
      permission: 'chain.fact.read',
      load: () => import('./model-page.tsx'),
    },
  ],
}
