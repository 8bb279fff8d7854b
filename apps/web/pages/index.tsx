import type { WebRoute } from '#kernel/web'

/** The pages that the shell itself brings. */
export const shellRoutes: readonly WebRoute[] = [
  { path: '/sign-in', titleKey: 'signIn.title', bare: true, load: () => import('./sign-in-page.tsx') },
  { path: '/link/:token', titleKey: 'link.title', bare: true, load: () => import('./link-page.tsx') },
  { path: '/profile', titleKey: 'shell.profile', load: () => import('./profile-page.tsx') },
  {
    path: '/jobs',
    titleKey: 'shell.jobs',
    permission: 'jobs.job.read',
    load: () => import('./jobs-page.tsx'),
  },
  {
    path: '/users',
    titleKey: 'shell.users',
    permission: 'auth.account.read',
    load: () => import('./users-page.tsx'),
  },
  {
    path: '/audit',
    titleKey: 'shell.audit',
    permission: 'audit.entry.read',
    load: () => import('./audit-page.tsx'),
  },
  { path: '/*', titleKey: 'shell.notFound', load: () => import('./not-found-page.tsx') },
]
