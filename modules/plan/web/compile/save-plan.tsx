import { Alert, Checkbox, DatePicker, Form, Input, Modal } from 'antd'
import { useNavigate } from 'react-router'
import { dayjs } from '#kernel/core'
import { EnterSubmits, useAction, useText } from '#kernel/web'
import { activatePlan, type Compilation, reviewCompilation, savePlan } from '../../contract.ts'
import type { Review } from './use-review.ts'

interface SavePlanProps {
  readonly compilation: Compilation
  readonly review: Review
  readonly open: boolean
  readonly onClose: () => void
}

interface Fields {
  readonly titleZh: string
  readonly titleEn: string
  readonly period: [dayjs.Dayjs, dayjs.Dayjs]
  readonly activate: boolean
}

/** The years a title or the deadlines name, as the period to begin with. */
function guessPeriod(
  title: string,
  deadlines: readonly (string | null)[],
): [dayjs.Dayjs, dayjs.Dayjs] | undefined {
  const years = /(20\d\d)\D{1,4}(20\d\d)/.exec(title)
  const last = deadlines
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  const end = years ? `${years[2]}-12-31` : last
  if (!end) return undefined
  const start = years ? `${years[1]}-01-01` : `${dayjs().year()}-01-01`
  return [dayjs(start), dayjs(end)]
}

/** Turns the reviewed list into a plan. What is not saved yet is saved first. */
export function SavePlan({ compilation, review, open, onClose }: SavePlanProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const [form] = Form.useForm<Fields>()
  const store = useAction(reviewCompilation, { onDone: review.settled })
  const save = useAction(savePlan, {
    done: 'plan.compile.savedPlan',
    invalidates: ['/api/plan'],
  })
  const activate = useAction(activatePlan, { invalidates: ['/api/plan'] })
  const undated = review.targets.filter(({ deadline }) => deadline === null).length
  const submit = async ({ titleZh, titleEn, period: [from, to], activate: now }: Fields) => {
    const params = { id: compilation.id }
    try {
      await store.mutateAsync({ params, body: { targets: review.plain() } })
      const { id } = await save.mutateAsync({
        params,
        body: { titleZh, titleEn, startsOn: from.format('YYYY-MM-DD'), endsOn: to.format('YYYY-MM-DD') },
      })
      if (now) await activate.mutateAsync({ params: { id } })
      void navigate(now ? '/' : '/plan/compile')
    } catch {
      // The refusal has been shown by the action; the form stays open to mend it.
    }
  }
  const needed = [{ required: true, whitespace: true, message: t('plan.required') }]
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t('plan.compile.savePlan')}
      okText={t('plan.compile.savePlan')}
      cancelText={t('kit.cancel')}
      confirmLoading={store.isPending || save.isPending || activate.isPending}
      onOk={() => form.submit()}
    >
      <p className="zq-plan-text zq-soft zq-plan-modal-hint">
        {t('plan.compile.savePlanHint', { count: review.targets.length })}
      </p>
      {undated > 0 && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('plan.compile.undated', { count: undated })}
        />
      )}
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={(fields) => void submit(fields)}
        initialValues={{
          titleZh: compilation.title,
          activate: true,
          period: guessPeriod(
            compilation.title,
            review.targets.map(({ deadline }) => deadline),
          ),
        }}
      >
        <Form.Item name="titleZh" label={t('plan.compile.titleZh')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="titleEn" label={t('plan.compile.titleEn')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="period"
          label={t('plan.compile.period')}
          rules={[{ required: true, message: t('plan.required') }]}
        >
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="activate" valuePropName="checked" extra={t('plan.plans.sureHint')}>
          <Checkbox>{t('plan.plans.activateNow')}</Checkbox>
        </Form.Item>
        <EnterSubmits />
      </Form>
    </Modal>
  )
}
