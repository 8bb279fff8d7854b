import { Button, Form, Input, Modal, Select, Switch } from 'antd'
import { useAction, useApi, useText } from '#kernel/web'
import { type Account, createAccount, listOrgs, updateAccount } from '../../../kernel/auth/contract.ts'
import { ROLES } from '../../../kernel/module/permission.ts'

interface AccountFormProps {
  readonly account: Account | undefined
  /** Closed; with the one-time link of an account that was just made. */
  readonly onClose: (link?: string) => void
}

interface Fields {
  login: string
  name: string
  email?: string | null
  lang: Account['lang']
  roles: Account['roles']
  orgId?: string | null
  districts?: string[]
  active?: boolean
}

/** Adds an account or changes one. */
export function AccountForm({ account, onClose }: AccountFormProps) {
  const { t } = useText()
  const orgs = useApi(listOrgs, { query: { size: 500 } })
  const stale = ['/api/auth/accounts', '/api/auth/orgs']
  const create = useAction(createAccount, {
    done: 'users.saved',
    invalidates: stale,
    onDone: (reply) => onClose(reply.link),
  })
  const update = useAction(updateAccount, {
    done: 'users.saved',
    invalidates: stale,
    onDone: () => onClose(),
  })
  const save = ({ login, name, email, lang, roles, orgId, districts, active }: Fields) => {
    // Who may not see the address must not empty it by saving the rest.
    const seenEmail = account && account.email === undefined ? {} : { email: email || null }
    const body = { name, ...seenEmail, lang, roles, orgId: orgId ?? null, districts: districts ?? [] }
    if (account) update.mutate({ params: { id: account.id }, body: { ...body, disabled: active === false } })
    else create.mutate({ body: { ...body, login } })
  }
  const required = [{ required: true, message: t('signIn.required') }]
  return (
    <Modal
      open
      onCancel={() => onClose()}
      footer={null}
      title={t(account ? 'users.edit' : 'users.add')}
      destroyOnHidden
    >
      <Form<Fields>
        layout="vertical"
        initialValues={
          account ? { ...account, active: !account.disabled } : { lang: 'zh', roles: [], districts: [] }
        }
        onFinish={save}
      >
        <Form.Item name="login" label={t('users.login')} rules={required}>
          <Input disabled={account !== undefined} autoComplete="off" maxLength={120} />
        </Form.Item>
        <Form.Item name="name" label={t('users.name')} rules={required}>
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item name="email" label={t('users.email')} rules={[{ type: 'email' }]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name="lang" label={t('users.lang')}>
          <Select
            options={(['zh', 'en'] as const).map((lang) => ({
              value: lang,
              label: t(`shell.language.${lang}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="roles" label={t('users.role')} rules={required}>
          <Select
            mode="multiple"
            options={ROLES.map((role) => ({ value: role, label: t(`shell.role.${role}`) }))}
          />
        </Form.Item>
        <Form.Item name="orgId" label={t('users.org')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={orgs.data?.rows.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="districts" label={t('users.districts')}>
          <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} suffixIcon={null} />
        </Form.Item>
        {account && (
          <Form.Item name="active" label={t('users.active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
          {t('users.save')}
        </Button>
      </Form>
    </Modal>
  )
}
