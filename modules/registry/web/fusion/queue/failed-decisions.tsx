import { Alert, Button } from 'antd'
import { useProblemText, useText } from '#kernel/web'
import type { FusionReview } from '../../../contract.ts'
import { type Decision, failedOf, type Queue } from './queue.ts'

interface FailedDecisionsProps {
  readonly queue: Queue
  readonly nameOf: (review: FusionReview) => string
  readonly onAgain: (id: string, decision: Decision) => void
}

/** Decisions that the server did not take: kept with the reason, to be sent again. */
export function FailedDecisions({ queue, nameOf, onAgain }: FailedDecisionsProps) {
  const { t } = useText()
  const textOf = useProblemText()
  const failed = failedOf(queue)
  if (failed.length === 0) return null
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('registry.fusion.unsaved', { count: failed.length })}
      action={
        <Button
          size="small"
          onClick={() => {
            for (const { id, verdict } of failed) onAgain(id, verdict.decision)
          }}
        >
          {t('registry.fusion.again')}
        </Button>
      }
      description={
        <ul className="zq-reg-list">
          {failed.map(({ id, verdict }) => {
            const review = queue.items.find((item) => item.id === id)
            return (
              <li key={id}>
                {t(`registry.fusion.verdict.${verdict.decision}`)} · {review ? nameOf(review) : id}{' '}
                <span className="zq-soft">{textOf(verdict.error).text}</span>
              </li>
            )
          })}
        </ul>
      }
    />
  )
}
