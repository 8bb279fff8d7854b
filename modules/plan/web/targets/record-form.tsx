import { UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import {
  Alert,
  App,
  Button,
  DatePicker,
  Drawer,
  Form,
  Input,
  InputNumber,
  Progress,
  Select,
  Upload,
} from 'antd'
import { useState } from 'react'
import { dayjs } from '#kernel/core'
import { EnterSubmits, upload, useMe, useTellProblem, useText } from '#kernel/web'
import { recordObservation, type TargetDetail } from '../../contract.ts'
import { baseAmount } from '../amount.ts'
import { useAmount } from '../use-amount.ts'
import { useLeads } from '../use-leads.ts'
import { useRegions } from '../use-regions.ts'

interface RecordFormProps {
  readonly target: TargetDetail
  readonly open: boolean
  readonly onClose: () => void
}

interface Fields {
  readonly period: dayjs.Dayjs
  readonly value: number
  readonly region?: string
  readonly note?: string
}

/** Enters a value, or corrects one: what stood there before is kept and shown struck out. */
export function RecordForm({ target, open, onClose }: RecordFormProps) {
  const { t, lang } = useText()
  const me = useMe()
  const leads = useLeads()
  const { message } = App.useApp()
  const tell = useTellProblem()
  const client = useQueryClient()
  const amount = useAmount()
  const regions = useRegions()
  const [form] = Form.useForm<Fields>()
  const [file, setFile] = useState<File>()
  const [sent, setSent] = useState<number>()
  const period = Form.useWatch('period', form)
  const region = Form.useWatch('region', form)
  const day = period?.format('YYYY-MM-DD')
  const before = target.observations.find(
    (one) => one.period === day && one.supersededBy === null && (one.region ?? undefined) === region,
  )
  const unit = target.unit === 'ratio' ? '%' : target.displayUnit
  const unitWord = lang === 'en' && target.unit !== 'ratio' ? target.displayUnitEn || unit : unit
  // A district's officer enters what belongs to the district; the city's value is not theirs to enter.
  const districts = leads
    ? regions.options
    : regions.options.filter(({ value }) => me.districts.includes(value))
  const save = async (fields: Fields) => {
    setSent(0)
    try {
      const body = {
        period: fields.period.format('YYYY-MM-DD'),
        value: baseAmount(fields.value, target.unit, unit),
        region: fields.region,
        note: fields.note?.trim() || undefined,
      }
      await upload(recordObservation, { params: { id: target.id }, body }, file ? [file] : [], {
        onProgress: setSent,
      })
      void message.success(t('plan.record.done'))
      form.resetFields()
      setFile(undefined)
      onClose()
      await client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/plan'),
      })
    } catch (error) {
      tell(error)
    } finally {
      setSent(undefined)
    }
  }
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={440}
      title={t('plan.record')}
      extra={
        <Button type="primary" loading={sent !== undefined} onClick={() => form.submit()}>
          {t('plan.save')}
        </Button>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={(fields) => void save(fields)}
        initialValues={{
          period: dayjs().subtract(1, 'month').endOf('month'),
          region: leads ? undefined : districts[0]?.value,
        }}
      >
        <p className="zq-plan-text zq-soft zq-plan-gap">{t('plan.record.hint')}</p>
        <Form.Item
          name="period"
          label={t('plan.record.period')}
          rules={[{ required: true, message: t('plan.required') }]}
        >
          <DatePicker style={{ width: '100%' }} allowClear={false} maxDate={dayjs()} />
        </Form.Item>
        <Form.Item
          name="region"
          label={t('plan.district')}
          rules={[{ required: !leads, message: t('plan.required') }]}
        >
          <Select
            allowClear={leads}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={leads ? t('plan.city') : undefined}
            options={districts}
          />
        </Form.Item>
        <Form.Item
          name="value"
          label={t('plan.value')}
          rules={[{ required: true, message: t('plan.required') }]}
        >
          <InputNumber style={{ width: '100%' }} suffix={unitWord} controls={false} />
        </Form.Item>
        {before && (
          <Alert
            type="warning"
            showIcon
            style={{ marginBottom: 16 }}
            title={t('plan.record.replaces', { value: amount.text(target, before.value) })}
          />
        )}
        <Form.Item
          name="note"
          label={t(before ? 'plan.record.why' : 'plan.record.source')}
          extra={before ? undefined : t('plan.record.sourceHint')}
          dependencies={['period', 'region']}
          rules={[
            {
              required: before !== undefined || file === undefined,
              whitespace: true,
              min: before === undefined && file !== undefined ? undefined : 2,
              message: t(before ? 'plan.record.whyRequired' : 'plan.record.sourceRequired'),
            },
          ]}
        >
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
        <Form.Item label={t('plan.document')} extra={t('plan.record.document')}>
          <Upload
            maxCount={1}
            beforeUpload={(chosen) => {
              setFile(chosen)
              // What the note had to say, the document says now.
              form.setFields([{ name: 'note', errors: [] }])
              return false
            }}
            onRemove={() => setFile(undefined)}
            fileList={file ? [{ uid: '1', name: file.name, size: file.size }] : []}
          >
            <Button icon={<UploadOutlined />}>{t('plan.record.choose')}</Button>
          </Upload>
        </Form.Item>
        {sent !== undefined && file && <Progress percent={Math.round(sent * 100)} />}
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
