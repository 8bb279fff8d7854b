import {
  AimOutlined,
  DashboardOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  ProjectOutlined,
  ScheduleOutlined,
} from '@ant-design/icons'
import type { WebModule } from '#kernel/web'
import { planPageMessages } from './messages.ts'

const TARGETS = 'plan.target.read'
const MEASURES = 'plan.measure.read'
const COMPILE = 'plan.plan.compile'
const REPORTS = 'plan.report.read'

/** The pages of the action plan. */
export const pages: WebModule = {
  name: 'plan',
  messages: planPageMessages,
  nav: [
    {
      key: 'plan.cockpit',
      path: '/',
      titleKey: 'plan.cockpit',
      icon: <DashboardOutlined />,
      permission: TARGETS,
      order: 10,
    },
    {
      key: 'plan.targets',
      path: '/plan/targets',
      titleKey: 'plan.targets',
      icon: <AimOutlined />,
      permission: TARGETS,
      order: 20,
    },
    {
      key: 'plan.measures',
      path: '/plan/measures',
      titleKey: 'plan.measures',
      icon: <ScheduleOutlined />,
      permission: MEASURES,
      order: 30,
    },
    {
      key: 'plan.meeting',
      path: '/plan/meeting',
      titleKey: 'plan.meeting',
      icon: <ProjectOutlined />,
      permission: MEASURES,
      order: 40,
    },
    {
      key: 'plan.compile',
      path: '/plan/compile',
      titleKey: 'plan.compile',
      icon: <FileSearchOutlined />,
      permission: COMPILE,
      order: 50,
    },
    {
      key: 'plan.reports',
      path: '/plan/reports',
      titleKey: 'plan.reports',
      icon: <FileTextOutlined />,
      permission: REPORTS,
      order: 60,
    },
  ],
  routes: [
    {
      path: '/',
      titleKey: 'plan.cockpit',
      permission: TARGETS,
      load: () => import('./cockpit/cockpit-page.tsx'),
    },
    {
      path: '/plan/targets',
      titleKey: 'plan.targets',
      permission: TARGETS,
      load: () => import('./targets/list-page.tsx'),
    },
    {
      path: '/plan/targets/:id',
      titleKey: 'plan.target',
      permission: TARGETS,
      load: () => import('./targets/target-page.tsx'),
    },
    {
      path: '/plan/measures',
      titleKey: 'plan.measures',
      permission: MEASURES,
      load: () => import('./measures/measures-page.tsx'),
    },
    {
      path: '/plan/meeting',
      titleKey: 'plan.meeting',
      permission: MEASURES,
      load: () => import('./meeting/meeting-page.tsx'),
    },
    {
      path: '/plan/compile',
      titleKey: 'plan.compile',
      permission: COMPILE,
      load: () => import('./compile/compile-page.tsx'),
    },
    {
      path: '/plan/compile/:id',
      titleKey: 'plan.compile.result',
      permission: COMPILE,
      load: () => import('./compile/result-page.tsx'),
    },
    {
      path: '/plan/reports',
      titleKey: 'plan.reports',
      permission: REPORTS,
      load: () => import('./reports/reports-page.tsx'),
    },
  ],
}
