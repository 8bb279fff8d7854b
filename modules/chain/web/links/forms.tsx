import { DatePicker, Form, Input, InputNumber, Modal } from 'antd'
import type { Dayjs } from 'dayjs'
import { useAction, useText } from '#kernel/web'
import { confirmProposal, refuseProposal } from '../../contract.ts'

const CHAIN = ['/api/chain']
const FEN_PER_WAN = 1_000_000

interface FormProps {
  readonly id: string
  readonly onDone: () => void
  readonly onClose: () => void
}

interface Confirmed {
  readonly source: string
  readonly observedOn: Dayjs
  readonly amount?: number | null
  readonly evidence?: string
}

/** Where the relation comes from and since when it is known: it becomes a fact with this. */
export function ConfirmForm({ id, onDone, onClose }: FormProps) {
  const { t } = useText()
  const [form] = Form.useForm<Confirmed>()
  const confirm = useAction(confirmProposal, {
    done: 'chain.link.done.confirmed',
    invalidates: CHAIN,
    onDone,
  })
  const send = ({ source, observedOn, amount, evidence }: Confirmed) =>
    confirm.mutate({
      params: { id },
      body: {
        source,
        observedOn: observedOn.format('YYYY-MM-DD'),
        amount: amount === null || amount === undefined ? null : Math.round(amount * FEN_PER_WAN),
        evidence: evidence || null,
      },
    })
  return (
    <Modal
      open
      title={t('chain.link.act.confirm')}
      okText={t('chain.link.act.confirm')}
      confirmLoading={confirm.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={send} requiredMark={false}>
        <Form.Item
          name="source"
          label={t('chain.link.form.source')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('chain.link.form.sourceNeeded') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item
          name="observedOn"
          label={t('chain.link.form.date')}
          rules={[{ required: true, message: t('chain.link.form.dateNeeded') }]}
        >
          <DatePicker className="zq-link-wide" disabledDate={(day) => day.valueOf() > Date.now()} />
        </Form.Item>
        <Form.Item name="amount" label={t('chain.link.form.amount')}>
          <InputNumber<number> className="zq-link-wide" min={0} suffix={t('chain.link.form.unit')} />
        </Form.Item>
        <Form.Item name="evidence" label={t('chain.link.form.evidence')}>
          <Input.TextArea maxLength={1000} rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Why the relation does not exist: it is not proposed again. */
export function RefuseForm({ id, onDone, onClose }: FormProps) {
  const { t } = useText()
  const [form] = Form.useForm<{ reason: string }>()
  const refuse = useAction(refuseProposal, { done: 'chain.link.done.refused', invalidates: CHAIN, onDone })
  return (
    <Modal
      open
      title={t('chain.link.act.refuse')}
      okText={t('chain.link.act.refuse')}
      okButtonProps={{ danger: true }}
      confirmLoading={refuse.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(body) => refuse.mutate({ params: { id }, body })}>
        <Form.Item
          name="reason"
          label={t('chain.link.form.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('chain.link.form.reasonNeeded') }]}
        >
          <Input autoFocus maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
