import { CheckCircleFilled, ExperimentOutlined, FileSearchOutlined, ImportOutlined } from '@ant-design/icons'
import { Button, Typography } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useCan, useText } from '#kernel/web'

/** What an empty system needs first: a plan, records, or the synthetic city to look around. */
export function FirstSteps({ plan, enterprises }: { plan: boolean; enterprises: boolean }) {
  const { t } = useText()
  const canCompile = useCan('plan.plan.compile')
  const canImport = useCan('registry.enterprise.import')
  return (
    <section className="zq-panel zq-plan-first" aria-labelledby="plan-first">
      <h2 id="plan-first">{t('plan.first.title')}</h2>
      <p className="zq-soft">{t('plan.first.hint')}</p>
      <ol className="zq-plan-steps">
        <Step
          icon={<FileSearchOutlined />}
          title={t('plan.first.compile')}
          text={t('plan.first.compileText')}
          done={plan}
        >
          {canCompile && (
            <Link to="/plan/compile">
              <Button type={plan ? 'default' : 'primary'}>{t('plan.first.compileDo')}</Button>
            </Link>
          )}
        </Step>
        <Step
          icon={<ImportOutlined />}
          title={t('plan.first.import')}
          text={t('plan.first.importText')}
          done={enterprises}
        >
          {canImport && (
            <Link to="/registry/imports/new">
              <Button type={plan && !enterprises ? 'primary' : 'default'}>{t('plan.first.importDo')}</Button>
            </Link>
          )}
        </Step>
        <Step
          icon={<ExperimentOutlined />}
          title={t('plan.first.demo')}
          text={t('plan.first.demoText')}
          done={false}
        >
          <Typography.Text code copyable>
            npx zhiqing demo --enterprises 1000 --seed 1
          </Typography.Text>
        </Step>
      </ol>
    </section>
  )
}

interface StepProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly done: boolean
  readonly children?: ReactNode
}

function Step({ icon, title, text, done, children }: StepProps) {
  const { t } = useText()
  return (
    <li>
      <span className="zq-plan-step-icon" aria-hidden>
        {icon}
      </span>
      <h3>
        {title}{' '}
        {done && (
          <span className="zq-state zq-state-green">
            <CheckCircleFilled aria-hidden /> {t('plan.first.done')}
          </span>
        )}
      </h3>
      <p className="zq-soft">{text}</p>
      {children}
    </li>
  )
}
