import { Checkbox, DatePicker, Select } from 'antd'
import { dayjs } from '../../core/index.ts'

/** A filter in the bar above the table; `key` is the parameter of the list endpoint. */
export interface DataFilter {
  readonly key: string
  readonly title: string
  readonly kind: 'select' | 'multiple' | 'flag' | 'date'
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly width?: number
}

interface FilterProps {
  readonly filter: DataFilter
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** One filter's control; values are texts, as they stand in the address. */
export function FilterControl({ filter, value, onChange }: FilterProps) {
  if (filter.kind === 'flag') {
    return (
      <Checkbox
        checked={value === 'true'}
        onChange={(event) => onChange(event.target.checked ? 'true' : undefined)}
      >
        {filter.title}
      </Checkbox>
    )
  }
  if (filter.kind === 'date') {
    return (
      <DatePicker
        aria-label={filter.title}
        placeholder={filter.title}
        value={value ? dayjs(value) : null}
        onChange={(date) => onChange(date ? date.format('YYYY-MM-DD') : undefined)}
        style={{ width: filter.width ?? 140 }}
      />
    )
  }
  const multiple = filter.kind === 'multiple'
  const chosen = value === undefined ? (multiple ? [] : undefined) : multiple ? value.split(',') : value
  return (
    <Select<string | string[]>
      aria-label={filter.title}
      placeholder={filter.title}
      mode={multiple ? 'multiple' : undefined}
      maxTagCount="responsive"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen}
      options={[...(filter.options ?? [])]}
      onChange={(next) => onChange((Array.isArray(next) ? next.join(',') : next) || undefined)}
      popupMatchSelectWidth={false}
      style={{ minWidth: filter.width ?? 140, maxWidth: 260 }}
    />
  )
}
