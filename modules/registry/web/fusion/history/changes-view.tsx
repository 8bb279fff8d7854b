import { DownloadOutlined } from '@ant-design/icons'
import { keepPreviousData } from '@tanstack/react-query'
import { Button, InputNumber, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import {
  api,
  EmptyState,
  ErrorState,
  formatInstant,
  formatNumber,
  saveBlob,
  useApi,
  useTellProblem,
  useText,
} from '#kernel/web'
import { fusionChanges } from '../../../contract.ts'
import { entityPath, useFieldName } from '../words.ts'
import { changesCsv, type FusionChange, readAllChanges } from './changes.ts'

const SHOWN = 50

/** The change feed as other systems read it: on from a number, in the order of the changes. */
export function ChangesView() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const asked = Number(params.get('after') ?? 0)
  const after = Number.isSafeInteger(asked) && asked >= 0 ? asked : 0
  const reply = useApi(
    fusionChanges,
    { query: { after, limit: SHOWN } },
    { placeholderData: keepPreviousData },
  )
  const go = (to: number) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (to > 0) next.set('after', String(to))
      else next.delete('after')
      return next
    })
  const body = () => {
    if (reply.error && !reply.data) {
      return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
    }
    if (!reply.data) return <Skeleton active paragraph={{ rows: 8 }} />
    const { changes, next } = reply.data
    if (changes.length === 0) {
      return (
        <EmptyState
          title={t(after > 0 ? 'registry.fusion.changesEnd' : 'registry.fusion.changesEmpty')}
          hint={t('registry.fusion.changesEmptyHint')}
        />
      )
    }
    return (
      <>
        <ChangesTable changes={changes} />
        <div className="zq-fus-row" style={{ justifyContent: 'flex-end', marginTop: 8 }}>
          <Button disabled={after === 0} onClick={() => go(0)}>
            {t('registry.fusion.changesStart')}
          </Button>
          <Button disabled={changes.length < SHOWN} onClick={() => go(next)}>
            {t('registry.fusion.changesNext')}
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      <div className="zq-fus-panel-head">
        <span className="zq-soft">{t('registry.fusion.changesIntro')}</span>
        <div className="zq-fus-row">
          <InputNumber
            key={after}
            min={0}
            precision={0}
            defaultValue={after}
            prefix={t('registry.fusion.changesAfter')}
            aria-label={t('registry.fusion.changesAfter')}
            style={{ width: 190 }}
            onPressEnter={(event) => go(Number(event.currentTarget.value) || 0)}
            onBlur={(event) => go(Number(event.target.value) || 0)}
          />
          <ExportChanges after={after} />
        </div>
      </div>
      {body()}
    </>
  )
}

function ChangesTable({ changes }: { changes: readonly FusionChange[] }) {
  const { t, lang } = useText()
  const fieldName = useFieldName()
  return (
    <div className="zq-reg-scroll">
      <table className="zq-reg-table">
        <thead>
          <tr>
            {['seq', 'at', 'changeKind', 'entity', 'fields', 'other'].map((key) => (
              <th key={key} scope="col">
                {t(`registry.fusion.changes.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.seq}>
              <td className="zq-number">{formatNumber(change.seq, lang)}</td>
              <td className="zq-number">{formatInstant(change.at, lang)}</td>
              <td>
                <Tag style={{ margin: 0 }}>{t(`registry.fusion.change.${change.kind}`)}</Tag>
              </td>
              <td>
                <EntityLink id={change.entityId} />
              </td>
              <td>{change.fields.map(fieldName).join(t('registry.listComma')) || '–'}</td>
              <td>{change.otherId ? <EntityLink id={change.otherId} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The feed carries numbers of entities, not names; the last digits tell them apart. */
function EntityLink({ id }: { id: string }) {
  return (
    <Link to={entityPath(id)} title={id} className="zq-number">
      …{id.slice(-12)}
    </Link>
  )
}

/** Downloads the feed from the shown place to its end. */
function ExportChanges({ after }: { after: number }) {
  const { t, lang } = useText()
  const tell = useTellProblem()
  const [read, setRead] = useState<number>()
  const start = () => {
    setRead(0)
    readAllChanges(after, (from, limit) => api(fusionChanges, { query: { after: from, limit } }), setRead)
      .then((changes) =>
        saveBlob(
          new Blob([changesCsv(changes)], { type: 'text/csv;charset=utf-8' }),
          `${t('registry.fusion.changes')}.csv`,
        ),
      )
      .catch(tell)
      .finally(() => setRead(undefined))
  }
  return (
    <Button icon={<DownloadOutlined />} loading={read !== undefined} onClick={start}>
      {read ? formatNumber(read, lang) : t('registry.fusion.changesExport')}
    </Button>
  )
}
