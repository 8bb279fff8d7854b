import type { EndpointReply } from '#kernel/contract'
import { Figure, formatNumber, useText } from '#kernel/web'
import type { fusionSummary } from '../../../contract.ts'
import { FUSION } from '../words.ts'

export type Summary = EndpointReply<typeof fusionSummary>

/** How much there is, and what waits. */
export function SummaryFigures({ summary }: { summary: Summary }) {
  const { t, lang } = useText()
  return (
    <div className="zq-panel zq-reg-key">
      <Figure size="small" label={t('registry.fusion.figure.records')} value={summary.records}>
        {summary.unfused > 0 && (
          <span className="zq-figure-foot">
            {t('registry.fusion.figure.unfused', { count: formatNumber(summary.unfused, lang) })}
          </span>
        )}
      </Figure>
      <Figure
        size="small"
        label={t('registry.fusion.figure.entities')}
        value={summary.entities}
        evidence={`${FUSION}/entities`}
      />
      <Figure size="small" label={t('registry.fusion.figure.inLibrary')} value={summary.inLibrary}>
        {summary.entities > summary.inLibrary && (
          <span className="zq-figure-foot">
            {t('registry.fusion.figure.outside', {
              count: formatNumber(summary.entities - summary.inLibrary, lang),
            })}
          </span>
        )}
      </Figure>
      <Figure
        size="small"
        label={t('registry.fusion.figure.openReviews')}
        value={summary.openReviews}
        evidence={`${FUSION}/reviews`}
      />
      <Figure
        size="small"
        label={t('registry.fusion.figure.constraints')}
        value={summary.constraints}
        evidence={`${FUSION}/history`}
      />
    </div>
  )
}
