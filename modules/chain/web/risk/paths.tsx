import { ArrowRightOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import { formatPercent, useText } from '#kernel/web'
import type { RiskPath } from '../../contract.ts'
import { useNodeNames } from '../parts/nodes.ts'
import { FirmName } from './firm-name.tsx'

const SHOWN = 12

/** By which chain of firms the failure gets to each of the firms that lose most by it. */
export function Paths({ paths }: { paths: readonly RiskPath[] }) {
  const { t } = useText()
  if (paths.length === 0) return <p className="zq-soft">{t('chain.risk.noPaths')}</p>
  return (
    <>
      <p className="zq-soft">{t('chain.risk.pathsHow')}</p>
      <ol className="zq-risk-paths">
        {paths.slice(0, SHOWN).map((path) => (
          <li key={path.to.id}>
            <PathLine path={path} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** One chain of firms from the failure on; each step leads to the supply relation that it goes along. */
export function PathLine({ path }: { path: RiskPath }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const first = path.steps[0]
  return (
    <>
      <div className="zq-risk-path">
        {first && <PathFirm firm={first.from} loss={first.lossFrom} />}
        {path.steps.map((step, at) => (
          <span key={step.to?.id ?? `hidden ${at}`} className="zq-risk-step">
            <span
              className="zq-risk-link"
              title={t('chain.risk.stepPart', { part: formatPercent(step.part, lang) })}
            >
              {step.supply === null ? (
                <span>{nodeName(step.node) || t('chain.risk.nodeUnknown')}</span>
              ) : (
                <Link to={`/chain/supplies/${step.supply}`}>
                  {nodeName(step.node) || t('chain.risk.nodeUnknown')}
                </Link>
              )}
              <span className="zq-number">{formatPercent(step.part, lang)}</span>
              <ArrowRightOutlined />
            </span>
            <PathFirm firm={step.to} loss={step.lossTo} />
          </span>
        ))}
      </div>
      <span className="zq-soft">{t(`chain.risk.direction.${path.direction}`)}</span>
    </>
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
