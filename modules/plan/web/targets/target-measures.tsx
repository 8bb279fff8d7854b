import { Progress } from 'antd'
import { Link } from 'react-router'
import { useApi, useText } from '#kernel/web'
import { listMeasures } from '../../contract.ts'
import { MeasureTag } from '../measures/measure-tag.tsx'

/** What is being done for a target. */
export function TargetMeasures({ targetId }: { targetId: string }) {
  const { t, lang } = useText()
  const { data } = useApi(listMeasures, { query: { target: targetId, size: 50 } })
  return (
    <section className="zq-panel" aria-labelledby="plan-target-measures">
      <h2 id="plan-target-measures" className="zq-plan-h2">
        {t('plan.measures')}
      </h2>
      {data?.rows.length === 0 && <p className="zq-plan-quiet">{t('plan.measures.noneForTarget')}</p>}
      <ul className="zq-plan-list">
        {data?.rows.map((measure) => (
          <li key={measure.id}>
            <Link to={`/plan/measures?open=${measure.id}`}>
              <span style={{ flex: 1, minWidth: 0 }}>
                {(lang === 'en' && measure.titleEn) || measure.title}
                <span className="zq-plan-kind">
                  {[measure.department, measure.dueOn && t('plan.due', { date: measure.dueOn })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <Progress percent={Math.round(measure.progress * 100)} size="small" />
              </span>
              <MeasureTag state={measure.state} overdue={measure.overdue} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
