import { Button, Form, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { type DataColumn, DataTable, useAction, useCan, useText } from '#kernel/web'
import { createOrg, listOrgs, type Org, orgType, updateOrg } from '../../../kernel/auth/contract.ts'

/** The organisations that accounts belong to. */
export function OrgsTab() {
  const { t } = useText()
  const mayWrite = useCan('auth.org.write')
  const [editing, setEditing] = useState<Org | 'new'>()
  const columns = useMemo<DataColumn<Org>[]>(
    () => [
      { key: 'name', title: t('users.orgName'), width: 260, sort: true, card: 'title' },
      {
        key: 'type',
        title: t('users.orgKind'),
        width: 120,
        render: (type: Org['type']) => t(`users.org.${type}`),
      },
      { key: 'uscc', title: t('users.uscc'), width: 200 },
      { key: 'region', title: t('users.region'), width: 110, hidden: true },
      { key: 'accounts', title: t('users.accountCount'), kind: 'number', width: 100 },
    ],
    [t],
  )
  return (
    <>
      <DataTable
        name="shell.orgs"
        endpoint={listOrgs}
        rowKey={(row) => row.id}
        columns={columns}
        filters={[
          {
            key: 'type',
            title: t('users.orgKind'),
            kind: 'select',
            options: orgType.options.map((type) => ({ value: type, label: t(`users.org.${type}`) })),
          },
        ]}
        onOpen={mayWrite ? setEditing : undefined}
        actions={
          mayWrite && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('users.addOrg')}
            </Button>
          )
        }
        empty={
          mayWrite
            ? { title: t('users.emptyOrgs'), hint: t('users.emptyOrgsHint') }
            : { title: t('users.emptyOrgsOwn'), hint: t('users.emptyOrgsOwnHint') }
        }
      />
      {editing && (
        <OrgForm org={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}

/** Adds an organisation or changes one. */
function OrgForm({ org, onClose }: { org: Org | undefined; onClose: () => void }) {
  const { t } = useText()
  const options = {
    done: 'users.saved',
    invalidates: ['/api/auth/orgs', '/api/auth/accounts'],
    onDone: onClose,
  }
  const create = useAction(createOrg, options)
  const update = useAction(updateOrg, options)
  const save = ({ name, type, uscc, region }: Pick<Org, 'name' | 'type' | 'uscc' | 'region'>) => {
    const body = { name, type, uscc: uscc || null, region: region || null }
    if (org) update.mutate({ params: { id: org.id }, body })
    else create.mutate({ body })
  }
  const required = [{ required: true, message: t('signIn.required') }]
  return (
    <Modal open onCancel={onClose} footer={null} title={t(org ? 'users.editOrg' : 'users.addOrg')}>
      <Form layout="vertical" initialValues={org ?? { type: 'enterprise' }} onFinish={save}>
        <Form.Item name="name" label={t('users.orgName')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="type" label={t('users.orgKind')} rules={required}>
          <Select options={orgType.options.map((type) => ({ value: type, label: t(`users.org.${type}`) }))} />
        </Form.Item>
        <Form.Item name="uscc" label={t('users.uscc')}>
          <Input maxLength={18} />
        </Form.Item>
        <Form.Item name="region" label={t('users.region')}>
          <Input maxLength={20} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
          {t('users.save')}
        </Button>
      </Form>
    </Modal>
  )
}
