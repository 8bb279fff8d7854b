import { Button, DatePicker, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { dayjs } from '#kernel/core'
import { EnterSubmits, useAction, useApi, useText } from '#kernel/web'
import { COMPARATORS, listIndicators, type TargetDetail, updateTarget } from '../../contract.ts'
import { baseAmount, isChange, shownAmount } from '../amount.ts'

interface TargetEditProps {
  readonly target: TargetDetail
  readonly open: boolean
  readonly onClose: () => void
}

interface Fields {
  readonly nameZh: string
  readonly nameEn: string
  readonly comparator: TargetDetail['comparator']
  readonly value: number
  readonly deadline: dayjs.Dayjs
  readonly baseline: number | null
  readonly baselineOn: dayjs.Dayjs | null
  readonly indicator: string | null
  readonly scope: string
}

/** Binds a target to an indicator, sets its baseline, corrects what was compiled. */
export function TargetEdit({ target, open, onClose }: TargetEditProps) {
  const { t, pick, lang } = useText()
  const [form] = Form.useForm<Fields>()
  const indicators = useApi(listIndicators, {}, { enabled: open })
  const save = useAction(updateTarget, { done: 'plan.saved', invalidates: ['/api/plan'], onDone: onClose })
  const chosen = Form.useWatch('indicator', form)
  const comparator = Form.useWatch('comparator', form)
  const levelUnit = target.unit === 'ratio' ? '%' : target.displayUnit
  const word = (unit: string) =>
    lang === 'en' && unit === target.displayUnit ? target.displayUnitEn || unit : unit
  const shown = (value: number, unit: string) => shownAmount(value, target.unit, unit).value
  const fitting = (indicators.data?.indicators ?? []).filter(({ unit }) => unit === target.unit)
  const indicator = fitting.find(({ key }) => key === chosen)
  const submit = (fields: Fields) =>
    save.mutate({
      params: { id: target.id },
      body: {
        nameZh: fields.nameZh,
        nameEn: fields.nameEn,
        comparator: fields.comparator,
        value: baseAmount(fields.value, target.unit, target.displayUnit),
        deadline: fields.deadline.format('YYYY-MM-DD'),
        baseline:
          fields.baseline === null || fields.baseline === undefined
            ? null
            : baseAmount(fields.baseline, target.unit, levelUnit),
        baselineOn: fields.baselineOn ? fields.baselineOn.format('YYYY-MM-DD') : null,
        indicator: fields.indicator ?? null,
        scope: fields.scope?.trim() || null,
      },
    })
  const needed = [{ required: true, message: t('plan.required') }]
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={480}
      title={t('plan.edit.title', { code: target.code })}
      extra={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {t('plan.save')}
        </Button>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{
          nameZh: target.nameZh,
          nameEn: target.nameEn,
          comparator: target.comparator,
          value: shown(target.value, target.displayUnit),
          deadline: dayjs(target.deadline),
          baseline: target.baseline === null ? null : shown(target.baseline, levelUnit),
          baselineOn: target.baselineOn === null ? null : dayjs(target.baselineOn),
          indicator: target.indicator,
          scope: target.scope ?? '',
        }}
      >
        <Form.Item
          name="indicator"
          label={t('plan.edit.indicator')}
          extra={indicator ? pick(indicator.formula) : t('plan.edit.indicatorNone')}
        >
          <Select
            allowClear
            loading={indicators.isPending}
            placeholder={t('plan.edit.manual')}
            options={fitting.map(({ key, titles }) => ({ value: key, label: pick(titles) }))}
          />
        </Form.Item>
        <div className="zq-plan-fields">
          <Form.Item
            name="baseline"
            label={t('plan.edit.baseline')}
            rules={isChange(comparator ?? target.comparator) ? needed : []}
          >
            <InputNumber style={{ width: '100%' }} suffix={word(levelUnit)} controls={false} />
          </Form.Item>
          <Form.Item name="baselineOn" label={t('plan.edit.baselineOn')}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="comparator" label={t('plan.comparator')}>
            <Select options={COMPARATORS.map((value) => ({ value, label: t(`plan.comparator.${value}`) }))} />
          </Form.Item>
          <Form.Item name="value" label={t('plan.goal')} rules={needed}>
            <InputNumber style={{ width: '100%' }} suffix={word(target.displayUnit)} controls={false} />
          </Form.Item>
          <Form.Item name="deadline" label={t('plan.deadline')} rules={needed}>
            <DatePicker style={{ width: '100%' }} allowClear={false} />
          </Form.Item>
          <Form.Item name="scope" label={t('plan.scope')}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item name="nameZh" label={t('plan.edit.nameZh')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="nameEn" label={t('plan.edit.nameEn')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
