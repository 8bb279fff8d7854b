import { Grid, Steps } from 'antd'
import { useText } from '#kernel/web'

const STEPS = ['upload', 'columns', 'check', 'write', 'done'] as const

interface WizardStepsProps {
  readonly at: number
  readonly failed?: boolean
}

/** Where an import stands. */
export function WizardSteps({ at, failed = false }: WizardStepsProps) {
  const { t } = useText()
  const wide = Grid.useBreakpoint().md ?? true
  if (!wide) {
    const name = STEPS[at]
    return (
      <div className="zq-panel" aria-current="step">
        {at + 1} / {STEPS.length} · <strong>{name && t(`registry.step.${name}`)}</strong>
      </div>
    )
  }
  return (
    <div className="zq-panel">
      <Steps
        size="small"
        current={at}
        status={failed ? 'error' : at === STEPS.length - 1 ? 'finish' : 'process'}
        items={STEPS.map((step) => ({ key: step, title: t(`registry.step.${step}`) }))}
      />
    </div>
  )
}
