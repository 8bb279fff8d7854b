import { Menu } from 'antd'
import { Link } from 'react-router'
import type { NavItem } from '#kernel/web'
import { useText } from '#kernel/web'
import type { NavSection } from './navigation.ts'

interface SideMenuProps {
  readonly sections: readonly NavSection[]
  readonly active: NavItem | undefined
  readonly folded: boolean
}

/** The navigation, grouped. */
export function SideMenu({ sections, active, folded }: SideMenuProps) {
  const { t } = useText()
  return (
    <nav aria-label={t('shell.navigation')}>
      <Menu
        mode="inline"
        inlineCollapsed={folded}
        selectedKeys={active ? [active.path] : []}
        style={{ borderInlineEnd: 0 }}
        items={sections.map(({ group, items }) => ({
          type: 'group' as const,
          key: group,
          label: folded ? null : t(`shell.group.${group}`),
          children: items.map((item) => ({
            key: item.path,
            icon: item.icon,
            title: t(item.titleKey),
            label: (
              <Link to={item.path} aria-current={item === active ? 'page' : undefined}>
                {t(item.titleKey)}
              </Link>
            ),
          })),
        }))}
      />
    </nav>
  )
}
