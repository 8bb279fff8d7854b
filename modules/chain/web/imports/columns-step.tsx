import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, InputNumber, Select, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { ErrorState, queryKeyOf, useAction, useApi, useText } from '#kernel/web'
import {
  type ChainBatch,
  type ChainFilePreview,
  getChainImport,
  previewChainImport,
  stageChainImport,
} from '../../contract.ts'

interface ColumnsStepProps {
  readonly batch: ChainBatch
  readonly onStaged: () => void
}

/** Sheet, header row and what every column stands for: guessed, shown with examples, put right by the person. */
export function ColumnsStep({ batch, onStaged }: ColumnsStepProps) {
  const { t } = useText()
  const [head, setHead] = useState<{ sheet?: string; headerRow?: number }>({})
  const preview = useApi(
    previewChainImport,
    { params: { id: batch.id }, body: head },
    { staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData },
  )
  if (preview.error && !preview.data)
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  const { data } = preview
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className="zq-panel zq-imp-new">
      <div className="zq-imp-line">
        <h2 className="zq-imp-title">{t('chain.imports.columns')}</h2>
        <span className="zq-soft">
          {data.kind.toUpperCase()} {data.encoding}
        </span>
        {data.sheets.length > 1 && (
          <Select
            aria-label={t('chain.imports.sheet')}
            value={data.sheet}
            options={data.sheets.map((name) => ({ value: name, label: name }))}
            popupMatchSelectWidth={false}
            onChange={(sheet: string) => setHead({ sheet })}
          />
        )}
        <label htmlFor="chain-import-header">
          <span className="zq-soft">{t('chain.imports.headerRow')} </span>
          <InputNumber<number>
            key={data.headerRow}
            id="chain-import-header"
            min={0}
            max={1000}
            precision={0}
            defaultValue={data.headerRow}
            onPressEnter={(event) =>
              setHead({ ...head, headerRow: Number((event.target as HTMLInputElement).value) })
            }
            onBlur={({ target: { value } }) => {
              if (Number(value) !== data.headerRow) setHead({ ...head, headerRow: Number(value) })
            }}
          />
        </label>
        {preview.error && <Alert type="error" showIcon title={t('kit.error.title')} />}
      </div>
      <Columns key={`${data.sheet}:${data.headerRow}`} preview={data} onStaged={onStaged} />
    </div>
  )
}

interface ColumnsProps {
  readonly preview: ChainFilePreview
  readonly onStaged: () => void
}

function Columns({ preview, onStaged }: ColumnsProps) {
  const { t, lang } = useText()
  const client = useQueryClient()
  const { columns, headers, sample, batch } = preview
  const [mapping, setMapping] = useState<Readonly<Record<string, number | undefined>>>(() =>
    Object.fromEntries(columns.map(({ key, index }) => [key, index ?? undefined])),
  )
  const stage = useAction(stageChainImport, {
    onDone: (reply) => {
      client.setQueryData(queryKeyOf(getChainImport, { params: { id: batch.id } }), reply)
      onStaged()
    },
  })
  const title = (of: ChainFilePreview['columns'][number]) => (lang === 'zh' ? of.titleZh : of.titleEn)
  const comma = lang === 'zh' ? '、' : ', '
  const missing = columns.filter(({ key, required }) => required && mapping[key] === undefined)
  const used = new Set(Object.values(mapping))
  const unused = headers.filter((header, at) => header !== '' && !used.has(at))
  // A column of the file stands for one field: choosing it takes it from the other.
  const choose = (key: string, index?: number) =>
    setMapping(
      Object.fromEntries(
        columns.map((of) => [
          of.key,
          of.key === key ? index : mapping[of.key] === index ? undefined : mapping[of.key],
        ]),
      ),
    )
  const send = () => {
    const chosen = Object.entries(mapping).filter(
      (entry): entry is [string, number] => entry[1] !== undefined,
    )
    const { sheet, headerRow } = preview
    stage.mutate({
      params: { id: batch.id },
      body: { mapping: Object.fromEntries(chosen), sheet, headerRow },
    })
  }
  return (
    <>
      <div className="zq-imp-map">
        <div className="zq-imp-map-head zq-soft">
          <span>{t('chain.imports.field')}</span>
          <span>{t('chain.imports.column')}</span>
          <span>{t('chain.imports.example')}</span>
        </div>
        {columns.map((column) => {
          const index = mapping[column.key]
          const help = lang === 'zh' ? column.helpZh : column.helpEn
          return (
            <div className="zq-imp-map-row" key={column.key}>
              <span>
                {title(column)} {column.required && <Tag color="red">{t('chain.imports.required')}</Tag>}
                {help && <div className="zq-soft zq-imp-small">{help}</div>}
              </span>
              <span>
                <Select
                  aria-label={title(column)}
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  status={column.required && index === undefined ? 'error' : undefined}
                  placeholder={t('chain.imports.notMapped')}
                  value={index}
                  options={headers.map((header, at) => ({ value: at, label: header || `#${at + 1}` }))}
                  popupMatchSelectWidth={false}
                  onChange={(next?: number) => choose(column.key, next)}
                />
              </span>
              <span className="zq-soft zq-imp-small">
                {index !== undefined &&
                  [...new Set(sample.map((row) => row[index]?.trim() ?? ''))]
                    .filter((text) => text !== '')
                    .slice(0, 3)
                    .join(comma)}
              </span>
            </div>
          )
        })}
      </div>
      {unused.length > 0 && (
        <span className="zq-soft">{t('chain.imports.unmapped', { names: unused.join(comma) })}</span>
      )}
      {missing.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('chain.imports.missing', { names: missing.map(title).join(comma) })}
        />
      )}
      <div className="zq-imp-line">
        <Button type="primary" disabled={missing.length > 0} loading={stage.isPending} onClick={send}>
          {t('chain.imports.check')}
        </Button>
        <span className="zq-soft">{t('chain.imports.checkHint')}</span>
      </div>
    </>
  )
}
