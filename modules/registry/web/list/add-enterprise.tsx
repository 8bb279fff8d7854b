import { Alert, Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { EnterSubmits, useAction, useMe, useProblemText, useText } from '#kernel/web'
import { createEnterprise } from '../../contract.ts'
import { FieldsGrid } from '../fields/fields-grid.tsx'
import { cleanRow, ENTERPRISE_FIELDS } from '../fields/specs.ts'
import { TestDataNote } from '../test-data.tsx'

/** Adds an enterprise by hand, then opens its page. */
export function AddEnterprise({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  const textOf = useProblemText()
  const [form] = Form.useForm()
  const { synthetic } = useMe()
  const [testData, setTestData] = useState(false)
  const create = useAction(createEnterprise, {
    done: 'registry.list.added',
    quiet: true,
    invalidates: ['/api/registry'],
    onDone: ({ id }) => void navigate(`/registry/enterprises/${id}`),
  })
  const refusal = create.error && textOf(create.error)
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(760px, 100vw)"
      title={t('registry.list.add')}
      footer={
        <Button
          type="primary"
          loading={create.isPending}
          disabled={synthetic && !testData}
          onClick={() => form.submit()}
        >
          {t('registry.save')}
        </Button>
      }
    >
      {refusal && (
        <Alert
          type="error"
          showIcon
          title={refusal.text}
          description={refusal.faults.join(' ')}
          style={{ marginBottom: 12 }}
        />
      )}
      <TestDataNote confirmed={testData} onConfirm={setTestData} />
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) =>
          create.mutate({
            body: { ...cleanRow(ENTERPRISE_FIELDS, values), ...(synthetic && { testData }) } as never,
          })
        }
      >
        <FieldsGrid specs={ENTERPRISE_FIELDS} />
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
