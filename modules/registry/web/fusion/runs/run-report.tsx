import { Alert } from 'antd'
import { Figure, formatDuration, formatInstant, formatNumber, useText } from '#kernel/web'
import type { FusionRun } from '../../../contract.ts'
import { FUSION } from '../words.ts'
import { RunTag } from './run-state.tsx'

/** What a run made: how it ended (unless the page's head says so), its figures, and what a person should know. */
export function RunReport({ run, headed = true }: { run: FusionRun; headed?: boolean }) {
  const { t, lang, pick } = useText()
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      {headed && (
        <span className="zq-fus-row">
          <RunTag state={run.state} />
          <span>{t(`registry.fusion.runKind.${run.kind}`)}</span>
          <span className="zq-soft zq-number">
            {formatInstant(run.startedAt, lang)} · {run.startedBy}
            {run.seconds !== null && ` · ${formatDuration(run.seconds, lang)}`}
          </span>
        </span>
      )}
      {run.error && <Alert type="error" showIcon title={pick(run.error)} />}
      {run.state === 'cancelled' && <Alert type="info" showIcon title={t('registry.fusion.runCancelled')} />}
      {run.state === 'done' && <Quality run={run} />}
      {run.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('registry.fusion.warnings', { count: formatNumber(run.warnings.length, lang) })}
          description={
            <ul className="zq-fus-warnings">
              {run.warnings.map((warning) => (
                <li key={`${warning.code}:${warning.zh}`}>{pick(warning)}</li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  )
}

/** The figures of a run that came to its end; precision and recall are the model's own expectation, and said to be. */
function Quality({ run }: { run: FusionRun }) {
  const { t } = useText()
  const count = (
    key: 'records' | 'pairs' | 'entities' | 'created' | 'moved' | 'founded' | 'reviews' | 'largest',
  ) => (
    <Figure
      key={key}
      size="small"
      label={t(`registry.fusion.runFigure.${key}`)}
      value={run[key]}
      evidence={
        key === 'entities' ? `${FUSION}/entities` : key === 'reviews' ? `${FUSION}/reviews` : undefined
      }
    />
  )
  return (
    <>
      <div className="zq-reg-key">
        <Figure
          size="small"
          unit="ratio"
          label={t('registry.fusion.runFigure.precision')}
          value={run.expectedPrecision}
        />
        <Figure
          size="small"
          unit="ratio"
          label={t('registry.fusion.runFigure.recall')}
          value={run.expectedRecall}
        />
        {(['records', 'pairs', 'entities', 'created', 'moved', 'founded', 'reviews', 'largest'] as const).map(
          count,
        )}
      </div>
      <p className="zq-soft" style={{ margin: 0, fontSize: 12 }}>
        {t('registry.fusion.expectedHint')}
      </p>
    </>
  )
}
