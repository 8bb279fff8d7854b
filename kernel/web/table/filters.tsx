import { Checkbox, DatePicker, Input, Select } from 'antd'
import { dayjs } from '../../core/index.ts'
import { dayEnding, dayStarting, endOfDay, startOfDay } from './days.ts'

/** A filter in the bar above the table; `key` is the parameter of the list endpoint. */
export interface DataFilter {
  readonly key: string
  readonly title: string
  /** `date` sends a civil date; `since` and `until` send the instants at which the chosen day begins and is over. */
  readonly kind: 'select' | 'multiple' | 'flag' | 'text' | 'date' | 'since' | 'until'
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly width?: number
}

interface FilterProps {
  readonly filter: DataFilter
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

const DAYS = {
  date: { read: (text: string) => text, write: (day: string) => day },
  since: { read: dayStarting, write: startOfDay },
  until: { read: dayEnding, write: endOfDay },
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
  if (filter.kind === 'text') {
    const take = (text: string) => onChange(text.trim() || undefined)
    return (
      <Input
        // Drawn anew when the address changes, so that "clear" empties it.
        key={value ?? ''}
        aria-label={filter.title}
        placeholder={filter.title}
        defaultValue={value}
        allowClear
        onPressEnter={(event) => take(event.currentTarget.value)}
        onBlur={(event) => event.target.value.trim() !== (value ?? '') && take(event.target.value)}
        onClear={() => onChange(undefined)}
        style={{ width: filter.width ?? 140 }}
      />
    )
  }
  if (filter.kind === 'date' || filter.kind === 'since' || filter.kind === 'until') {
    const { read, write } = DAYS[filter.kind]
    return (
      <DatePicker
        aria-label={filter.title}
        placeholder={filter.title}
        value={value ? dayjs(read(value)) : null}
        onChange={(date) => onChange(date ? write(date.format('YYYY-MM-DD')) : undefined)}
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
