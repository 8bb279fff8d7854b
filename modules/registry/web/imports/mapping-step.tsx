import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, InputNumber, Select, Skeleton, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { ErrorState, formatPercent, queryKeyOf, useAction, useApi, useText } from '#kernel/web'
import { type Batch, type FilePreview, getImport, previewImport, stageImport } from '../../contract.ts'
import {
  columnLetter,
  confidenceWord,
  doubledOf,
  examplesOf,
  guessedMapping,
  type Mapping,
  missingOf,
  sentMapping,
  unmappedOf,
} from './mapping.ts'
import { SampleTable } from './sample-table.tsx'

interface Head {
  readonly sheet?: string
  readonly headerRow?: number
}

/** Sheet, header row and the meaning of every column: guessed, shown, corrected by the user, then checked. */
export function MappingStep({ batch }: { batch: Batch }) {
  const [head, setHead] = useState<Head>({})
  const preview = useApi(
    previewImport,
    { params: { id: batch.id }, body: head },
    { staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData },
  )
  if (preview.error && !preview.data) {
    return (
      <div className="zq-panel">
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      </div>
    )
  }
  if (!preview.data) return <Skeleton active paragraph={{ rows: 8 }} />
  const { sheet, headerRow } = preview.data
  return (
    <>
      <HeadChoice preview={preview.data} busy={preview.isFetching} error={preview.error} onRead={setHead} />
      <Columns key={`${sheet}:${headerRow}`} preview={preview.data} />
    </>
  )
}

interface HeadChoiceProps {
  readonly preview: FilePreview
  readonly busy: boolean
  readonly error: unknown
  readonly onRead: (head: Head) => void
}

function HeadChoice({ preview, busy, error, onRead }: HeadChoiceProps) {
  const { t } = useText()
  const [sheet, setSheet] = useState(preview.sheet ?? undefined)
  const [headerRow, setHeaderRow] = useState<number | null>(preview.headerRow)
  const read = () => onRead({ sheet, headerRow: headerRow ?? undefined })
  return (
    <div className="zq-panel">
      <form
        style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' }}
        onSubmit={(event) => {
          event.preventDefault()
          read()
        }}
      >
        <span>
          <span className="zq-soft">{t('registry.map.file')} </span>
          {preview.kind.toUpperCase()}
          {preview.encoding && ` · ${t('registry.map.encoding', { encoding: preview.encoding })}`}
        </span>
        {preview.sheets.length > 0 && (
          <label htmlFor="import-sheet">
            <span className="zq-soft">{t('registry.map.sheet')} </span>
            <Select
              id="import-sheet"
              value={sheet}
              onChange={(next) => {
                setSheet(next)
                // The header of another sheet stands where it stands: it is looked for anew.
                setHeaderRow(null)
                onRead({ sheet: next })
              }}
              options={preview.sheets.map((name) => ({ value: name, label: name }))}
              popupMatchSelectWidth={false}
              style={{ minWidth: 140 }}
            />
          </label>
        )}
        <label htmlFor="import-header-row">
          <span className="zq-soft">{t('registry.map.headerRow')} </span>
          <InputNumber<number>
            id="import-header-row"
            min={1}
            max={1000}
            precision={0}
            value={headerRow === 0 ? null : (headerRow ?? preview.headerRow)}
            disabled={headerRow === 0}
            onChange={setHeaderRow}
            style={{ width: 90 }}
          />
        </label>
        <Checkbox
          checked={headerRow === 0}
          onChange={({ target: { checked } }) => {
            setHeaderRow(checked ? 0 : null)
            onRead({ sheet, headerRow: checked ? 0 : undefined })
          }}
        >
          {t('registry.map.headerless')}
        </Checkbox>
        <Button htmlType="submit" loading={busy}>
          {t('registry.map.read')}
        </Button>
      </form>
      {error !== null && error !== undefined && <ErrorState error={error} />}
    </div>
  )
}

function Columns({ preview }: { preview: FilePreview }) {
  const { t, lang } = useText()
  const { columns, headers, sample, batch } = preview
  const guessed = useMemo(() => guessedMapping(columns), [columns])
  const [mapping, setMapping] = useState<Mapping>(guessed)
  const client = useQueryClient()
  const stage = useAction(stageImport, {
    // Put in place rather than asked for again: a batch that is being checked has no preview any more.
    onDone: (reply) => client.setQueryData(queryKeyOf(getImport, { params: { id: batch.id } }), reply),
  })
  const titleOf = (key: string) => {
    const column = columns.find((of) => of.key === key)
    return (lang === 'zh' ? column?.titleZh : column?.titleEn) ?? key
  }
  const names = (keys: readonly string[]) => keys.map(titleOf).join(t('registry.listComma'))
  const headerText = (at: number) => headers[at]?.trim() || t('registry.map.noHeader', { number: at + 1 })
  const missing = missingOf(columns, mapping)
  const doubled = doubledOf(columns, mapping)
  const unmapped = unmappedOf(headers, mapping)
  const options = headers.map((_, at) => ({ value: at, label: `${columnLetter(at)}  ${headerText(at)}` }))
  return (
    <div className="zq-panel">
      <section className="zq-reg-section">
        <h2>{t('registry.map.title')}</h2>
        <div className="zq-reg-scroll">
          <table className="zq-reg-table">
            <thead>
              <tr>
                <th scope="col">{t('registry.map.field')}</th>
                <th scope="col">{t('registry.map.column')}</th>
                <th scope="col">{t('registry.map.confidence')}</th>
                <th scope="col">{t('registry.map.example')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => {
                const index = mapping[column.key]
                const wrong = missing.includes(column.key) || doubled.includes(column.key)
                const help = lang === 'zh' ? column.helpZh : column.helpEn
                return (
                  <tr key={column.key}>
                    <td style={{ minWidth: 130, maxWidth: 300 }}>
                      {titleOf(column.key)}
                      {column.required && (
                        <Tag color="red" style={{ marginInlineStart: 6 }}>
                          {t('registry.required')}
                        </Tag>
                      )}
                      {help && (
                        <div className="zq-soft" style={{ fontSize: 12 }}>
                          {help}
                        </div>
                      )}
                    </td>
                    <td>
                      <Select
                        aria-label={titleOf(column.key)}
                        allowClear
                        showSearch={{ optionFilterProp: 'label' }}
                        status={wrong ? 'error' : undefined}
                        placeholder={t('registry.map.notMapped')}
                        value={index}
                        options={options}
                        popupMatchSelectWidth={false}
                        style={{ width: 190 }}
                        onChange={(next?: number) => setMapping({ ...mapping, [column.key]: next })}
                      />
                    </td>
                    <td>
                      {index !== undefined && (
                        <Confidence value={index === guessed[column.key] ? column.confidence : undefined} />
                      )}
                    </td>
                    <td className="zq-soft" style={{ maxWidth: 260, overflowWrap: 'anywhere' }}>
                      {index !== undefined && examplesOf(sample, index).join(t('registry.listComma'))}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
        {unmapped.length > 0 && (
          <span className="zq-soft">
            {t('registry.map.unmapped', { names: unmapped.map(headerText).join(t('registry.listComma')) })}
          </span>
        )}
      </section>
      <section className="zq-reg-section">
        <h2>{t('registry.map.sample')}</h2>
        <SampleTable
          headers={headers}
          rows={sample}
          firstRow={preview.headerRow + 1}
          mapping={mapping}
          titleOf={titleOf}
        />
      </section>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 8 }} aria-live="polite">
        {missing.length > 0 && (
          <Alert type="error" showIcon title={t('registry.map.missing', { names: names(missing) })} />
        )}
        {doubled.length > 0 && (
          <Alert type="error" showIcon title={t('registry.map.twice', { names: names(doubled) })} />
        )}
        <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
          <Button
            type="primary"
            disabled={missing.length > 0 || doubled.length > 0}
            loading={stage.isPending}
            onClick={() =>
              stage.mutate({
                params: { id: batch.id },
                body: { mapping: sentMapping(mapping), sheet: preview.sheet, headerRow: preview.headerRow },
              })
            }
          >
            {t('registry.map.start')}
          </Button>
          <span className="zq-soft">{t('registry.map.startHint')}</span>
        </div>
      </div>
    </div>
  )
}

/** How sure the guess of a column is; undefined = the user chose it. */
function Confidence({ value }: { value: number | null | undefined }) {
  const { t, lang } = useText()
  if (value === undefined) return <Tag>{t('registry.map.byHand')}</Tag>
  const word = confidenceWord(value)
  return (
    <Tag color={{ sure: 'green', likely: 'blue', unsure: 'orange' }[word]}>
      {t(`registry.map.${word}`)}
      {value !== null && value < 1 && ` ${formatPercent(value, lang, 0)}`}
    </Tag>
  )
}
