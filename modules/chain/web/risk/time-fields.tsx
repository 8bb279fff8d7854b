import { Button, InputNumber, Slider } from 'antd'
import { useEffect, useState } from 'react'
import { useText } from '#kernel/web'
import type { RiskAssumptions } from '../../contract.ts'

export const TIMES = ['partDays', 'electronicDays', 'otherDays', 'recoveryDays', 'onboardingDays'] as const
type Time = (typeof TIMES)[number]
export type TimeChanges = Partial<Record<Time, number>>

/** So long after the last movement a question is asked. */
const SETTLED_MS = 350
const SLIDER_DAYS = 120
const MOST_DAYS = 365

interface TimeFieldsProps {
  /** As the settings say, before any change. */
  readonly assumed: RiskAssumptions
  readonly changes: TimeChanges
  readonly onChange: (changes: TimeChanges) => void
}

/** What is assumed about inventories, recovery and taking on a supplier, each with the setting it comes from; to be changed for one question. */
export function TimeFields({ assumed, changes, onChange }: TimeFieldsProps) {
  const { t } = useText()
  const [drafted, setDrafted] = useState(changes)
  useEffect(() => {
    if (drafted === changes) return
    const timer = setTimeout(() => onChange(drafted), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [drafted, changes, onChange])
  const change = (key: Time, value: number | null) =>
    setDrafted(({ [key]: _, ...others }) =>
      value === null || value === assumed[key] ? others : { ...others, [key]: value },
    )
  return (
    <div className="zq-risk-times">
      <p className="zq-soft">
        {t('chain.risk.assumed')}{' '}
        {Object.keys(drafted).length > 0 && (
          <Button type="link" size="small" onClick={() => setDrafted({})}>
            {t('chain.risk.asSettings')}
          </Button>
        )}
      </p>
      {TIMES.map((key) => {
        const value = drafted[key] ?? assumed[key]
        const label = t(`chain.risk.time.${key}`)
        return (
          <div key={key}>
            <span>{label}</span>
            <span className="zq-risk-time">
              <Slider
                min={0}
                max={Math.max(SLIDER_DAYS, value)}
                value={value}
                ariaLabelForHandle={label}
                onChange={(days) => change(key, days)}
              />
              <InputNumber
                size="small"
                min={0}
                max={MOST_DAYS}
                aria-label={label}
                precision={0}
                value={value}
                suffix={t('chain.risk.daysUnit')}
                onChange={(days) => change(key, days)}
              />
            </span>
            <span className="zq-soft">
              {t('chain.risk.fromSetting', { setting: `risk.${key}`, days: assumed[key] })}
            </span>
          </div>
        )
      })}
    </div>
  )
}
