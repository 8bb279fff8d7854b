import { keepPreviousData } from '@tanstack/react-query'
import { Select, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useApi, useText } from '#kernel/web'
import { searchGraph } from '../../contract.ts'

interface SearchBoxProps {
  readonly label: string
  /** `firm:ID` or `node:CODE`. */
  readonly onFind: (key: string | undefined) => void
  /** Keeps what was found; without it the box is empty again. */
  readonly value?: string
  readonly className?: string
}

/** Finds firms and nodes by name or code as one types. */
export function SearchBox({ label, onFind, value, className = 'zq-graph-search' }: SearchBoxProps) {
  const { t, lang } = useText()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const reply = useApi(
    searchGraph,
    { query: { q } },
    { enabled: q !== '', placeholderData: keepPreviousData },
  )
  const options = (q === '' ? [] : (reply.data?.found ?? [])).map((of) => ({
    value: `${of.kind}:${of.id}`,
    label: lang === 'zh' ? of.nameZh : of.nameEn,
    kind: of.kind,
  }))
  return (
    <Select
      className={className}
      aria-label={label}
      placeholder={label}
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear
      value={value ?? null}
      options={options}
      optionRender={({ label: name, data }) => (
        <>
          <Tag>{t(`chain.graph.kind.${data.kind}`)}</Tag>
          {name}
        </>
      )}
      notFoundContent={q === '' ? t('chain.graph.typeAName') : t('chain.graph.nothingFound')}
      onChange={(key: string | null | undefined) => onFind(key ?? undefined)}
    />
  )
}
