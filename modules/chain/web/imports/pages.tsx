import { ImportOutlined } from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { importJobTexts, importTexts } from './messages.ts'

const IMPORT = 'chain.fact.import'

export const importsPages: Omit<WebModule, 'name'> = {
  messages: { ...importTexts, ...importJobTexts },
  nav: [
    {
      key: 'chain.imports',
      path: '/chain/imports',
      titleKey: 'chain.imports',
      icon: <ImportOutlined />,
      permission: IMPORT,
      order: 65,
    },
  ],
  routes: [
    {
      path: '/chain/imports',
      titleKey: 'chain.imports',
      permission: IMPORT,
      load: () => import('./page.tsx'),
    },
    {
      path: '/chain/imports/:id',
      titleKey: 'chain.imports',
      permission: IMPORT,
      load: () => import('./batch-page.tsx'),
    },
  ],
}
