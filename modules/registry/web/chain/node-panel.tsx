import { Button, Tag } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { Chart, Figure, formatNumber, SERIES_COLORS, useCan, useShade, useText } from '#kernel/web'
import type { ChainNode } from '../../contract.ts'
import { nodeTitle } from '../reference.ts'
import { NodeMarks } from './chain-tree.tsx'
import { childrenByParent, pathOf } from './tree.ts'

interface NodePanelProps {
  readonly node: ChainNode
  readonly nodes: readonly ChainNode[]
  readonly byCode: ReadonlyMap<string, ChainNode>
  readonly onChoose: (code: string) => void
}

/** One node: its names, marks and place, the firms that can make it, and what is below it. */
export function NodePanel({ node, nodes, byCode, onChoose }: NodePanelProps) {
  const { t, lang, has } = useText()
  const canRead = useCan('registry.enterprise.read')
  const children = useMemo(() => childrenByParent(nodes), [nodes])
  const below = children.get(node.code) ?? []
  const path = pathOf(byCode, node.code)
  const synonyms = [...node.synonymsZh, ...node.synonymsEn]
  const firms = `/registry/enterprises?node=${encodeURIComponent(node.code)}`
  const stageKey = `registry.taxonomy.stage.${node.stage}`
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, minWidth: 0 }}>
      <div>
        <h2 style={{ margin: 0, fontSize: 17 }}>
          <span className="zq-reg-node">
            {nodeTitle(node, lang)} <NodeMarks node={node} />
          </span>
        </h2>
        <span className="zq-soft">{lang === 'zh' ? node.nameEn : node.nameZh}</span>
      </div>
      <Figure
        label={t('registry.taxonomy.count')}
        value={node.enterprises}
        unitText={t('registry.unit.firms')}
        evidence={canRead ? firms : undefined}
        extra={
          canRead &&
          node.enterprises > 0 && (
            <Link to={firms}>
              <Button size="small" type="primary">
                {t('registry.taxonomy.firms', { count: formatNumber(node.enterprises, lang) })}
              </Button>
            </Link>
          )
        }
      />
      <dl className="zq-reg-facts" style={{ gridTemplateColumns: '1fr' }}>
        {path.length > 1 && (
          <div>
            <dt>{t('registry.taxonomy.path')}</dt>
            <dd>
              {path.slice(0, -1).map((code) => {
                const above = byCode.get(code)
                return (
                  <span key={code}>
                    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onChoose(code)}>
                      {above ? nodeTitle(above, lang) : code}
                    </Button>
                    {' / '}
                  </span>
                )
              })}
              {nodeTitle(node, lang)}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('registry.taxonomy.code')}</dt>
          <dd className="zq-number">{node.code}</dd>
        </div>
        {node.stage && (
          <div>
            <dt>{t('registry.taxonomy.stage')}</dt>
            <dd>{has(stageKey) ? t(stageKey) : node.stage}</dd>
          </div>
        )}
        {synonyms.length > 0 && (
          <div>
            <dt>{t('registry.taxonomy.synonyms')}</dt>
            <dd>
              <span className="zq-reg-tags">
                {synonyms.map((synonym) => (
                  <Tag key={synonym}>{synonym}</Tag>
                ))}
              </span>
            </dd>
          </div>
        )}
      </dl>
      {below.length > 0 && <Picture node={node} below={below} nodesBelow={children} onChoose={onChoose} />}
    </div>
  )
}

interface PictureProps {
  readonly node: ChainNode
  readonly below: readonly ChainNode[]
  readonly nodesBelow: ReadonlyMap<string | null, ChainNode[]>
  readonly onChoose: (code: string) => void
}

/** The firms below a node as areas, two levels deep. */
function Picture({ node, below, nodesBelow, onChoose }: PictureProps) {
  const { t, lang } = useText()
  const shade = useShade()
  const option = useMemo(() => {
    const colors = SERIES_COLORS[shade]
    const area = (of: ChainNode) => ({ name: nodeTitle(of, lang), value: of.enterprises, code: of.code })
    const surface = shade === 'dark' ? '#151d29' : '#ffffff'
    // The areas are dark in the light shade and light in the dark one; the names stand out from them in both.
    const ink =
      shade === 'dark'
        ? { color: '#0d131c', textBorderWidth: 0 }
        : { color: '#ffffff', textBorderColor: 'rgba(0,0,0,0.45)', textBorderWidth: 2 }
    return {
      tooltip: { valueFormatter: (value: unknown) => formatNumber(Number(value), lang) },
      series: [
        {
          type: 'treemap',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          label: ink,
          upperLabel: {
            show: true,
            height: 22,
            ...ink,
          },
          levels: [
            { itemStyle: { gapWidth: 3, borderWidth: 0 }, upperLabel: { show: false } },
            { itemStyle: { gapWidth: 1, borderWidth: 1, borderColorSaturation: 0.5 } },
            { colorSaturation: [0.3, 0.55], itemStyle: { gapWidth: 1, borderColor: surface } },
          ],
          data: below
            .filter(({ enterprises }) => enterprises > 0)
            .map((child, at) => {
              const inner = (nodesBelow.get(child.code) ?? []).filter(({ enterprises }) => enterprises > 0)
              return {
                ...area(child),
                itemStyle: { color: colors[at % colors.length], borderColor: colors[at % colors.length] },
                ...(inner.length > 0 ? { children: inner.map(area) } : {}),
              }
            }),
        },
      ],
    }
  }, [below, nodesBelow, lang, shade])
  const table = useMemo(
    () => ({
      columns: [t('registry.taxonomy.children'), t('registry.taxonomy.count')],
      rows: below.map((of) => [nodeTitle(of, lang), of.enterprises]),
    }),
    [below, lang, t],
  )
  const name = nodeTitle(node, lang)
  return (
    <div>
      <Chart
        option={option}
        table={table}
        label={t('registry.taxonomy.picture', { name })}
        height={340}
        empty={below.every(({ enterprises }) => enterprises === 0)}
        onClick={({ data }) => {
          const code = (data as { code?: string } | undefined)?.code
          if (code) onChoose(code)
        }}
      />
      <p className="zq-soft" style={{ margin: '4px 0 0', fontSize: 12 }}>
        {t('registry.taxonomy.pictureHint')}
      </p>
    </div>
  )
}
