import { Breadcrumb } from 'antd'
import { Link } from 'react-router'
import { type NavItem, useText } from '#kernel/web'
import type { NavSection } from './navigation.ts'

interface CrumbsProps {
  readonly sections: readonly NavSection[]
  readonly active: NavItem | undefined
  readonly titleKey: string | undefined
}

/** Where the page stands: group, entry of the navigation, page. Absent on pages that are an entry themselves. */
export function Crumbs({ sections, active, titleKey }: CrumbsProps) {
  const { t } = useText()
  if (!active || !titleKey || t(titleKey) === t(active.titleKey)) return null
  const section = sections.find(({ items }) => items.includes(active))
  return (
    <nav aria-label={t('shell.breadcrumb')}>
      <Breadcrumb
        items={[
          { title: section ? t(`shell.group.${section.group}`) : '' },
          { title: <Link to={active.path}>{t(active.titleKey)}</Link> },
          { title: t(titleKey) },
        ]}
      />
    </nav>
  )
}
