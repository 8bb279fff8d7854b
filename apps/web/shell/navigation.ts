import type { NavGroup, NavItem } from '../../../kernel/web/module.ts'

/** The groups of the navigation, in order. */
export const NAV_GROUPS: readonly NavGroup[] = [
  'dispatch',
  'chain',
  'library',
  'growth',
  'operations',
  'system',
]

/** Where a module stands that does not say so itself. */
const GROUP_OF_MODULE: Readonly<Record<string, NavGroup>> = {
  plan: 'dispatch',
  brain: 'dispatch',
  registry: 'library',
  chain: 'chain',
  sourcing: 'growth',
  investment: 'growth',
  cultivation: 'growth',
  innovation: 'growth',
}

export interface NavSection {
  readonly group: NavGroup
  readonly items: readonly NavItem[]
}

interface NavSource {
  readonly name: string
  readonly nav: readonly NavItem[]
}

/** The navigation of one user: what they may open, grouped and ordered; empty groups are left out. */
export function navSections(sources: readonly NavSource[], held: ReadonlySet<string>): NavSection[] {
  const all = sources.flatMap(({ name, nav }) =>
    nav
      .filter(({ permission }) => permission === undefined || held.has(permission))
      .map((item) => ({ item, group: item.group ?? GROUP_OF_MODULE[name] ?? 'operations' })),
  )
  return NAV_GROUPS.map((group) => ({
    group,
    items: all
      .filter((entry) => entry.group === group)
      .map(({ item }) => item)
      .sort((a, b) => a.order - b.order),
  })).filter(({ items }) => items.length > 0)
}

/** The entry that a path belongs to: the one with the longest path that contains it. */
export function activeItem(sections: readonly NavSection[], path: string): NavItem | undefined {
  return sections
    .flatMap(({ items }) => items)
    .filter((item) => path === item.path || (item.path !== '/' && path.startsWith(`${item.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
}

/** Entries whose title or path contains all words typed, best first (a title that begins with them). */
export function findPages<T extends { readonly title: string; readonly path: string }>(
  pages: readonly T[],
  typed: string,
): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const hit = pages.filter(({ title, path }) => {
    const text = `${title} ${path}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const first = words[0] ?? ''
  const rank = ({ title }: T) => (title.toLowerCase().startsWith(first) ? 0 : 1)
  return hit.sort((a, b) => rank(a) - rank(b))
}
