import { Tooltip } from 'antd'
import { formatNumber, useText } from '#kernel/web'
import type { GapScores } from '../../contract.ts'

export const SCORE_KEYS = [
  'demand',
  'capacity',
  'concentration',
  'substitutability',
  'relatedness',
  'risk',
] as const satisfies readonly (keyof GapScores)[]

/** The six scores as bars, 0 to 100, with what each is made of. */
export function Scores({ scores }: { scores: GapScores }) {
  const { t, lang } = useText()
  return (
    <dl className="zq-gap-scores">
      {SCORE_KEYS.map((key) => {
        const value = scores[key]
        return (
          <div key={key}>
            <dt>
              <Tooltip title={t(`chain.gap.scoreHint.${key}`)}>
                <span className="zq-gap-hint">{t(`chain.gap.score.${key}`)}</span>
              </Tooltip>
            </dt>
            <dd>
              <span className="zq-gap-bar" aria-hidden>
                {value !== null && <span style={{ width: `${value}%` }} />}
              </span>
              <span className={value === null ? 'zq-soft' : 'zq-number'}>
                {value === null ? t('kit.unknown') : formatNumber(value, lang)}
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
