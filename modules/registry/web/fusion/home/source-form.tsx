import { Button, Drawer, Form, Input, InputNumber, Switch } from 'antd'
import { EnterSubmits, useAction, useText } from '#kernel/web'
import { changeSource, type FusionSource, RECORD_FIELDS } from '../../../contract.ts'
import { FUSION_CALLS, useFieldName } from '../words.ts'
import { CODE_FORM, formOf, type SourceValues, sourceOf } from './source-values.ts'

interface SourceFormProps {
  /** Absent for a new one. */
  readonly source: FusionSource | undefined
  readonly taken: readonly string[]
  readonly onClose: () => void
}

/** A source's names and how far it is trusted, as a whole and in single fields. */
export function SourceForm({ source, taken, onClose }: SourceFormProps) {
  const { t } = useText()
  const fieldName = useFieldName()
  const [form] = Form.useForm<SourceValues>()
  const save = useAction(changeSource, {
    done: 'registry.fusion.sourceSaved',
    invalidates: [FUSION_CALLS],
    onDone: onClose,
  })
  const percent = <InputNumber min={0} max={100} precision={0} suffix="%" style={{ width: '100%' }} />
  const needed = { required: true, whitespace: true, message: t('registry.fusion.needed') }
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(520px, 100vw)"
      title={t(source ? 'registry.fusion.editSourceTitle' : 'registry.fusion.addSource')}
      extra={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {t('registry.fusion.save')}
        </Button>
      }
    >
      <Form<SourceValues>
        form={form}
        layout="vertical"
        initialValues={formOf(source)}
        onFinish={(values) =>
          save.mutate({ params: { code: source?.code ?? values.code.trim() }, body: sourceOf(values) })
        }
      >
        {!source && (
          <Form.Item
            name="code"
            label={t('registry.fusion.sourceCode')}
            extra={t('registry.fusion.sourceCodeHint')}
            rules={[
              { required: true, pattern: CODE_FORM, message: t('registry.fusion.sourceCodeHint') },
              {
                validator: (_, code: string) =>
                  taken.includes(code) ? Promise.reject(new Error()) : Promise.resolve(),
                message: t('registry.fusion.sourceTaken'),
              },
            ]}
          >
            <Input maxLength={40} autoFocus />
          </Form.Item>
        )}
        <Form.Item name="nameZh" label={t('registry.fusion.nameZh')} rules={[needed]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="nameEn" label={t('registry.fusion.nameEn')} rules={[needed]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="trust"
          label={t('registry.fusion.trust')}
          extra={t('registry.fusion.trustHint')}
          rules={[{ required: true, message: t('registry.fusion.needed') }]}
        >
          {percent}
        </Form.Item>
        <Form.Item
          name="anchor"
          label={t('registry.fusion.anchor')}
          extra={t('registry.fusion.anchorHint')}
          valuePropName="checked"
        >
          <Switch disabled={source?.code === 'library'} />
        </Form.Item>
        <h3 style={{ margin: '0 0 4px', fontSize: 14 }}>{t('registry.fusion.fieldTrust')}</h3>
        <p className="zq-soft" style={{ margin: '0 0 8px', fontSize: 13 }}>
          {t('registry.fusion.fieldTrustHint')}
        </p>
        <div className="zq-reg-grid">
          {RECORD_FIELDS.map((field) => (
            <Form.Item key={field} name={['fieldTrust', field]} label={fieldName(field)}>
              {percent}
            </Form.Item>
          ))}
        </div>
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
