import { InputNumber, Select, Switch } from 'antd'
import { useText } from '#kernel/web'
import type { SettingField } from './fields.ts'

interface FieldRowProps {
  readonly field: SettingField
  readonly value: unknown
  readonly usual: unknown
  readonly disabled: boolean
  readonly onChange: (value: unknown) => void
}

const digits = (value: number) => Number(value.toPrecision(12))

/** One setting: its name, what it changes, the control, and what the product begins with. */
export function FieldRow({ field, value, usual, disabled, onChange }: FieldRowProps) {
  const { t } = useText()
  const name = t(`chain.settings.of.${field.path}`)
  const shown = (of: unknown): string => {
    if (field.kind === 'choice') return t(`${field.words}${of}`)
    if (field.kind === 'flag') return t(of ? 'chain.settings.yes' : 'chain.settings.no')
    if (field.kind === 'percent') return `${digits(Number(of) * 100)}%`
    return field.kind === 'days' ? `${of} ${t('chain.settings.daysUnit')}` : String(of)
  }
  return (
    <div className="zq-set-row">
      <div>
        <b>{name}</b>
        <div className="zq-soft">{t(`chain.settings.why.${field.path}`)}</div>
      </div>
      <div className="zq-set-control">
        <Control field={field} name={name} value={value} disabled={disabled} onChange={onChange} />
        <span className="zq-soft">
          {t('chain.settings.usual', { value: shown(usual) })}
          {value !== usual && ' ●'}
        </span>
      </div>
    </div>
  )
}

function Control({
  field,
  name,
  value,
  disabled,
  onChange,
}: Omit<FieldRowProps, 'usual'> & { name: string }) {
  const { t } = useText()
  if (field.kind === 'flag')
    return <Switch aria-label={name} checked={value === true} disabled={disabled} onChange={onChange} />
  if (field.kind === 'choice')
    return (
      <Select
        aria-label={name}
        value={value as string}
        disabled={disabled}
        style={{ minWidth: 200 }}
        options={(field.options ?? []).map((of) => ({ value: of, label: t(`${field.words}${of}`) }))}
        onChange={onChange}
      />
    )
  const scale = field.kind === 'percent' ? 0.01 : 1
  return (
    <InputNumber<number>
      aria-label={name}
      style={{ width: 150 }}
      disabled={disabled}
      min={digits((field.least ?? 0) / scale)}
      max={digits((field.most ?? 1) / scale)}
      precision={field.kind === 'days' || field.kind === 'count' ? 0 : undefined}
      suffix={
        field.kind === 'percent' ? '%' : field.kind === 'days' ? t('chain.settings.daysUnit') : undefined
      }
      value={digits((value as number) / scale)}
      onChange={(next) => next !== null && onChange(digits(next * scale))}
    />
  )
}
