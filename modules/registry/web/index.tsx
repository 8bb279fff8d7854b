import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  EnvironmentOutlined,
  ImportOutlined,
} from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { registryPageMessages } from './messages.ts'

const READ = 'registry.enterprise.read'
const IMPORT = 'registry.enterprise.import'

/** The pages of the enterprise library. */
export const pages: WebModule = {
  name: 'registry',
  messages: registryPageMessages,
  nav: [
    {
      key: 'registry.enterprises',
      path: '/registry/enterprises',
      titleKey: 'registry.enterprises',
      icon: <BankOutlined />,
      permission: READ,
      order: 10,
    },
    {
      key: 'registry.taxonomy',
      path: '/registry/taxonomy',
      titleKey: 'registry.taxonomy',
      icon: <ApartmentOutlined />,
      order: 20,
    },
    {
      key: 'registry.districts',
      path: '/registry/districts',
      titleKey: 'registry.districts',
      icon: <EnvironmentOutlined />,
      permission: READ,
      order: 30,
    },
    {
      key: 'registry.imports',
      path: '/registry/imports',
      titleKey: 'registry.imports',
      icon: <ImportOutlined />,
      permission: IMPORT,
      order: 40,
    },
    {
      key: 'registry.reviews',
      path: '/registry/reviews',
      titleKey: 'registry.reviews',
      icon: <AuditOutlined />,
      permission: IMPORT,
      order: 50,
    },
  ],
  routes: [
    {
      path: '/registry/enterprises',
      titleKey: 'registry.enterprises',
      permission: READ,
      load: () => import('./list/list-page.tsx'),
    },
    {
      path: '/registry/enterprises/:id',
      titleKey: 'registry.enterprise',
      permission: READ,
      load: () => import('./detail/detail-page.tsx'),
    },
    {
      path: '/registry/imports',
      titleKey: 'registry.imports',
      permission: IMPORT,
      load: () => import('./imports/batches-page.tsx'),
    },
    {
      path: '/registry/imports/new',
      titleKey: 'registry.import.new',
      permission: IMPORT,
      load: () => import('./imports/upload-page.tsx'),
    },
    {
      path: '/registry/imports/:id',
      titleKey: 'registry.import.batch',
      permission: IMPORT,
      load: () => import('./imports/batch-page.tsx'),
    },
    {
      path: '/registry/reviews',
      titleKey: 'registry.reviews',
      permission: IMPORT,
      load: () => import('./reviews/reviews-page.tsx'),
    },
    {
      path: '/registry/taxonomy',
      titleKey: 'registry.taxonomy',
      load: () => import('./chain/taxonomy-page.tsx'),
    },
    {
      path: '/registry/districts',
      titleKey: 'registry.districts',
      permission: READ,
      load: () => import('./chain/districts-page.tsx'),
    },
  ],
}
