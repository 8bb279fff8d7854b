import { Alert, App, Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import { EnterSubmits, useAction, useText } from '#kernel/web'
import { type EnterpriseDetail, updateEnterprise } from '../../contract.ts'
import { FieldsGrid } from '../fields/fields-grid.tsx'
import { changedFields, cleanRow, ENTERPRISE_FIELDS, withFormerName } from '../fields/specs.ts'
import { mayEdit } from './section.tsx'
import { EditRefusal } from './stale.tsx'

interface EditProps {
  readonly enterprise: EnterpriseDetail
  /** Reads the newest version; resolves when it is there. */
  readonly onReload: () => Promise<unknown>
  readonly onClose: () => void
}

/** Changes the fields of the enterprise itself; only those that differ are sent. */
export function EditProfile({ enterprise, onReload, onClose }: EditProps) {
  const { t } = useText()
  const { message, modal } = App.useApp()
  const [form] = Form.useForm()
  const [dirty, setDirty] = useState(false)
  const open = ENTERPRISE_FIELDS.filter(({ name }) => mayEdit(enterprise, name))
  const update = useAction(updateEnterprise, {
    done: 'registry.saved',
    quiet: true,
    invalidates: ['/api/registry'],
    onDone: onClose,
  })
  const save = (values: Record<string, unknown>) => {
    const cleaned = cleanRow(open, values)
    const changed = changedFields(open, enterprise as Record<string, unknown>, cleaned)
    if (Object.keys(changed).length === 0) {
      void message.info(t('registry.noChange'))
      return onClose()
    }
    // Lists travel with every edit: one that is left out would be read as an empty one.
    const lists = {
      formerNames: mayEdit(enterprise, 'formerNames')
        ? withFormerName(enterprise.name, changed.name, cleaned.formerNames as string[])
        : (enterprise.formerNames ?? undefined),
      products: cleaned.products as string[],
    }
    update.mutate({
      params: { id: enterprise.id },
      body: { ...changed, ...lists, version: enterprise.version },
    })
  }
  const reload = () => {
    onReload()
      .then(() => {
        update.reset()
        onClose()
      })
      .catch((error: unknown) => console.error(error))
  }
  const close = () => {
    if (!dirty) return onClose()
    modal.confirm({
      title: t('registry.unsaved'),
      okText: t('kit.yes'),
      cancelText: t('kit.no'),
      onOk: onClose,
    })
  }
  return (
    <Drawer
      open
      onClose={close}
      size="min(760px, 100vw)"
      title={t('registry.editPart', { part: t('registry.part.enterprise') })}
      footer={
        <Button type="primary" loading={update.isPending} onClick={() => form.submit()}>
          {t('registry.save')}
        </Button>
      }
    >
      <EditRefusal error={update.error} onReload={reload} />
      <Form
        form={form}
        layout="vertical"
        initialValues={enterprise}
        onValuesChange={() => setDirty(true)}
        onFinish={save}
      >
        {open.length < ENTERPRISE_FIELDS.length && (
          <Alert type="info" showIcon title={t('registry.officialFields')} style={{ marginBottom: 16 }} />
        )}
        <FieldsGrid specs={open} />
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
