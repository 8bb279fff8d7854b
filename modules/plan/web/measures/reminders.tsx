import { Alert, Button } from 'antd'
import { dayjs } from '#kernel/core'
import { useApi, useText } from '#kernel/web'
import { listMeasures, type Measure } from '../../contract.ts'

/** As the reminders that are sent: a week ahead. */
const AHEAD_DAYS = 7

/** The user's own measures that are late or due within a week, each a click from its form. */
export function Reminders({ onOpen }: { onOpen: (id: string) => void }) {
  const { t, lang } = useText()
  const own = useApi(listMeasures, { query: { page: 1, size: 100, mine: 'true', sort: 'dueOn' } })
  const until = dayjs().add(AHEAD_DAYS, 'day').format('YYYY-MM-DD')
  const pressing = (own.data?.rows ?? []).filter(
    ({ dueOn, state }) => dueOn !== null && dueOn <= until && state !== 'done' && state !== 'dropped',
  )
  if (pressing.length === 0) return null
  const titleOf = (measure: Measure) => (lang === 'en' && measure.titleEn) || measure.title
  return (
    <Alert
      type={pressing.some(({ overdue }) => overdue) ? 'error' : 'warning'}
      showIcon
      title={t('plan.measure.reminder', { count: pressing.length })}
      description={
        <ul className="zq-plan-reminders">
          {pressing.map((measure) => (
            <li key={measure.id}>
              <Button type="link" size="small" onClick={() => onOpen(measure.id)}>
                {titleOf(measure)}
              </Button>
              <span className={measure.overdue ? 'zq-plan-text-red zq-number' : 'zq-soft zq-number'}>
                {t(measure.overdue ? 'plan.measure.wasDue' : 'plan.due', { date: measure.dueOn ?? '' })}
              </span>
            </li>
          ))}
        </ul>
      }
    />
  )
}
