import { CarOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { modelsTexts } from './messages.ts'

const READ = 'chain.fact.read'

export const modelsPages: Omit<WebModule, 'name'> = {
  messages: modelsTexts,
  nav: [
    {
      key: 'chain.models',
      path: '/chain/models',
      titleKey: 'chain.models',
      icon: <CarOutlined />,
      permission: READ,
      order: 60,
    },
  ],
  routes: [
    { path: '/chain/models', titleKey: 'chain.models', permission: READ, load: () => import('./page.tsx') },
  ],
}
