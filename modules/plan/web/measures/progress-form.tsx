import { Button, Form, Input, Select, Slider } from 'antd'
import { useAction, useText } from '#kernel/web'
import { MEASURE_STATES, type Measure, reportProgress } from '../../contract.ts'

interface Fields {
  readonly text: string
  readonly percent: number
  readonly state: Measure['state']
  readonly blocker?: string
}

/** Reports how far a measure is and what is in its way. */
export function ProgressForm({ measure }: { measure: Measure }) {
  const { t } = useText()
  const [form] = Form.useForm<Fields>()
  const report = useAction(reportProgress, {
    done: 'plan.measure.reported',
    invalidates: ['/api/plan'],
    onDone: () => form.resetFields(['text']),
  })
  const state = Form.useWatch('state', form)
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      className="zq-plan-report"
      initialValues={{
        percent: Math.round(measure.progress * 100),
        state: measure.state,
        blocker: measure.blocker ?? '',
      }}
      onFinish={({ text, percent, state: next, blocker }) =>
        report.mutate({
          params: { id: measure.id },
          body: {
            text,
            progress: percent / 100,
            state: next,
            blocker: next === 'blocked' ? blocker?.trim() || null : null,
          },
        })
      }
    >
      <h3 className="zq-plan-h2">{t('plan.measure.report')}</h3>
      <div className="zq-plan-report-row">
        <Form.Item name="state" label={t('plan.state')}>
          <Select
            options={MEASURE_STATES.map((value) => ({ value, label: t(`plan.measure.${value}`) }))}
            onChange={(value: Measure['state']) => value === 'done' && form.setFieldValue('percent', 100)}
          />
        </Form.Item>
        <Form.Item name="percent" label={t('plan.measure.progress')}>
          <Slider step={5} marks={{ 0: '0', 50: '50%', 100: '100%' }} />
        </Form.Item>
      </div>
      {state === 'blocked' && (
        <Form.Item
          name="blocker"
          label={t('plan.measure.blocker')}
          rules={[{ required: true, message: t('plan.required') }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      )}
      <Form.Item
        name="text"
        label={t('plan.measure.noteText')}
        rules={[{ required: true, whitespace: true, message: t('plan.required') }]}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={report.isPending}>
        {t('plan.measure.report')}
      </Button>
    </Form>
  )
}
