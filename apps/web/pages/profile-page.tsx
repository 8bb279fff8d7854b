import { Button, Descriptions, Form, Input, Tag } from 'antd'
import { PageHeader, useAction, useMe, useText } from '#kernel/web'
import { changePassword } from '../../../kernel/auth/contract.ts'
import { PasswordFields } from './password-fields.tsx'
import { TokensPanel } from './tokens-panel.tsx'

/** One's own account, password and access tokens. */
export function Page() {
  const { t } = useText()
  const me = useMe()
  return (
    <div className="zq-page">
      <PageHeader title={t('shell.profile')} subtitle={t('profile.intro')} />
      <div className="zq-grid-2">
        <section className="zq-panel">
          <h2>{t('profile.account')}</h2>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'name', label: t('users.name'), children: me.name },
              {
                key: 'roles',
                label: t('users.role'),
                children: me.roles.map((role) => <Tag key={role}>{t(`shell.role.${role}`)}</Tag>),
              },
              {
                key: 'permissions',
                label: t('profile.permissions'),
                children: (
                  <div style={{ maxHeight: 180, overflow: 'auto' }}>
                    {me.permissions.map((permission) => (
                      <div key={permission}>
                        <code>{permission}</code>
                      </div>
                    ))}
                  </div>
                ),
              },
            ]}
          />
        </section>
        <PasswordPanel />
      </div>
      <TokensPanel />
    </div>
  )
}

function PasswordPanel() {
  const { t } = useText()
  const [form] = Form.useForm()
  const change = useAction(changePassword, { done: 'profile.changed', onDone: () => form.resetFields() })
  return (
    <section className="zq-panel">
      <h2>{t('profile.password')}</h2>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, password }) => change.mutate({ body: { current, password } })}
      >
        <Form.Item
          name="current"
          label={t('profile.current')}
          rules={[{ required: true, message: t('signIn.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <PasswordFields />
        <Button htmlType="submit" loading={change.isPending}>
          {t('profile.password')}
        </Button>
      </Form>
    </section>
  )
}
