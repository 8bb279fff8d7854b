import {
  DesktopOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
  TranslationOutlined,
} from '@ant-design/icons'
import { Button, Dropdown, Grid, Layout } from 'antd'
import { Link } from 'react-router'
import {
  type ShadeChoice,
  setLang,
  setShadeChoice,
  useMe,
  useShade,
  useShadeChoice,
  useText,
} from '#kernel/web'
import { AccountMenu } from './account-menu.tsx'
import { Logo } from './logo.tsx'

interface TopBarProps {
  readonly onMenu: () => void
  readonly menuOpen: boolean
  readonly onFind: () => void
}

/** The bar on top: menu, product and city, finding pages, language, shade, account. */
export function TopBar({ onMenu, menuOpen, onFind }: TopBarProps) {
  const { t, pick } = useText()
  const me = useMe()
  const wide = Grid.useBreakpoint().md ?? true
  return (
    <Layout.Header className="zq-top">
      <Button
        type="text"
        icon={menuOpen && wide ? <MenuFoldOutlined /> : <MenuUnfoldOutlined />}
        aria-label={t('shell.menu')}
        aria-expanded={menuOpen}
        onClick={onMenu}
      />
      <Link to="/" className="zq-brand" aria-label={t('shell.product')}>
        <Logo />
        <span className="zq-brand-name">{t('shell.product')}</span>
      </Link>
      {me.city && wide && <span className="zq-city">{pick(me.city)}</span>}
      <span className="zq-top-space" />
      <Button type="text" icon={<SearchOutlined />} aria-label={t('shell.find')} onClick={onFind}>
        {wide ? <kbd className="zq-kbd">Ctrl K</kbd> : null}
      </Button>
      <LanguageSwitch />
      <ShadeSwitch />
      <AccountMenu />
    </Layout.Header>
  )
}

/** 中文 / English. The other language is named in itself, so that who cannot read this one finds it. */
export function LanguageSwitch() {
  const { lang, t } = useText()
  const wide = Grid.useBreakpoint().md ?? true
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <Button
      type="text"
      icon={<TranslationOutlined />}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t(`shell.language.${other}`)}
      onClick={() => setLang(other)}
    >
      {wide ? t(`shell.language.${other}`) : null}
    </Button>
  )
}

/** Light, dark, or as the system says. */
export function ShadeSwitch() {
  const { t } = useText()
  const choice = useShadeChoice()
  const shade = useShade()
  const items = [
    { key: 'light', icon: <SunOutlined />, label: t('shell.shade.light') },
    { key: 'dark', icon: <MoonOutlined />, label: t('shell.shade.dark') },
    { key: 'system', icon: <DesktopOutlined />, label: t('shell.shade.system') },
  ]
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [choice], onClick: ({ key }) => setShadeChoice(key as ShadeChoice) }}
    >
      <Button
        type="text"
        icon={shade === 'dark' ? <MoonOutlined /> : <SunOutlined />}
        aria-label={t('shell.shade')}
        title={t('shell.shade')}
      />
    </Dropdown>
  )
}
