import { createBrowserRouter, type RouteObject } from 'react-router'
import type { WebRoute } from '#kernel/web'
import { webModules } from './modules.ts'
import { shellRoutes } from './pages/index.tsx'
import { Home } from './shell/home.tsx'
import { PageError } from './shell/page-error.tsx'
import { Bare, Shell } from './shell/shell.tsx'

/** What the shell reads from the route in view. */
export interface PageHandle {
  readonly titleKey?: string
  readonly permission?: string
}

function pageOf({ path, titleKey, permission, load }: WebRoute): RouteObject {
  return {
    path,
    handle: { titleKey, permission } satisfies PageHandle,
    lazy: async () => ({ Component: (await load()).Page }),
    errorElement: <PageError />,
  }
}

const all = [...webModules.flatMap(({ routes }) => routes), ...shellRoutes]
const startsAtRoot = all.some(({ path }) => path === '/')

/** All pages: those of the modules and those of the shell. */
export const router = createBrowserRouter([
  {
    element: <Bare />,
    errorElement: <PageError />,
    HydrateFallback: Nothing,
    children: all.filter(({ bare }) => bare).map(pageOf),
  },
  {
    element: <Shell />,
    errorElement: <PageError />,
    HydrateFallback: Nothing,
    children: [
      ...all.filter(({ bare }) => !bare).map(pageOf),
      ...(startsAtRoot ? [] : [{ path: '/', element: <Home /> }]),
    ],
  },
])

function Nothing() {
  return null
}
