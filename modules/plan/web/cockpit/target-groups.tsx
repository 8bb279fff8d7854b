import { useText } from '#kernel/web'
import type { TargetGlance, Task } from '../../contract.ts'
import { TargetCard } from '../parts/target-card.tsx'

interface TargetGroupsProps {
  readonly targets: readonly TargetGlance[]
  readonly tasks: readonly Task[]
  readonly by: 'state' | 'task'
  /** The district whose values are shown. */
  readonly district?: string
}

const WORST_FIRST = ['red', 'amber', 'green', 'achieved', 'unknown']

function Cards({ targets, district }: Pick<TargetGroupsProps, 'targets' | 'district'>) {
  return (
    <div className="zq-plan-cards">
      {targets.map((target) => (
        <TargetCard key={target.id} target={target} district={district} />
      ))}
    </div>
  )
}

/** All targets as cards: the worst first, or task by task. */
export function TargetGroups({ targets, tasks, by, district }: TargetGroupsProps) {
  const { t, pick } = useText()
  if (by === 'state') {
    const sorted = [...targets].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state))
    const without = sorted.filter(({ current }) => current === null)
    const measured = sorted.filter(({ current }) => current !== null)
    return (
      <>
        {measured.length > 0 && (
          <section className="zq-plan-group">
            <Cards targets={measured} district={district} />
          </section>
        )}
        {without.length > 0 && (
          <section className="zq-plan-group">
            <h3>
              {t('plan.targets.noValue')} <span className="zq-soft zq-number">{without.length}</span>
            </h3>
            <Cards targets={without} district={district} />
          </section>
        )}
      </>
    )
  }
  const numbers = [...new Set(targets.map(({ taskNumber }) => taskNumber))].sort(
    (a, b) => (a ?? -1) - (b ?? -1),
  )
  return numbers.map((number) => {
    const task = tasks.find((one) => one.number === number)
    return (
      <section key={number ?? 'none'} className="zq-plan-group">
        <h3>
          {task && task.number > 0 && (
            <span className="zq-plan-code">{t('plan.task.number', { number: task.number })}</span>
          )}{' '}
          {task ? pick({ zh: task.titleZh, en: task.titleEn }) : t('plan.task.none')}
        </h3>
        <Cards targets={targets.filter((target) => target.taskNumber === number)} district={district} />
      </section>
    )
  })
}
