import type { ComponentType, ReactNode } from 'react'
import type { Bilingual } from '../contract/index.ts'

/** Texts of the pages, both languages side by side, by key. Placeholders are written `{{name}}`. */
export type Messages = Readonly<Record<string, Bilingual>>

/** The groups of the navigation, in the order they are shown. */
export type NavGroup = 'dispatch' | 'chain' | 'library' | 'growth' | 'operations' | 'system'

/** One entry of the navigation. Shown only to who holds `permission`, when one is named. */
export interface NavItem {
  readonly key: string
  readonly path: `/${string}`
  readonly titleKey: string
  readonly icon: ReactNode
  readonly permission?: string
  readonly order: number
  /** Where it stands; the shell knows the place of every module, so this is seldom needed. */
  readonly group?: NavGroup
}

/** One page of a module, loaded when it is first opened. Its module exports the component as `Page`. */
export interface WebRoute {
  /** As react-router writes it: `/registry/enterprises/:id`. */
  readonly path: `/${string}`
  /** Title of the browser tab and of the breadcrumb. */
  readonly titleKey: string
  /** Reached without signing in, and shown without the shell around it. */
  readonly bare?: boolean
  readonly permission?: string
  /** @example load: () => import('./enterprise-list-page.tsx') */
  readonly load: () => Promise<{ readonly Page: ComponentType }>
}

/** What a module brings to the pages; exported as `pages` from `modules/NAME/web/index.tsx`. */
export interface WebModule {
  readonly name: string
  readonly messages: Messages
  readonly nav: readonly NavItem[]
  readonly routes: readonly WebRoute[]
}
