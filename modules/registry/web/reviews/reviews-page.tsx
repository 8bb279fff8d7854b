import { keepPreviousData } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { EmptyState, ErrorState, formatNumber, PageHeader, useAction, useApi, useText } from '#kernel/web'
import { decideReview, listReviews, type ReviewItem } from '../../contract.ts'
import { rawText, rawTitle } from '../raw-text.ts'
import { RawValues } from '../raw-values.tsx'
import { Candidate } from './candidate.tsx'
import { useReviewKeys } from './keys.ts'
import '../registry.css'

const QUEUE = 50

/** Doubtful rows of imports, one after the other: the same firm, a new one, or dropped. */
export function Page() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const batch = params.get('batch') ?? undefined
  const reply = useApi(
    listReviews,
    { query: { state: 'open', size: QUEUE, batch } },
    { placeholderData: keepPreviousData },
  )
  const body = () => {
    if (reply.error && !reply.data) {
      return <ErrorState error={reply.error} onRetry={() => void reply.refetch()} />
    }
    if (!reply.data) return <Skeleton active paragraph={{ rows: 8 }} />
    if (reply.data.rows.length === 0) {
      return (
        <EmptyState
          title={t('registry.reviews.empty')}
          hint={t('registry.reviews.emptyHint')}
          action={
            <Link to="/registry/imports">
              <Button>{t('registry.imports')}</Button>
            </Link>
          }
        />
      )
    }
    return <Desk items={reply.data.rows} total={reply.data.total} />
  }
  return (
    <div className="zq-page">
      <PageHeader title={t('registry.reviews')} subtitle={t('registry.reviews.intro')} />
      {batch && (
        <Alert
          type="info"
          title={t('registry.reviews.onlyBatch')}
          action={
            <Button size="small" onClick={() => setParams({}, { replace: true })}>
              {t('registry.reviews.allBatches')}
            </Button>
          }
        />
      )}
      <div className="zq-panel">{body()}</div>
    </div>
  )
}

interface DeskProps {
  readonly items: readonly ReviewItem[]
  readonly total: number
}

function Desk({ items, total }: DeskProps) {
  const { t, lang } = useText()
  const [chosen, setChosen] = useState(0)
  const [rejecting, setRejecting] = useState(false)
  const [note, setNote] = useState('')
  const decide = useAction(decideReview, {
    done: 'registry.reviews.decided',
    invalidates: ['/api/registry'],
    onDone: () => {
      setRejecting(false)
      setNote('')
    },
  })
  const at = Math.min(chosen, items.length - 1)
  const item = items[at] as ReviewItem
  const params = { id: item.id }
  const go = (to: number) => setChosen(Math.max(0, Math.min(items.length - 1, to)))
  const same = (enterpriseId: string) => decide.mutate({ params, body: { decision: 'same', enterpriseId } })
  const isNew = () => decide.mutate({ params, body: { decision: 'new' } })
  useReviewKeys(
    {
      j: () => go(at + 1),
      k: () => go(at - 1),
      n: isNew,
      x: () => setRejecting(true),
      digit: (number) => {
        const candidate = item.candidates[number - 1]
        if (candidate) same(candidate.id)
      },
    },
    rejecting || decide.isPending,
  )
  const reject = () => decide.mutate({ params, body: { decision: 'reject', note: note.trim() || undefined } })
  return (
    <>
      <div className="zq-reg-review">
        <nav className="zq-reg-queue" aria-label={t('registry.reviews.queue')}>
          {items.map((of, index) => (
            <button key={of.id} type="button" aria-current={index === at} onClick={() => setChosen(index)}>
              <span>{rawTitle(of.raw)}</span>
              <span className="zq-soft">
                {of.fileName} · {t('registry.rows.row', { row: of.rowNumber })}
              </span>
            </button>
          ))}
        </nav>
        <div style={{ minWidth: 0 }}>
          <div
            style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 8 }}
            aria-live="polite"
          >
            <strong>{t('registry.reviews.of', { at: at + 1, total: formatNumber(total, lang) })}</strong>
            <span style={{ display: 'flex', gap: 8 }}>
              <Button size="small" disabled={at === 0} onClick={() => go(at - 1)}>
                {t('registry.reviews.previous')}
              </Button>
              <Button size="small" disabled={at >= items.length - 1} onClick={() => go(at + 1)}>
                {t('registry.reviews.next')}
              </Button>
            </span>
          </div>
          <Item item={item} busy={decide.isPending} onSame={same} />
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
            <Button disabled={decide.isPending} onClick={isNew}>
              {t('registry.reviews.new')} <kbd className="zq-reg-kbd">n</kbd>
            </Button>
            <Button danger disabled={decide.isPending} onClick={() => setRejecting(true)}>
              {t('registry.reviews.reject')} <kbd className="zq-reg-kbd">x</kbd>
            </Button>
          </div>
          <p className="zq-soft" style={{ margin: '8px 0 0', fontSize: 12 }}>
            {t('registry.reviews.keys')}
          </p>
        </div>
      </div>
      <Modal
        open={rejecting}
        title={t('registry.reviews.rejectSure')}
        okText={t('registry.reviews.reject')}
        okButtonProps={{ danger: true, loading: decide.isPending }}
        cancelText={t('kit.cancel')}
        onCancel={() => setRejecting(false)}
        onOk={reject}
        destroyOnHidden
      >
        <p>{t('registry.reviews.rejectHint')}</p>
        <Input
          autoFocus
          maxLength={400}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={reject}
          placeholder={t('registry.reviews.note')}
          aria-label={t('registry.reviews.note')}
        />
      </Modal>
    </>
  )
}

interface ItemProps {
  readonly item: ReviewItem
  readonly busy: boolean
  readonly onSame: (enterpriseId: string) => void
}

/** The raw row and the firms it may be, side by side. */
function Item({ item, busy, onSame }: ItemProps) {
  const { t, pick } = useText()
  const raw = Object.values(item.raw).map(rawText)
  return (
    <>
      <Alert type="warning" showIcon title={pick(item)} style={{ margin: '8px 0 12px' }} />
      <div className="zq-reg-two">
        <section>
          <h3 style={{ margin: '0 0 6px', fontSize: 14 }}>
            {t('registry.reviews.raw')}{' '}
            <span className="zq-soft" style={{ fontWeight: 400 }}>
              {t(`registry.importTable.${item.tableName}`)} · {item.fileName} ·{' '}
              {t('registry.rows.row', { row: item.rowNumber })}
            </span>
          </h3>
          <div className="zq-reg-card">
            <RawValues raw={item.raw} />
          </div>
        </section>
        <section>
          <h3 style={{ margin: '0 0 6px', fontSize: 14 }}>{t('registry.reviews.candidates')}</h3>
          {item.candidates.length === 0 ? (
            <p className="zq-soft">{t('registry.reviews.noCandidates')}</p>
          ) : (
            <ol className="zq-reg-list" style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
              {item.candidates.map((candidate, index) => (
                <Candidate
                  key={candidate.id}
                  candidate={candidate}
                  number={index + 1}
                  raw={raw}
                  busy={busy}
                  onSame={() => onSame(candidate.id)}
                />
              ))}
            </ol>
          )}
        </section>
      </div>
    </>
  )
}
