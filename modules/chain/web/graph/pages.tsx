import { ApartmentOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { graphTexts } from './messages.ts'

const READ = 'chain.analysis.read'

export const graphPages: Omit<WebModule, 'name'> = {
  messages: graphTexts,
  nav: [
    {
      key: 'chain.graph',
      path: '/chain/graph',
      titleKey: 'chain.graph',
      icon: <ApartmentOutlined />,
      permission: READ,
      order: 10,
    },
  ],
  routes: [
    { path: '/chain/graph', titleKey: 'chain.graph', permission: READ, load: () => import('./page.tsx') },
  ],
}
