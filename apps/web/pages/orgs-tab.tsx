import { Button, Form, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { type DataColumn, DataTable, type RowOf, useAction, useCan, useText } from '#kernel/web'
import { createOrg, listOrgs } from '../server/auth.ts'

type Org = RowOf<typeof listOrgs>

/** The organisations that accounts belong to. */
export function OrgsTab() {
  const { t } = useText()
  const mayWrite = useCan('auth.org.write')
  const [adding, setAdding] = useState(false)
  const create = useAction(createOrg, {
    done: 'users.saved',
    invalidates: ['/api/auth/orgs'],
    onDone: () => setAdding(false),
  })
  const columns = useMemo<DataColumn<Org>[]>(
    () => [
      { key: 'name', title: t('users.orgName'), width: 260, sort: true, card: 'title' },
      { key: 'uscc', title: t('users.uscc'), width: 200 },
      { key: 'accounts', title: t('users.accountCount'), kind: 'number', width: 100 },
    ],
    [t],
  )
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('users.addOrg')}
    </Button>
  )
  return (
    <>
      <DataTable
        name="shell.orgs"
        endpoint={listOrgs}
        rowKey={(row) => row.id}
        columns={columns}
        actions={mayWrite && add}
        empty={{ title: t('users.emptyOrgs'), hint: t('users.emptyOrgsHint') }}
      />
      <Modal
        open={adding}
        onCancel={() => setAdding(false)}
        footer={null}
        title={t('users.addOrg')}
        destroyOnHidden
      >
        <Form
          layout="vertical"
          onFinish={({ name, uscc }) => create.mutate({ body: { name, uscc: uscc || null } })}
        >
          <Form.Item
            name="name"
            label={t('users.orgName')}
            rules={[{ required: true, message: t('signIn.required') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="uscc" label={t('users.uscc')}>
            <Input maxLength={18} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('users.save')}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
