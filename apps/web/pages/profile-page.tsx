import { Button, Descriptions, Form, Input, Select, Skeleton, Tag } from 'antd'
import { ME_KEY, PageHeader, setLang, useAction, useApi, useCan, useMe, useText } from '#kernel/web'
import { changePassword, listMyPermissions, updateMe } from '../../../kernel/auth/contract.ts'
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
          <NameForm />
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'login', label: t('users.login'), children: me.login },
              { key: 'org', label: t('users.org'), children: me.orgName ?? '–' },
              {
                key: 'roles',
                label: t('users.role'),
                children:
                  me.roles.length === 0
                    ? t('profile.noRole')
                    : me.roles.map((role) => <Tag key={role}>{t(`shell.role.${role}`)}</Tag>),
              },
              {
                key: 'permissions',
                label: t('profile.permissions'),
                children: <Permissions />,
              },
            ]}
          />
        </section>
        <PasswordPanel />
      </div>
      {useCan('auth.token.read') && <TokensPanel />}
    </div>
  )
}

/** What one may do, a line per kind of record; the code a program needs is in the tooltip. */
function Permissions() {
  const { t, pick } = useText()
  const { data } = useApi(listMyPermissions, {})
  if (!data) return <Skeleton active />
  if (data.rows.length === 0) return '–'
  const byResource = Object.values(Object.groupBy(data.rows, ({ permission }) => resourceOf(permission)))
  return (
    <dl className="zq-permissions">
      {byResource.map((rows) => (
        <div key={resourceOf(rows![0]!.permission)}>
          <dt>{pick(rows![0]!.resourceTitles)}</dt>
          <dd>
            {rows!.map(({ permission, actionTitles }, at) => (
              <span key={permission} title={permission}>
                {at > 0 && t('users.comma')}
                {pick(actionTitles)}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const resourceOf = (permission: string) => permission.slice(0, permission.lastIndexOf('.'))

/** One's name, and the language that messages and files come in. */
function NameForm() {
  const { t } = useText()
  const me = useMe()
  const save = useAction(updateMe, {
    done: 'users.saved',
    invalidates: [...ME_KEY],
    onDone: (_, { body }) => body?.lang && setLang(body.lang),
  })
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: me.name, lang: me.lang }}
      onFinish={({ name, lang }) => save.mutate({ body: { name, lang } })}
    >
      <Form.Item
        name="name"
        label={t('users.name')}
        rules={[{ required: true, message: t('signIn.required') }]}
      >
        <Input autoComplete="name" maxLength={80} />
      </Form.Item>
      <Form.Item name="lang" label={t('users.lang')}>
        <Select
          options={(['zh', 'en'] as const).map((lang) => ({
            value: lang,
            label: t(`shell.language.${lang}`),
          }))}
        />
      </Form.Item>
      <Form.Item>
        <Button htmlType="submit" loading={save.isPending}>
          {t('users.save')}
        </Button>
      </Form.Item>
    </Form>
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
