import { WarningOutlined } from '@ant-design/icons'
import { Button, Tag, Tooltip } from 'antd'
import { formatPercent, formatPoints, useCan, useText } from '#kernel/web'
import { LOCAL_DEFINITIONS, type LocalDefinition } from '../../contract.ts'
import { Interval } from './interval.tsx'
import type { Overview } from './words.ts'

interface DefinitionsProps {
  readonly overview: Overview
  readonly rates: NonNullable<Overview['rates']>
  readonly shown: LocalDefinition
  readonly onShow: (definition: LocalDefinition) => void
  readonly onLines: (definition: LocalDefinition) => void
}

/** The five rates one below the other on one scale, each with what it means, its bounds, and how it moved. */
export function Definitions({ overview, rates, shown, onShow, onLines }: DefinitionsProps) {
  const { t, lang } = useText()
  const mayRead = useCan('chain.fact.read')
  const { counts } = overview
  return (
    <section className="zq-panel" aria-label={t('chain.local.definitions')}>
      <div className="zq-local-defs">
        {LOCAL_DEFINITIONS.map((definition) => {
          const rate = rates[definition]
          const change = overview.changes[definition]
          const value = formatPercent(rate.value, lang)
          return (
            <div key={definition} className="zq-local-def" data-shown={definition === shown || undefined}>
              <div className="zq-local-def-words">
                <div className="zq-local-def-name">
                  <b>{t(`chain.local.def.${definition}`)}</b>
                  {definition === overview.definition && <Tag color="blue">{t('chain.local.chosen')}</Tag>}
                </div>
                <p className="zq-soft">
                  {t(`chain.local.means.${definition}`, {
                    threshold: formatPercent(overview.originThreshold, lang, 0),
                  })}
                </p>
              </div>
              <div className="zq-local-def-value">
                {mayRead && rate.value !== null ? (
                  <Button
                    type="link"
                    className="zq-local-number"
                    title={t('chain.local.openLines')}
                    onClick={() => onLines(definition)}
                  >
                    {value}
                  </Button>
                ) : (
                  <span className="zq-local-number">{rate.value === null ? t('kit.unknown') : value}</span>
                )}
                {change && <Moved change={change} />}
              </div>
              <div className="zq-local-def-range">
                <Interval rate={rate} />
                <span className="zq-soft zq-number">
                  <Tooltip title={t('chain.local.boundsHint')}>
                    {t('chain.local.bounds', {
                      lower: formatPercent(rate.lower, lang),
                      upper: formatPercent(rate.upper, lang),
                    })}
                  </Tooltip>
                  {' · '}
                  {t('chain.local.coverageOf', { coverage: formatPercent(rate.coverage, lang) })}
                </span>
              </div>
              <Button
                size="small"
                type={definition === shown ? 'primary' : 'default'}
                aria-pressed={definition === shown}
                onClick={() => onShow(definition)}
              >
                {t(definition === shown ? 'chain.local.shown' : 'chain.local.show')}
              </Button>
            </div>
          )
        })}
      </div>
      {counts && (
        <p className="zq-soft zq-local-counts">
          {t('chain.local.counts', {
            oems: counts.oems,
            models: counts.models,
            lines: counts.lines,
            withoutPlace: counts.linesWithoutPlace,
            withoutCost: counts.linesWithoutCost,
            firms: counts.firms,
            traced: counts.firmsWithInputs,
          })}{' '}
          {counts.modelsWithoutBill > 0 && t('chain.local.withoutBill', { count: counts.modelsWithoutBill })}{' '}
          {counts.faults > 0 && t('chain.local.faults', { count: counts.faults })}
        </p>
      )}
    </section>
  )
}

type Change = NonNullable<Overview['changes'][LocalDefinition]>

function Moved({ change }: { change: Change }) {
  const { t, lang } = useText()
  const parts = {
    facts: formatPoints(change.byFacts, lang),
    coverage: formatPoints(change.byCoverage, lang),
    definition: formatPoints(change.byDefinition, lang),
  }
  const since = t('chain.local.sinceLast', { points: formatPoints(change.change, lang) })
  return (
    <Tooltip title={t(change.isMisleading ? 'chain.local.moved' : 'chain.local.split', parts)}>
      <span className={change.isMisleading ? 'zq-local-misleading' : 'zq-soft'}>
        {change.isMisleading && <WarningOutlined aria-label={t('chain.local.movedTitle')} />} {since}
      </span>
    </Tooltip>
  )
}
