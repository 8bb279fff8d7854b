import {
  Alert,
  Button,
  Form,
  Input,
  InputNumber,
  Modal,
  Popconfirm,
  Select,
  Skeleton,
  Table,
  Typography,
} from 'antd'
import { useState } from 'react'
import { EmptyState, ErrorState, formatDate, formatInstant, useAction, useApi, useText } from '#kernel/web'
import { createToken, deleteToken, listMyPermissions, listTokens } from '../../../kernel/auth/contract.ts'

const STALE = ['/api/auth/tokens']

/** What one may do, in words, by the permission's code. */
function usePermissionWords(): ReadonlyMap<string, string> {
  const { pick } = useText()
  const { data } = useApi(listMyPermissions, {})
  return new Map(
    data?.rows.map(({ permission, resourceTitles, actionTitles }) => [
      permission,
      `${pick(resourceTitles)} · ${pick(actionTitles)}`,
    ]),
  )
}

/** Personal access tokens: made, shown once, revoked. */
export function TokensPanel() {
  const { t, lang } = useText()
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  const wordsOf = usePermissionWords()
  const tokens = useApi(listTokens, {})
  const revoke = useAction(deleteToken, { done: 'profile.revoked', invalidates: STALE })
  const body = () => {
    if (tokens.error) return <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />
    if (!tokens.data) return <Skeleton active />
    if (tokens.data.rows.length === 0) {
      return <EmptyState title={t('profile.noTokens')} hint={t('profile.noTokensHint')} />
    }
    return (
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 700 }}
        dataSource={tokens.data.rows}
        columns={[
          { title: t('profile.tokenName'), dataIndex: 'name' },
          {
            title: t('profile.tokenScopes'),
            dataIndex: 'scopes',
            render: (scopes: string[]) =>
              scopes.length === 0
                ? t('profile.tokenScopesAll')
                : scopes.map((scope) => wordsOf.get(scope) ?? scope).join(t('users.comma')),
          },
          {
            title: t('profile.tokenExpires'),
            dataIndex: 'expiresAt',
            render: (at: string) => formatDate(at, lang),
          },
          {
            title: t('profile.tokenUsed'),
            dataIndex: 'lastUsedAt',
            render: (at: string | null) => (at ? formatInstant(at, lang) : t('users.never')),
          },
          {
            title: t('jobs.action'),
            dataIndex: 'id',
            render: (id: string) => (
              <Popconfirm
                title={t('profile.revokeSure')}
                okText={t('profile.revoke')}
                cancelText={t('kit.cancel')}
                onConfirm={() => revoke.mutate({ params: { id } })}
              >
                <Button size="small" danger>
                  {t('profile.revoke')}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    )
  }
  return (
    <section className="zq-panel" id="tokens">
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 12, marginBottom: 8 }}>
        <div>
          <h2 style={{ marginBottom: 2 }}>{t('shell.tokens')}</h2>
          <span className="zq-soft">{t('profile.tokensHint')}</span>
        </div>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('profile.addToken')}
        </Button>
      </div>
      {secret && (
        <Alert
          type="success"
          showIcon
          closable={{ onClose: () => setSecret(undefined) }}
          title={t('profile.tokenMade')}
          description={
            <Typography.Text copyable code>
              {secret}
            </Typography.Text>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {body()}
      {adding && (
        <TokenForm
          onClose={(made) => {
            setAdding(false)
            if (made) setSecret(made)
          }}
        />
      )}
    </section>
  )
}

function TokenForm({ onClose }: { onClose: (token?: string) => void }) {
  const { t } = useText()
  const wordsOf = usePermissionWords()
  const create = useAction(createToken, { invalidates: STALE, onDone: ({ token }) => onClose(token) })
  return (
    <Modal open onCancel={() => onClose()} footer={null} title={t('profile.addToken')}>
      <Form
        layout="vertical"
        initialValues={{ days: 90, scopes: [] }}
        onFinish={({ name, scopes, days }) => create.mutate({ body: { name, scopes, days } })}
      >
        <Form.Item
          name="name"
          label={t('profile.tokenName')}
          rules={[{ required: true, message: t('signIn.required') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="scopes" label={t('profile.tokenScopes')}>
          <Select
            mode="multiple"
            allowClear
            placeholder={t('profile.tokenScopesAll')}
            optionFilterProp="label"
            options={[...wordsOf].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('profile.tokenDays')}>
          <InputNumber min={1} max={365} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('users.save')}
        </Button>
      </Form>
    </Modal>
  )
}
