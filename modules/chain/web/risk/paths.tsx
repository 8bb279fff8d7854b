import { ArrowRightOutlined } from '@ant-design/icons'
import { formatPercent, useText } from '#kernel/web'
import type { RiskPath } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { FirmName } from './firm-name.tsx'

/** By which chain of firms the failure gets to each of the firms that lose most by it. */
export function Paths({ paths }: { paths: readonly RiskPath[] }) {
  const { t } = useText()
  if (paths.length === 0) return <p className="zq-soft">{t('chain.risk.noPaths')}</p>
  return (
    <ol className="zq-risk-paths">
      {paths.map((path) => (
        <PathLine key={path.to.id} path={path} />
      ))}
    </ol>
  )
}

function PathLine({ path }: { path: RiskPath }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const first = path.steps[0]
  return (
    <li>
      <div className="zq-risk-path">
        {first && <PathFirm firm={first.from} loss={first.lossFrom} />}
        {path.steps.map((step, at) => (
          <span key={step.to?.id ?? `hidden ${at}`} className="zq-risk-step">
            <span
              className="zq-risk-link"
              title={t('chain.risk.stepPart', { part: formatPercent(step.part, lang) })}
            >
              <span>{nodeName(step.node) || t('chain.risk.nodeUnknown')}</span>
              <ArrowRightOutlined />
            </span>
            <PathFirm firm={step.to} loss={step.lossTo} />
          </span>
        ))}
      </div>
      <span className="zq-soft">{t(`chain.risk.direction.${path.direction}`)}</span>
    </li>
  )
}

function PathFirm({ firm, loss }: { firm: { id: string; name: string } | null; loss: number }) {
  const { lang } = useText()
  return (
    <span className="zq-risk-firm">
      <FirmName firm={firm} />
      <span className="zq-number">−{formatPercent(loss, lang)}</span>
    </span>
  )
}
