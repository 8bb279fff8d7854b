import { KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, Grid } from 'antd'
import { useNavigate } from 'react-router'
import { useMe, useText } from '#kernel/web'
import { useSignOut } from './sign-out.ts'

/** Who is signed in, and what belongs to them. */
export function AccountMenu() {
  const { t } = useText()
  const me = useMe()
  const wide = Grid.useBreakpoint().md ?? true
  const navigate = useNavigate()
  const signOut = useSignOut()
  const items = [
    {
      key: 'who',
      type: 'group' as const,
      label: [me.name, ...me.roles.map((role) => t(`shell.role.${role}`))].join(' · '),
    },
    { key: '/profile', icon: <UserOutlined />, label: t('shell.profile') },
    { key: '/profile#tokens', icon: <KeyOutlined />, label: t('shell.tokens') },
    { type: 'divider' as const },
    { key: 'out', icon: <LogoutOutlined />, label: t('shell.signOut') },
  ]
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => (key === 'out' ? signOut() : void navigate(key)) }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t('shell.account')}>
        {wide ? <span className="zq-account">{me.name}</span> : null}
      </Button>
    </Dropdown>
  )
}
