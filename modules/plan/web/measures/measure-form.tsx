import { Button, DatePicker, Drawer, Form, Input, Select } from 'antd'
import { dayjs } from '#kernel/core'
import { EnterSubmits, useAction, useMe, useText } from '#kernel/web'
import { createMeasure, type Measure, type TargetGlance, type Task, updateMeasure } from '../../contract.ts'

interface MeasureFormProps {
  readonly open: boolean
  /** The measure to change; absent = a new one. */
  readonly measure?: Measure
  readonly tasks: readonly Task[]
  readonly targets: readonly TargetGlance[]
  readonly onClose: () => void
}

interface Fields {
  readonly taskId: string
  readonly targetId?: string
  readonly title: string
  readonly titleEn?: string
  readonly department?: string
  readonly ownerAccount?: string
  readonly dueOn?: dayjs.Dayjs | null
}

/** Adds or changes a measure. */
export function MeasureForm({ open, measure, tasks, targets, onClose }: MeasureFormProps) {
  const { t, pick } = useText()
  const me = useMe()
  const [form] = Form.useForm<Fields>()
  const after = { invalidates: ['/api/plan'], done: 'plan.saved', onDone: onClose }
  const create = useAction(createMeasure, after)
  const update = useAction(updateMeasure, after)
  const taskId = Form.useWatch('taskId', form)
  const number = tasks.find((task) => task.id === taskId)?.number
  const owners = [
    ...(measure?.ownerAccount && measure.ownerAccount !== me.id
      ? [{ value: measure.ownerAccount, label: measure.ownerName ?? measure.ownerAccount }]
      : []),
    ...(me.id ? [{ value: me.id, label: me.name }] : []),
  ]
  const submit = (fields: Fields) => {
    const body = {
      taskId: fields.taskId,
      targetId: fields.targetId ?? null,
      title: fields.title,
      titleEn: fields.titleEn?.trim() || null,
      department: fields.department?.trim() || null,
      ownerAccount: fields.ownerAccount ?? null,
      dueOn: fields.dueOn?.format('YYYY-MM-DD') ?? null,
    }
    if (measure) update.mutate({ params: { id: measure.id }, body: { ...body, version: measure.version } })
    else create.mutate({ body })
  }
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={480}
      destroyOnHidden
      title={t(measure ? 'plan.measure.edit' : 'plan.measure.add')}
      extra={
        <Button type="primary" loading={create.isPending || update.isPending} onClick={() => form.submit()}>
          {t('plan.save')}
        </Button>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={submit}
        initialValues={{
          taskId: measure?.taskId,
          targetId: measure?.targetId ?? undefined,
          title: measure?.title,
          titleEn: measure?.titleEn ?? undefined,
          department: measure?.department ?? undefined,
          ownerAccount: measure?.ownerAccount ?? undefined,
          dueOn: measure?.dueOn ? dayjs(measure.dueOn) : undefined,
        }}
      >
        <Form.Item
          name="taskId"
          label={t('plan.task')}
          rules={[{ required: true, message: t('plan.required') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={tasks.map((task) => ({
              value: task.id,
              label: `${task.number} ${pick({ zh: task.titleZh, en: task.titleEn })}`,
            }))}
            onChange={() => form.setFieldValue('targetId', undefined)}
          />
        </Form.Item>
        <Form.Item name="targetId" label={t('plan.measure.target')}>
          <Select
            allowClear
            options={targets
              .filter(({ taskNumber }) => taskNumber === number)
              .map((target) => ({
                value: target.id,
                label: `${target.code} ${pick({ zh: target.nameZh, en: target.nameEn })}`,
              }))}
          />
        </Form.Item>
        <Form.Item
          name="title"
          label={t('plan.measure.titleZh')}
          rules={[{ required: true, min: 2, message: t('plan.required') }]}
        >
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        <Form.Item name="titleEn" label={t('plan.measure.titleEn')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        <Form.Item name="department" label={t('plan.measure.department')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="ownerAccount" label={t('plan.measure.owner')}>
          <Select allowClear options={owners} />
        </Form.Item>
        <Form.Item name="dueOn" label={t('plan.measure.dueOn')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <EnterSubmits />
      </Form>
    </Drawer>
  )
}
