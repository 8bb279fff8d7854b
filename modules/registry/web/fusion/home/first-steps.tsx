import { Button } from 'antd'
import { Link } from 'react-router'
import { useText } from '#kernel/web'
import { FUSION } from '../words.ts'
import type { Summary } from './summary-figures.tsx'

interface FirstStepsProps {
  readonly summary: Summary
  readonly mayDecide: boolean
  readonly onStart: () => void
}

/** What to do on a system that has not fused anything yet. */
export function FirstSteps({ summary, mayDecide, onStart }: FirstStepsProps) {
  const { t } = useText()
  const loaded = summary.records > 0
  return (
    <section className="zq-panel" aria-label={t('registry.fusion.first')}>
      <div className="zq-fus-panel-head">
        <h2>{t('registry.fusion.first')}</h2>
      </div>
      <ol className="zq-fus-steps">
        <li>
          <strong>{t('registry.fusion.first.load')}</strong>
          <div className="zq-soft">{t('registry.fusion.first.loadHint')}</div>
        </li>
        <li>
          <strong>{t('registry.fusion.first.run')}</strong>
          <div className="zq-soft">{t('registry.fusion.first.runHint')}</div>
        </li>
        <li>
          <strong>{t('registry.fusion.first.review')}</strong>
          <div className="zq-soft">{t('registry.fusion.first.reviewHint')}</div>
        </li>
      </ol>
      {mayDecide ? (
        <div className="zq-fus-row" style={{ marginTop: 12 }}>
          <Link to={`${FUSION}/load`}>
            <Button type={loaded ? 'default' : 'primary'}>{t('registry.fusion.load')}</Button>
          </Link>
          {loaded && (
            <Button type="primary" onClick={onStart}>
              {t('registry.fusion.run')}
            </Button>
          )}
        </div>
      ) : (
        <p className="zq-soft" style={{ margin: '10px 0 0' }}>
          {t('registry.fusion.first.ask')}
        </p>
      )}
    </section>
  )
}
