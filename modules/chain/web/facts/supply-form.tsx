import { App, Button, Checkbox, DatePicker, Drawer, Form, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { EndpointReply } from '#kernel/contract'
import { dayjs, FEN_PER_WAN } from '#kernel/core'
import { EnterSubmits, pick, useAction, useText } from '#kernel/web'
import { createSupply, editSupply, type getSupply, type SupplyValues } from '../../contract.ts'
import { FirmPicker } from '../parts/firm-picker.tsx'
import { useNodeNames } from '../parts/nodes.ts'

type Kind = SupplyValues['sourceKind']
const KINDS = [
  'contract',
  'invoice',
  'customs',
  'award',
  'filing',
  'declaration',
  'survey',
  'analyst',
  'news',
] as const satisfies readonly Kind[]

interface Fields {
  readonly supplier?: string
  readonly supplierName?: string
  readonly buyer?: string
  readonly buyerName?: string
  readonly node?: string
  /** In ten thousand yuan. */
  readonly amount?: number | null
  readonly quantity?: number | null
  readonly unit?: string
  /** In percent. */
  readonly share?: number | null
  readonly period?: string
  readonly validFrom?: dayjs.Dayjs | null
  readonly validUntil?: dayjs.Dayjs | null
  readonly sourceKind: Kind
  readonly source: string
  readonly observedOn: dayjs.Dayjs
  readonly evidence?: string
  readonly synthetic?: boolean
  readonly note?: string
}

interface SupplyFormProps {
  /** The relation to change; absent: a new one. */
  readonly detail?: EndpointReply<typeof getSupply>
  readonly onClose: (made?: string) => void
}

/** Adds or changes a relation; what is left empty is unknown. */
export function SupplyForm({ detail, onClose }: SupplyFormProps) {
  const { t, lang } = useText()
  const { message } = App.useApp()
  const { nodes } = useNodeNames()
  const [form] = Form.useForm<Fields>()
  const after = {
    invalidates: ['/api/chain'],
    done: 'chain.facts.saved',
    onDone: ({ id, warnings }: { id: string; warnings: { zh: string; en: string }[] }) => {
      for (const warning of warnings) void message.warning(pick(warning, lang), 6)
      onClose(id)
    },
  }
  const create = useAction(createSupply, after)
  const edit = useAction(editSupply, after)
  const submit = (fields: Fields) => {
    const values = valuesOf(fields)
    if (detail) {
      const { id, version } = detail.row
      edit.mutate({
        params: { id },
        body: { ...values, version, ...(fields.note ? { note: fields.note } : {}) },
      })
      return
    }
    create.mutate({
      body: {
        ...values,
        supplier: endOf(fields.supplier, fields.supplierName),
        buyer: endOf(fields.buyer, fields.buyerName),
        synthetic: fields.synthetic ?? false,
      },
    })
  }
  const text = (name: keyof Fields, more: object = {}) => (
    <Form.Item name={name} label={t(`chain.facts.${name}`)} {...more}>
      <Input maxLength={400} />
    </Form.Item>
  )
  const day = (name: keyof Fields, more: object = {}) => (
    <Form.Item name={name} label={t(`chain.facts.${name}`)} {...more}>
      <DatePicker style={{ width: '100%' }} />
    </Form.Item>
  )
  const needed = { rules: [{ required: true, message: t('chain.facts.needed') }] }
  return (
    <Drawer
      open
      size={520}
      onClose={() => onClose()}
      title={t(detail ? 'chain.facts.edit' : 'chain.facts.add')}
      extra={
        <Button type="primary" loading={create.isPending || edit.isPending} onClick={() => form.submit()}>
          {t('chain.facts.save')}
        </Button>
      }
    >
      <Form form={form} layout="vertical" initialValues={startOf(detail)} onFinish={submit}>
        <EnterSubmits />
        {!detail && <End which="supplier" />}
        {!detail && <End which="buyer" />}
        <Form.Item name="node" label={t('chain.facts.node')}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={nodes} />
        </Form.Item>
        <div className="zq-facts-pair">
          <Form.Item name="amount" label={t('chain.facts.amountWan')}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="share" label={t('chain.facts.sharePercent')}>
            <InputNumber min={0} max={100} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="quantity" label={t('chain.facts.quantity')}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          {text('unit')}
          {day('validFrom')}
          {day('validUntil')}
        </div>
        {text('period')}
        <Form.Item name="sourceKind" label={t('chain.facts.sourceKind')}>
          <Select options={KINDS.map((value) => ({ value, label: t(`chain.imports.kind.${value}`) }))} />
        </Form.Item>
        {text('source', needed)}
        {day('observedOn', needed)}
        <Form.Item name="evidence" label={t('chain.facts.evidence')}>
          <Input.TextArea rows={3} maxLength={2_000} />
        </Form.Item>
        {detail ? (
          text('note')
        ) : (
          <Form.Item name="synthetic" valuePropName="checked">
            <Checkbox>{t('chain.facts.isSynthetic')}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Drawer>
  )
}

/** An end of a new relation: a firm of the library, or one outside by its name. */
function End({ which }: { which: 'supplier' | 'buyer' }) {
  const { t } = useText()
  const [isOutside, setOutside] = useState(false)
  const needed = [{ required: true, message: t('chain.facts.needed') }]
  return (
    <Form.Item label={t(`chain.facts.${which}`)} required>
      <Segmented
        size="small"
        style={{ marginBottom: 6 }}
        value={isOutside ? 'outside' : 'library'}
        onChange={(value) => setOutside(value === 'outside')}
        options={[
          { value: 'library', label: t('chain.facts.inLibrary') },
          { value: 'outside', label: t('chain.facts.outside') },
        ]}
      />
      {isOutside ? (
        <Form.Item name={`${which}Name`} rules={needed} noStyle preserve={false}>
          <Input maxLength={200} placeholder={t('chain.facts.fullName')} />
        </Form.Item>
      ) : (
        <Form.Item name={which} rules={needed} noStyle preserve={false}>
          <Picker />
        </Form.Item>
      )}
    </Form.Item>
  )
}

function Picker({ value, onChange }: { value?: string; onChange?: (id: string | undefined) => void }) {
  return <FirmPicker value={value} onChange={(id) => onChange?.(id)} className="zq-facts-firm" />
}

const endOf = (id: string | undefined, name: string | undefined) =>
  id ? { id } : { name: name?.trim() ?? '' }

function valuesOf(fields: Fields): SupplyValues {
  const scaled = (value: number | null | undefined, by: number) =>
    value === null || value === undefined ? null : value * by
  const amount = scaled(fields.amount, FEN_PER_WAN)
  return {
    node: fields.node ?? null,
    amount: amount === null ? null : Math.round(amount),
    quantity: fields.quantity ?? null,
    unit: fields.unit?.trim() || null,
    share: scaled(fields.share, 0.01),
    period: fields.period?.trim() || null,
    validFrom: fields.validFrom?.format('YYYY-MM-DD') ?? null,
    validUntil: fields.validUntil?.format('YYYY-MM-DD') ?? null,
    sourceKind: fields.sourceKind,
    source: fields.source.trim(),
    observedOn: fields.observedOn.format('YYYY-MM-DD'),
    evidence: fields.evidence?.trim() || null,
  }
}

function startOf(detail: SupplyFormProps['detail']): Partial<Fields> {
  if (!detail) return { sourceKind: 'survey', observedOn: dayjs() }
  const { row, evidence } = detail
  const dayOf = (value: string | null) => (value === null ? null : dayjs(value))
  const scaled = (value: number | null, by: number) =>
    value === null ? null : Number((value / by).toPrecision(12))
  return {
    node: row.node ?? undefined,
    amount: scaled(row.amount, FEN_PER_WAN),
    quantity: row.quantity,
    unit: row.unit ?? undefined,
    share: scaled(row.share, 0.01),
    period: row.period ?? undefined,
    validFrom: dayOf(row.validFrom),
    validUntil: dayOf(row.validUntil),
    sourceKind: row.sourceKind as Kind,
    source: row.source,
    observedOn: dayjs(row.observedOn),
    evidence: evidence ?? undefined,
  }
}
