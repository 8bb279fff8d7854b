import { LinkOutlined, UserAddOutlined } from '@ant-design/icons'
import { Button, Modal, Tag, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { type DataColumn, DataTable, formatInstant, useAction, useCan, useText } from '#kernel/web'
import { type Account, createLink, listAccounts } from '../../../kernel/auth/contract.ts'
import { ROLES } from '../../../kernel/module/permission.ts'
import { AccountForm } from './account-form.tsx'

/** The accounts: who they are, what they may do, and the links by which they come in. */
export function AccountsTab() {
  const { t, lang } = useText()
  const mayWrite = useCan('auth.account.write')
  const [editing, setEditing] = useState<Account | 'new'>()
  const [link, setLink] = useState<string>()
  const makeLink = useAction(createLink, { onDone: (reply) => setLink(reply.link) })
  const askLink = makeLink.mutate
  const columns = useMemo<DataColumn<Account>[]>(
    () => [
      { key: 'name', title: t('users.name'), width: 140, sort: true, card: 'title' },
      { key: 'login', title: t('users.login'), width: 210, sort: true },
      {
        key: 'roles',
        title: t('users.role'),
        width: 220,
        render: (roles: Account['roles']) =>
          roles.map((role) => <Tag key={role}>{t(`shell.role.${role}`)}</Tag>),
      },
      { key: 'orgName', title: t('users.org'), width: 180 },
      {
        key: 'districts',
        title: t('users.districts'),
        width: 150,
        hidden: true,
        render: (codes: string[]) => codes.join(' '),
      },
      {
        key: 'disabled',
        title: t('users.state'),
        width: 90,
        render: (disabled: boolean, row) =>
          t(disabled ? 'users.disabled' : row.invited ? 'users.invited' : 'users.active'),
      },
      {
        key: 'lastSignInAt',
        title: t('users.lastSignIn'),
        width: 170,
        render: (at: string | null) => (at ? formatInstant(at, lang) : t('users.never')),
      },
      ...(mayWrite
        ? [
            {
              key: 'id',
              title: t('jobs.action'),
              width: 150,
              render: (id: string) => (
                <Button size="small" icon={<LinkOutlined />} onClick={() => askLink({ params: { id } })}>
                  {t('users.newLink')}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [t, lang, mayWrite, askLink],
  )
  return (
    <>
      <DataTable
        name="shell.accounts"
        endpoint={listAccounts}
        rowKey={(row) => row.id}
        columns={columns}
        filters={[
          {
            key: 'role',
            title: t('users.role'),
            kind: 'select',
            options: ROLES.map((role) => ({ value: role, label: t(`shell.role.${role}`) })),
          },
        ]}
        onOpen={mayWrite ? setEditing : undefined}
        actions={
          mayWrite && (
            <Button type="primary" icon={<UserAddOutlined />} onClick={() => setEditing('new')}>
              {t('users.add')}
            </Button>
          )
        }
        empty={
          mayWrite
            ? { title: t('users.empty'), hint: t('users.emptyHint') }
            : { title: t('users.emptyOwn'), hint: t('users.emptyOwnHint') }
        }
      />
      {editing && (
        <AccountForm
          account={editing === 'new' ? undefined : editing}
          onClose={(made) => {
            setEditing(undefined)
            setLink(made)
          }}
        />
      )}
      <LinkBox link={link} onClose={() => setLink(undefined)} />
    </>
  )
}

/** Shows a one-time link, once, to be copied. */
function LinkBox({ link, onClose }: { link: string | undefined; onClose: () => void }) {
  const { t } = useText()
  return (
    <Modal open={link !== undefined} onCancel={onClose} footer={null} title={t('users.linkTitle')}>
      <p>{t('users.linkHint')}</p>
      <Typography.Paragraph copyable code>
        {link ? new URL(link, location.origin).href : ''}
      </Typography.Paragraph>
    </Modal>
  )
}
