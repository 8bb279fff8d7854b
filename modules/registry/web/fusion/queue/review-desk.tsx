import { Alert, Progress, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { formatNumber, formatPercent, useCan, useTellProblem, useText } from '#kernel/web'
import type { FusionReview } from '../../../contract.ts'
import { Pair } from '../compare/compare-page.tsx'
import { DeskBar } from './desk-bar.tsx'
import { FailedDecisions } from './failed-decisions.tsx'
import { type DeskAction, useDeskKeys } from './keys.ts'
import { KeysHelp } from './keys-help.tsx'
import { currentOf, type Decision, lastDecided, waitingCount } from './queue.ts'
import { useDesk } from './use-desk.ts'
import { usePrefetchedPair } from './use-prefetched-pair.ts'

interface ReviewDeskProps {
  readonly rows: readonly FusionReview[]
  /** Pairs that wait with the server, those not laid out included. */
  readonly total: number
  readonly complete: boolean
  readonly empty: ReactNode
}

const nameOf = (review: FusionReview) =>
  `${review.left.fields.name ?? review.left.externalId} · ${review.right.fields.name ?? review.right.externalId}`

/** One pair after the other with its comparison, decided with single keys. */
export function ReviewDesk({ rows, total, complete, empty }: ReviewDeskProps) {
  const { t, lang, pick } = useText()
  const tell = useTellProblem()
  const mayDecide = useCan('registry.fusion.decide')
  const desk = useDesk(rows, complete)
  const [help, setHelp] = useState(false)
  const [said, setSaid] = useState('')
  const { queue } = desk
  const review = currentOf(queue)
  const last = lastDecided(queue)
  const left = Math.max(total - rows.filter(({ id }) => id in queue.verdicts).length, waitingCount(queue))
  usePrefetchedPair(queue.items[queue.at + 1])

  const decide = (decision: Decision) => {
    if (!review || !mayDecide) return
    if (review.id in queue.verdicts) return
    desk.decide(review.id, decision)
    setSaid(t(`registry.fusion.said.${decision}`, { pair: nameOf(review), left: Math.max(0, left - 1) }))
  }
  const undo = () => {
    if (!last || !mayDecide) return
    const pair = queue.items.find(({ id }) => id === last)
    desk
      .undo(last)
      .then(() => setSaid(t('registry.fusion.said.undone', { pair: pair ? nameOf(pair) : '' })))
      .catch(tell)
  }
  const act = (action: DeskAction) => {
    if (action === 'help') setHelp(true)
    else if (action === 'next') desk.go(1)
    else if (action === 'previous') desk.go(-1)
    else if (action === 'undo') undo()
    else decide(action)
  }
  useDeskKeys(act, help)
  const done = queue.order.length
  return (
    <>
      <div className="zq-hidden" role="status" aria-live="polite">
        {said}
      </div>
      <FailedDecisions queue={queue} nameOf={nameOf} onAgain={desk.decide} />
      {review ? (
        <>
          <div className="zq-fus-desk-head">
            <strong className="zq-number">
              {t('registry.fusion.left', { left: formatNumber(left, lang) })}
              {done > 0 && (
                <span className="zq-soft" style={{ fontWeight: 400 }}>
                  {' · '}
                  {t('registry.fusion.doneHere', { done: formatNumber(done, lang) })}
                </span>
              )}
            </strong>
            <span className="zq-fus-row">
              <Tag style={{ margin: 0 }}>
                {t(review.together ? 'registry.fusion.together' : 'registry.fusion.apart')}
              </Tag>
              <span className="zq-soft zq-number">
                {t('registry.fusion.gain', { gain: formatNumber(review.gain, lang, 1) })}
              </span>
            </span>
          </div>
          <Progress
            percent={Math.round((done / Math.max(1, done + left)) * 100)}
            size="small"
            aria-label={t('registry.fusion.progress')}
            format={(percent) => formatPercent((percent ?? 0) / 100, lang, 0)}
          />
          <Alert type="info" showIcon style={{ margin: '6px 0 12px' }} title={pick(review)} />
          <Pair key={review.id} left={review.left.id} right={review.right.id} />
          <DeskBar
            queue={queue}
            mayDecide={mayDecide}
            verdict={queue.verdicts[review.id]}
            canUndo={last !== undefined}
            onAct={act}
          />
        </>
      ) : (
        <>
          {empty}
          {last && mayDecide && (
            <DeskBar queue={queue} mayDecide={false} verdict={undefined} canUndo onAct={act} />
          )}
        </>
      )}
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </>
  )
}
