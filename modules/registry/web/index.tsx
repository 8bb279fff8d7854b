import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  EnvironmentOutlined,
  ImportOutlined,
  MergeCellsOutlined,
} from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { registryPageMessages } from './messages.ts'

const READ = 'registry.enterprise.read'
const IMPORT = 'registry.enterprise.import'
const FUSION = 'registry.fusion.read'
const DECIDE = 'registry.fusion.decide'

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
    {
      key: 'registry.fusion',
      path: '/registry/fusion',
      titleKey: 'registry.fusion',
      icon: <MergeCellsOutlined />,
      permission: FUSION,
      order: 60,
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
    {
      path: '/registry/fusion',
      titleKey: 'registry.fusion',
      permission: FUSION,
      load: () => import('./fusion/home/home-page.tsx'),
    },
    {
      path: '/registry/fusion/load',
      titleKey: 'registry.fusion.load',
      permission: DECIDE,
      load: () => import('./fusion/loads/load-page.tsx'),
    },
    {
      path: '/registry/fusion/loads/:id',
      titleKey: 'registry.fusion.loads',
      permission: FUSION,
      load: () => import('./fusion/loads/load-result-page.tsx'),
    },
    {
      path: '/registry/fusion/runs/:id',
      titleKey: 'registry.fusion.runs',
      permission: FUSION,
      load: () => import('./fusion/runs/run-page.tsx'),
    },
    {
      path: '/registry/fusion/entities',
      titleKey: 'registry.fusion.entities',
      permission: FUSION,
      load: () => import('./fusion/golden/entities-page.tsx'),
    },
    {
      path: '/registry/fusion/entities/:id',
      titleKey: 'registry.fusion.entity',
      permission: FUSION,
      load: () => import('./fusion/golden/entity-page.tsx'),
    },
    {
      path: '/registry/fusion/compare',
      titleKey: 'registry.fusion.compare',
      permission: FUSION,
      load: () => import('./fusion/compare/compare-page.tsx'),
    },
    {
      path: '/registry/fusion/reviews',
      titleKey: 'registry.fusion.reviews',
      permission: FUSION,
      load: () => import('./fusion/queue/reviews-page.tsx'),
    },
    {
      path: '/registry/fusion/history',
      titleKey: 'registry.fusion.history',
      permission: FUSION,
      load: () => import('./fusion/history/history-page.tsx'),
    },
  ],
}
