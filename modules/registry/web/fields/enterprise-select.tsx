import { keepPreviousData } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useApi, useText } from '#kernel/web'
import { listEnterprises } from '../../contract.ts'

interface EnterpriseSelectProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly chosenName?: string
}

/** Chooses an enterprise of the library by typing part of its name or code. */
export function EnterpriseSelect({ id, value, onChange, chosenName }: EnterpriseSelectProps) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const enough = q.length >= 2
  const found = useApi(
    listEnterprises,
    { query: { q, size: 20 } },
    { enabled: enough, placeholderData: keepPreviousData },
  )
  const rows = enough ? (found.data?.rows ?? []) : []
  const options = rows.map((row) => ({ value: row.id, label: row.name, code: row.uscc }))
  const shown =
    value && chosenName && !options.some((option) => option.value === value)
      ? [{ value, label: chosenName, code: null }, ...options]
      : options
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('registry.firmHint')}
      notFoundContent={enough ? undefined : t('registry.firmType')}
      loading={found.isFetching}
      popupMatchSelectWidth={false}
      value={value ?? undefined}
      options={shown}
      onChange={(next?: string) => onChange?.(next ?? null)}
      optionRender={({ data }) => (
        <span>
          {data.label} {data.code && <span className="zq-soft zq-number">{data.code}</span>}
        </span>
      )}
    />
  )
}
