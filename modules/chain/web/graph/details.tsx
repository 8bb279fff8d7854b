import { Button, Drawer, Grid } from 'antd'
import { Link } from 'react-router'
import { Figure, formatNumber, useText } from '#kernel/web'
import type { GraphElement, Sums, TreeNode } from '../../contract.ts'
import { StateMark } from '../gaps/state-mark.tsx'
import { useNodeNames } from '../parts/nodes.ts'
import { useRegionNames } from '../parts/regions.ts'
import type { GraphState } from './use-graph-state.ts'

interface ActProps {
  readonly state: GraphState
  readonly change: (change: Partial<GraphState>) => void
}

/** How much of the picture the drawer covers. */
export const DETAILS_WIDTH = 340
export const DETAILS_HEIGHT = 250

interface DetailsProps extends ActProps {
  readonly node?: TreeNode
  readonly sums?: Sums
  readonly element?: GraphElement
  readonly onClose: () => void
}

/** What is chosen: its figures, where they come from, and what can be done with it on the picture. */
export function Details({ node, sums, element, onClose, ...act }: DetailsProps) {
  const { lang } = useText()
  const isWide = Grid.useBreakpoint().md ?? true
  const of = node ?? element
  return (
    <Drawer
      open={of !== undefined}
      onClose={onClose}
      mask={false}
      placement={isWide ? 'right' : 'bottom'}
      size={isWide ? DETAILS_WIDTH : DETAILS_HEIGHT}
      getContainer={false}
      rootStyle={{ position: 'absolute' }}
      title={of && (lang === 'zh' ? of.nameZh : of.nameEn)}
    >
      {node && sums && <NodeDetails node={node} sums={sums} {...act} />}
      {element && <FirmDetails element={element} {...act} />}
    </Drawer>
  )
}

function NodeDetails({ node, sums, state, change }: ActProps & { node: TreeNode; sums: Sums }) {
  const { t } = useText()
  const isOpen = state.opened.includes(node.code)
  const isShut = state.shut.includes(node.code)
  const without = (list: readonly string[]) => list.filter((code) => code !== node.code)
  return (
    <div className="zq-graph-details">
      <p>
        <StateMark state={node.state} long />{' '}
        <Link to={`/chain/gaps?node=${node.code}`}>{t('chain.graph.why')}</Link>{' '}
        <span className="zq-soft">{node.code}</span>
      </p>
      <div className="zq-graph-figures">
        <Figure
          size="small"
          label={t('chain.graph.firms')}
          value={sums.firms}
          evidence={`/registry/enterprises?node=${node.code}`}
        />
        <Figure size="small" label={t('chain.graph.localFirms')} value={sums.localFirms} />
        <Figure
          size="small"
          label={t('chain.graph.relations')}
          value={sums.relations}
          evidence={`/chain/supplies?node=${node.code}`}
        />
        <Figure size="small" label={t('chain.graph.localRelations')} value={sums.localRelations} />
        <Figure size="small" label={t('chain.graph.amount')} value={sums.amount} unit="fen" />
      </div>
      {sums.isPartial && <p className="zq-soft">{t('chain.graph.partial')}</p>}
      <div className="zq-graph-acts">
        <Button
          type="primary"
          disabled={sums.firms === 0}
          onClick={() =>
            change({
              opened: isOpen ? without(state.opened) : [...state.opened, node.code],
              shut: without(state.shut),
            })
          }
        >
          {t(isOpen ? 'chain.graph.closeFirms' : 'chain.graph.openFirms')}
        </Button>
        <Button onClick={() => change({ shut: isShut ? without(state.shut) : [...state.shut, node.code] })}>
          {t(isShut ? 'chain.graph.unfold' : 'chain.graph.fold')}
        </Button>
        <Ends of={`node:${node.code}`} change={change} />
      </div>
    </div>
  )
}

function FirmDetails({ element, state, change }: ActProps & { element: GraphElement }) {
  const { t, lang } = useText()
  const { nodeName } = useNodeNames()
  const { regionName } = useRegionNames()
  if (element.kind === 'more')
    return (
      <div className="zq-graph-details">
        <p>
          {t('chain.graph.together', {
            count: element.firms === null ? t('chain.graph.few') : formatNumber(element.firms, lang),
            node: nodeName(element.node) || t('kit.unknown'),
          })}
        </p>
        {element.node && (
          <Link to={`/registry/enterprises?node=${element.node}`}>{t('chain.graph.toFirms')}</Link>
        )}
      </div>
    )
  return (
    <div className="zq-graph-details">
      <p>
        {[nodeName(element.node), regionName(element.district), t(`chain.graph.place.${element.place}`)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {element.soleFor !== null && element.soleFor > 0 && (
        <p>
          <b>{t('chain.graph.soleFor', { count: element.soleFor })}</b>
        </p>
      )}
      <div className="zq-graph-acts">
        {state.focus !== element.id && (
          <Button
            type="primary"
            onClick={() => change({ focus: element.id, chosen: undefined, opened: [], shut: [] })}
          >
            {t('chain.graph.focus')}
          </Button>
        )}
        <Link to={`/chain/risk/${element.id}`}>
          <Button>{t('chain.graph.toRisk')}</Button>
        </Link>
        {element.inLibrary && (
          <Link to={`/registry/enterprises/${element.id}`}>
            <Button>{t('chain.graph.toEnterprise')}</Button>
          </Link>
        )}
        <Link to={`/chain/supplies?firm=${element.id}`}>
          <Button>{t('chain.graph.toSupplies')}</Button>
        </Link>
        <Ends of={`firm:${element.id}`} change={change} />
      </div>
    </div>
  )
}

/** Takes what is chosen as one end of a path. */
function Ends({ of, change }: { of: string; change: ActProps['change'] }) {
  const { t } = useText()
  return (
    <>
      <Button onClick={() => change({ from: of })}>{t('chain.graph.asStart')}</Button>
      <Button onClick={() => change({ to: of })}>{t('chain.graph.asEnd')}</Button>
    </>
  )
}
