import { keepPreviousData } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listEnterprises } from '#contract/registry'
import { useApi, useText } from '#kernel/web'

const SHOWN = 20

interface FirmPickerProps {
  readonly value?: string
  /** Shown for the value until it is searched for. */
  readonly name?: string
  readonly onChange: (id: string | undefined, name?: string) => void
  readonly className?: string
}

/** A firm of the library, searched for by name or code as one types. */
export function FirmPicker({ value, name, onChange, className = 'zq-chain-firm' }: FirmPickerProps) {
  const { t } = useText()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const reply = useApi(
    listEnterprises,
    { query: { page: 1, size: SHOWN, ...(q ? { q } : {}) } },
    { placeholderData: keepPreviousData },
  )
  const options = (reply.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))
  if (value && name && !options.some((option) => option.value === value))
    options.unshift({ value, label: name })
  return (
    <Select
      className={className}
      aria-label={t('chain.pickFirm')}
      placeholder={t('chain.pickFirm')}
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear
      loading={reply.isFetching}
      value={value}
      options={options}
      notFoundContent={reply.isFetching ? t('chain.searching') : t('chain.noSuchFirm')}
      onChange={(id: string | undefined) =>
        onChange(id, options.find((option) => option.value === id)?.label)
      }
    />
  )
}
