import { SwapOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { factsTexts } from './messages.ts'

const READ = 'chain.fact.read'

export const factsPages: Omit<WebModule, 'name'> = {
  messages: factsTexts,
  nav: [
    {
      key: 'chain.facts',
      path: '/chain/supplies',
      titleKey: 'chain.facts',
      icon: <SwapOutlined />,
      permission: READ,
      order: 50,
    },
  ],
  routes: [
    { path: '/chain/supplies', titleKey: 'chain.facts', permission: READ, load: () => import('./page.tsx') },
    {
      path: '/chain/supplies/:id',
      titleKey: 'chain.facts',
      permission: READ,
      load: () => import('./page.tsx'),
    },
  ],
}
