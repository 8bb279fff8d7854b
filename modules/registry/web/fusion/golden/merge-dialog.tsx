import { keepPreviousData } from '@tanstack/react-query'
import { Alert, Input, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useAction, useApi, useText } from '#kernel/web'
import { type FusionEntity, type FusionEntityRow, listEntities, mergeEntities } from '../../../contract.ts'
import { FUSION_CALLS, useSourceName } from '../words.ts'

interface MergeDialogProps {
  readonly entity: FusionEntity
  readonly onClose: () => void
}

/** Searches another golden record and merges it into this one. */
export function MergeDialog({ entity, onClose }: MergeDialogProps) {
  const { t } = useText()
  const [other, setOther] = useState<FusionEntityRow>()
  const [note, setNote] = useState('')
  const merge = useAction(mergeEntities, {
    done: 'registry.fusion.mergeDone',
    invalidates: [FUSION_CALLS],
    onDone: onClose,
  })
  const codesDiffer = other?.uscc && entity.uscc && other.uscc !== entity.uscc
  const send = () => {
    if (!other) return
    merge.mutate({ body: { into: entity.id, others: [other.id], note: note.trim() || undefined } })
  }
  return (
    <Modal
      open
      title={t('registry.fusion.mergeInto', { name: entity.name })}
      okText={t('registry.fusion.merge')}
      okButtonProps={{ loading: merge.isPending, disabled: !other }}
      cancelText={t('kit.cancel')}
      onCancel={onClose}
      onOk={send}
    >
      <p>{t('registry.fusion.mergeHint')}</p>
      <EntitySearch without={entity.id} onChoose={setOther} />
      {other && <Chosen row={other} />}
      {codesDiffer && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 8 }}
          title={t('registry.fusion.mergeCodes', { a: entity.uscc, b: other.uscc })}
        />
      )}
      <Input
        style={{ marginTop: 12 }}
        maxLength={400}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onPressEnter={send}
        placeholder={t('registry.fusion.note')}
        aria-label={t('registry.fusion.note')}
      />
    </Modal>
  )
}

function Chosen({ row }: { row: FusionEntityRow }) {
  const { t } = useText()
  const nameOf = useSourceName()
  return (
    <div className="zq-fus-record" style={{ marginTop: 8 }}>
      <strong>{row.name || t('registry.fusion.nameless')}</strong>
      <span className="zq-soft zq-number">
        {row.uscc ?? t('registry.noCode')} · {t('registry.fusion.recordCount', { count: row.records })} ·{' '}
        {row.sources.map(nameOf).join(t('registry.listComma'))}
      </span>
    </div>
  )
}

interface EntitySearchProps {
  readonly without: string
  readonly onChoose: (row: FusionEntityRow | undefined) => void
}

/** Finds a golden record by part of its name or by its code. */
function EntitySearch({ without, onChoose }: EntitySearchProps) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const enough = q.length >= 2
  const found = useApi(
    listEntities,
    { query: { q, size: 20 } },
    { enabled: enough, placeholderData: keepPreviousData },
  )
  const rows = enough ? (found.data?.rows ?? []).filter(({ id }) => id !== without) : []
  return (
    <Select
      autoFocus
      allowClear
      style={{ width: '100%' }}
      aria-label={t('registry.fusion.mergeSearch')}
      placeholder={t('registry.fusion.mergeSearch')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={
        enough && !found.isFetching ? t('registry.fusion.mergeNothing') : t('registry.firmType')
      }
      loading={found.isFetching}
      options={rows.map((row) => ({ value: row.id, label: row.name, row }))}
      onChange={(_id, option) => onChoose(Array.isArray(option) ? undefined : option?.row)}
      optionRender={({ data }) => (
        <span>
          {data.label} <span className="zq-soft zq-number">{data.row.uscc}</span>
        </span>
      )}
    />
  )
}
