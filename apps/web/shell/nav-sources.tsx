import { AuditOutlined, ControlOutlined, TeamOutlined } from '@ant-design/icons'
import type { NavItem } from '#kernel/web'
import { webModules } from '../modules.ts'

const system: readonly NavItem[] = [
  {
    key: 'jobs',
    path: '/jobs',
    titleKey: 'shell.jobs',
    icon: <ControlOutlined />,
    permission: 'jobs.job.read',
    order: 10,
    group: 'system',
  },
  {
    key: 'users',
    path: '/users',
    titleKey: 'shell.users',
    icon: <TeamOutlined />,
    permission: 'auth.account.read',
    order: 20,
    group: 'system',
  },
  {
    key: 'audit',
    path: '/audit',
    titleKey: 'shell.audit',
    icon: <AuditOutlined />,
    permission: 'audit.entry.read',
    order: 30,
    group: 'system',
  },
]

/** Everything that has a place in the navigation. */
export const navSources = [...webModules, { name: 'shell', nav: system }]
