import { Checkbox, DatePicker, Input, InputNumber, Select, Space, TreeSelect } from 'antd'
import { dayjs, FEN_PER_WAN } from '#kernel/core'
import { useText } from '#kernel/web'
import { type NodeOption, useNodes, useRegions } from '../reference.ts'
import { EnterpriseSelect } from './enterprise-select.tsx'
import { type FieldSpec, optionText } from './specs.ts'

export interface FieldInputProps {
  readonly spec: FieldSpec
  readonly id?: string
  readonly value?: unknown
  readonly onChange?: (value: unknown) => void
  /** Name of the enterprise chosen, where it is not among those found. */
  readonly chosenName?: string
}

/** The control of one field; money is typed in 万元 and kept in fen, shares in percent and kept as ratios. */
export function FieldInput({ spec, id, value, onChange, chosenName }: FieldInputProps) {
  const text = useText()
  const { t } = text
  const full = { width: '100%' }
  switch (spec.kind) {
    case 'longText':
      return (
        <Input.TextArea
          id={id}
          rows={4}
          maxLength={spec.max}
          showCount
          value={(value as string) ?? ''}
          onChange={(event) => onChange?.(event.target.value)}
        />
      )
    case 'number':
      return (
        <Unit text={spec.unitKey && t(spec.unitKey)}>
          <InputNumber<number>
            id={id}
            min={0}
            precision={spec.whole ? 0 : undefined}
            value={value as number | null}
            onChange={(next) => onChange?.(next)}
            style={full}
          />
        </Unit>
      )
    case 'money':
      return (
        <Unit text={t('registry.unit.wan')}>
          <InputNumber<number>
            id={id}
            value={typeof value === 'number' ? value / FEN_PER_WAN : null}
            onChange={(next) => onChange?.(next === null ? null : Math.round(next * FEN_PER_WAN))}
            style={full}
          />
        </Unit>
      )
    case 'percent':
      return (
        <Unit text="%">
          <InputNumber<number>
            id={id}
            min={0}
            max={200}
            value={typeof value === 'number' ? Math.round(value * 1e6) / 1e4 : null}
            onChange={(next) => onChange?.(next === null ? null : Math.round(next * 1e4) / 1e6)}
            style={full}
          />
        </Unit>
      )
    case 'date':
      return (
        <DatePicker
          id={id}
          value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
          onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
          style={full}
        />
      )
    case 'select':
      return (
        <Select
          id={id}
          allowClear={!spec.required}
          value={value as string | undefined}
          onChange={(next) => onChange?.(next ?? null)}
          options={spec.options?.map((of) => ({ value: of, label: optionText(spec, of, text) }))}
        />
      )
    case 'district':
      return <DistrictSelect id={id} value={value as string | null} onChange={onChange} />
    case 'node':
      return <NodeSelect id={id} value={value as string | null} onChange={onChange} />
    case 'tags':
      return (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[';', '；', '、']}
          placeholder={t('registry.tagsHint')}
          value={(value as string[] | null) ?? []}
          onChange={(next) => onChange?.(next)}
        />
      )
    case 'flag':
      return (
        <Checkbox id={id} checked={value === true} onChange={(event) => onChange?.(event.target.checked)}>
          {t(spec.labelKey)}
        </Checkbox>
      )
    case 'enterprise':
      return (
        <EnterpriseSelect
          id={id}
          value={value as string | null}
          onChange={onChange}
          chosenName={chosenName}
        />
      )
    default:
      return (
        <Input
          id={id}
          maxLength={spec.max}
          autoComplete="off"
          value={(value as string) ?? ''}
          onChange={(event) => onChange?.(event.target.value)}
        />
      )
  }
}

function Unit({ text, children }: { text?: string; children: React.ReactNode }) {
  if (!text) return <>{children}</>
  return (
    <Space.Compact block>
      {children}
      <Space.Addon>{text}</Space.Addon>
    </Space.Compact>
  )
}

interface PickProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
}

/** Chooses a district of the city. */
export function DistrictSelect({ id, value, onChange }: PickProps) {
  const { districts, regionName } = useRegions()
  const known = !value || districts.some((district) => district.value === value)
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? undefined}
      onChange={(next?: string) => onChange?.(next ?? null)}
      options={known ? districts : [{ value, label: regionName(value) }, ...districts]}
    />
  )
}

/** Chooses a node of the chain; typing finds names, synonyms and codes in both languages. */
export function NodeSelect({ id, value, onChange }: PickProps) {
  const { tree } = useNodes()
  return (
    <TreeSelect<string | undefined>
      id={id}
      allowClear
      treeData={tree}
      treeLine
      showSearch={{ filterTreeNode: matchesNode }}
      popupMatchSelectWidth={false}
      value={value ?? undefined}
      onChange={(next) => onChange?.(next ?? null)}
    />
  )
}

/** Whether a node of a tree control is found by what was typed. */
export function matchesNode(typed: string, node: object): boolean {
  return String((node as Partial<NodeOption>).search ?? '').includes(typed.trim().toLowerCase())
}
