import { StopOutlined } from '@ant-design/icons'
import { Button, Drawer, Grid, Layout, Spin } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { Link, Navigate, Outlet, useLocation, useMatches, useNavigate, useNavigation } from 'react-router'
import { ProblemError } from '#kernel/contract'
import {
  EmptyState,
  ErrorState,
  languageTag,
  MeContext,
  onSignedOut,
  SyntheticBanner,
  useMeQuery,
  useText,
} from '#kernel/web'
import type { PageHandle } from '../router.tsx'
import { CommandPalette } from './command-palette.tsx'
import { Crumbs } from './crumbs.tsx'
import { Home } from './home.tsx'
import { navSources } from './nav-sources.tsx'
import { activeItem, navSections } from './navigation.ts'
import { SideMenu } from './side-menu.tsx'
import { TopBar } from './top-bar.tsx'

const FOLDED_KEY = 'zhiqing.sider.folded'

function useHandle(): PageHandle {
  const matches = useMatches()
  return (matches.at(-1)?.handle as PageHandle | undefined) ?? {}
}

function useTitle(): void {
  const { t, lang } = useText()
  const { titleKey } = useHandle()
  const title = titleKey ? t(titleKey) : ''
  useEffect(() => {
    document.title = title === '' ? t('shell.product') : `${title} · ${t('shell.product')}`
    document.documentElement.lang = languageTag(lang)
  }, [title, t, lang])
}

/** The frame of pages reached without signing in. */
export function Bare() {
  useTitle()
  return <Outlet />
}

function signInPath(path: string): string {
  return path === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(path)}`
}

/** The frame of all other pages: who is signed in, navigation, top bar, banner, and the page itself. */
export function Shell() {
  useTitle()
  const { t } = useText()
  const location = useLocation()
  const navigate = useNavigate()
  const here = location.pathname + location.search
  const me = useMeQuery()
  useEffect(() => onSignedOut(() => void navigate(signInPath(here), { replace: true })), [navigate, here])
  if (me.isPending) return <Spin fullscreen description={t('shell.loading')} delay={300} />
  if (me.error) {
    const signedOut = me.error instanceof ProblemError && me.error.problem.status === 401
    if (signedOut) return <Navigate to={signInPath(here)} replace />
    return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
  }
  return (
    <MeContext value={me.data}>
      <Frame />
    </MeContext>
  )
}

function Frame() {
  const { t } = useText()
  const me = useMeQuery().data
  const wide = Grid.useBreakpoint().md ?? true
  const { pathname } = useLocation()
  const busy = useNavigation().state !== 'idle'
  const { titleKey, permission } = useHandle()
  const [folded, setFolded] = useState(() => localStorage.getItem(FOLDED_KEY) === 'true')
  const [drawer, setDrawer] = useState(false)
  const [palette, setPalette] = useState(false)
  const held = useMemo(() => new Set(me?.permissions), [me])
  const sections = useMemo(() => navSections(navSources, held), [held])
  const active = activeItem(sections, pathname)
  useEffect(() => {
    if (pathname) setDrawer(false)
  }, [pathname])
  const fold = () => {
    if (!wide) return setDrawer(true)
    localStorage.setItem(FOLDED_KEY, String(!folded))
    setFolded(!folded)
  }
  const allowed = permission === undefined || held.has(permission)
  return (
    <Layout className="zq-shell">
      <a className="zq-skip" href="#content">
        {t('shell.skip')}
      </a>
      <TopBar onMenu={fold} menuOpen={wide ? !folded : drawer} onFind={() => setPalette(true)} />
      {busy && <div className="zq-busy" role="progressbar" aria-label={t('shell.loading')} />}
      <Layout>
        {wide && (
          <Layout.Sider
            className="zq-sider"
            width={208}
            collapsedWidth={56}
            collapsed={folded}
            trigger={null}
          >
            <SideMenu sections={sections} active={active} folded={folded} />
          </Layout.Sider>
        )}
        <Drawer
          open={!wide && drawer}
          onClose={() => setDrawer(false)}
          placement="left"
          size={264}
          title={t('shell.product')}
          styles={{ body: { padding: '8px 0' } }}
        >
          <SideMenu sections={sections} active={active} folded={false} />
        </Drawer>
        <div className="zq-column">
          {me?.synthetic && <SyntheticBanner />}
          <main id="content" className="zq-content" tabIndex={-1}>
            <Crumbs sections={sections} active={active} titleKey={titleKey} />
            {allowed ? <Outlet /> : pathname === '/' ? <Home /> : <Forbidden permission={permission} />}
          </main>
        </div>
      </Layout>
      <CommandPalette open={palette} onOpen={setPalette} sections={sections} />
    </Layout>
  )
}

function Forbidden({ permission }: { permission?: string }) {
  const { t } = useText()
  return (
    <EmptyState
      icon={<StopOutlined />}
      title={t('shell.forbidden')}
      hint={t('shell.forbiddenHint', { permission: permission ?? '' })}
      action={
        <Link to="/">
          <Button type="primary">{t('shell.toStart')}</Button>
        </Link>
      }
    />
  )
}
