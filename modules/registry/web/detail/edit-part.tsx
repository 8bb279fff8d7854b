import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import type { EndpointCall } from '#kernel/contract'
import { EnterSubmits, useAction, useText } from '#kernel/web'
import { type EnterpriseDetail, replacePart } from '../../contract.ts'
import { FieldsGrid } from '../fields/fields-grid.tsx'
import { cleanRow, PART_FIELDS, type PartName } from '../fields/specs.ts'
import { EditRefusal } from './stale.tsx'

interface EditPartProps {
  readonly part: PartName
  readonly enterprise: EnterpriseDetail
  readonly onReload: () => Promise<unknown>
  readonly onClose: () => void
}

type Rows = { rows?: Record<string, unknown>[] }

/** Changes the rows of one part: each can be changed or removed, new ones are added at the end. */
export function EditPart({ part, enterprise, onReload, onClose }: EditPartProps) {
  const { t } = useText()
  const { modal } = App.useApp()
  const [form] = Form.useForm<Rows>()
  const [dirty, setDirty] = useState(false)
  const specs = PART_FIELDS[part]
  const replace = useAction(replacePart, {
    done: 'registry.saved',
    quiet: true,
    invalidates: ['/api/registry'],
    onDone: onClose,
  })
  const save = ({ rows = [] }: Rows) => {
    const body = { part, version: enterprise.version, rows: rows.map((row) => cleanRow(specs, row)) }
    replace.mutate({ params: { id: enterprise.id }, body } as unknown as EndpointCall<typeof replacePart>)
  }
  const reload = () => {
    onReload()
      .then(onClose)
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
  const initial = Object.fromEntries(
    specs.filter((spec) => 'initial' in spec).map((spec) => [spec.name, spec.initial]),
  )
  const names = new Map((enterprise.relations ?? []).map(({ otherId, otherName }) => [otherId, otherName]))
  return (
    <Drawer
      open
      onClose={close}
      size="min(820px, 100vw)"
      title={t('registry.editPart', { part: t(`registry.part.${part}`) })}
      footer={
        <Button type="primary" loading={replace.isPending} onClick={() => form.submit()}>
          {t('registry.save')}
        </Button>
      }
    >
      <EditRefusal error={replace.error} onReload={reload} />
      <p className="zq-soft" style={{ marginTop: 0 }}>
        {t('registry.editHint')}
      </p>
      <Form<Rows>
        form={form}
        layout="vertical"
        initialValues={{ rows: enterprise[part] ?? [] }}
        onValuesChange={() => setDirty(true)}
        onFinish={save}
        scrollToFirstError
      >
        <Form.List name="rows">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <fieldset key={key} className="zq-reg-row-form">
                  <header>
                    <strong>{t('registry.editRow', { row: name + 1 })}</strong>
                    <Button
                      size="small"
                      danger
                      type="text"
                      icon={<DeleteOutlined />}
                      onClick={() => {
                        setDirty(true)
                        remove(name)
                      }}
                    >
                      {t('registry.remove')}
                    </Button>
                  </header>
                  <FieldsGrid
                    specs={specs}
                    at={name}
                    nameOfChosen={(id) => names.get(id ?? null) ?? undefined}
                  />
                </fieldset>
              ))}
              <Button
                block
                type="dashed"
                icon={<PlusOutlined />}
                onClick={() => {
                  setDirty(true)
                  add({ ...initial })
                }}
              >
                {t('registry.addRow')}
              </Button>
            </>
          )}
        </Form.List>
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
