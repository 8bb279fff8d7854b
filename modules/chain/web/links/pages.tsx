import { BulbOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { linkTexts } from './messages.ts'

const READ = 'chain.analysis.read'

export const linksPages: Omit<WebModule, 'name'> = {
  messages: linkTexts,
  nav: [
    {
      key: 'chain.links',
      path: '/chain/proposals',
      titleKey: 'chain.links',
      icon: <BulbOutlined />,
      permission: READ,
      order: 90,
    },
  ],
  routes: [
    { path: '/chain/proposals', titleKey: 'chain.links', permission: READ, load: () => import('./page.tsx') },
  ],
}
