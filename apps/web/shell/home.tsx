import { useMemo } from 'react'
import { Navigate } from 'react-router'
import { EmptyState, useMe, useText } from '#kernel/web'
import { navSources } from './nav-sources.tsx'
import { navSections } from './navigation.ts'

/** The start page of who may not open the cockpit: the first page that the user may open, or why there is none. */
export function Home() {
  const { t } = useText()
  const me = useMe()
  const first = useMemo(() => navSections(navSources, new Set(me.permissions))[0]?.items[0], [me.permissions])
  if (first && me.permissions.length > 0) return <Navigate to={first.path} replace />
  return <EmptyState title={t('shell.home.empty')} hint={t('shell.home.emptyHint')} />
}
