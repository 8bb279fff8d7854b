import { Grid } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { Chart, formatMoney, formatPercent, SERIES_COLORS, useShade, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { placeNeighbours, type Relation, type Side, sideOf } from './relation-picture.ts'
import { NoRows, Section } from './section.tsx'

/** Neighbours drawn on each side; more would not be readable. */
const LIMIT = 10

interface RelationsProps {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}

/** Suppliers, customers and kin of the enterprise, as a picture and as lists. */
export function Relations({ enterprise, onEdit }: RelationsProps) {
  const { t } = useText()
  const rows = enterprise.relations ?? []
  const on = (side: Side) => rows.filter((row) => sideOf(row) === side)
  return (
    <Section part="relations" enterprise={enterprise} onEdit={onEdit}>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <>
          <Picture enterprise={enterprise} rows={rows} />
          <div className="zq-reg-two">
            <RelationList title={t('registry.relation.upstream')} rows={on('upstream')} />
            <RelationList title={t('registry.relation.downstream')} rows={on('downstream')} />
          </div>
          {on('ownership').length > 0 && (
            <RelationList title={t('registry.relation.ownership')} rows={on('ownership')} />
          )}
        </>
      )}
    </Section>
  )
}

function Picture({ enterprise, rows }: { enterprise: EnterpriseDetail; rows: readonly Relation[] }) {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const shade = useShade()
  const wide = Grid.useBreakpoint().md ?? true
  const { id, name } = enterprise
  const placed = useMemo(() => placeNeighbours({ id, name }, rows, wide ? LIMIT : 6), [id, name, rows, wide])
  const option = useMemo(() => {
    const colors = SERIES_COLORS[shade]
    const colorOf = { self: colors[0], upstream: colors[2], downstream: colors[1], ownership: colors[3] }
    const text = shade === 'dark' ? '#e6ebf2' : '#1a2433'
    const line = shade === 'dark' ? '#45546e' : '#b9c3d0'
    const shorten = (of: string) => {
      const most = wide ? 14 : 6
      return of.length > most ? `${of.slice(0, most)}…` : of
    }
    return {
      tooltip: {
        formatter: ({
          dataType,
          data,
        }: {
          dataType?: string
          data?: { name?: string; amount?: number | null }
        }) => (dataType === 'node' ? tipOf(data?.name ?? '', formatMoney(data?.amount ?? null, lang)) : ''),
      },
      // A hidden grid places the firms: a graph of its own would be stretched to the box, its circles with it.
      grid: { left: wide ? 200 : 104, right: wide ? 200 : 104, top: 14, bottom: 30 },
      xAxis: { show: false, type: 'value', min: -1, max: 1 },
      yAxis: { show: false, type: 'value', inverse: true, min: placed.top, max: placed.bottom },
      series: [
        {
          type: 'graph',
          coordinateSystem: 'cartesian2d',
          edgeSymbol: ['none', 'arrow'],
          edgeSymbolSize: 7,
          lineStyle: { color: line, width: 1.2, curveness: 0 },
          label: { show: true, color: text, fontSize: 12 },
          emphasis: { focus: 'adjacency' },
          data: placed.nodes.map((node) => ({
            id: node.id,
            name: node.name,
            value: [node.x, node.y],
            amount: node.amount,
            opens: node.opens,
            symbolSize: node.side === 'self' ? 22 : 12,
            itemStyle: { color: colorOf[node.side] },
            label: {
              position: node.side === 'upstream' ? 'left' : node.side === 'downstream' ? 'right' : 'bottom',
              fontWeight: node.side === 'self' ? 600 : 400,
              formatter: shorten(node.name),
            },
          })),
          links: placed.nodes
            .filter(({ side }) => side !== 'self')
            .map((node) =>
              node.side === 'upstream' ? { source: node.id, target: id } : { source: id, target: node.id },
            ),
        },
      ],
    }
  }, [placed, id, lang, shade, wide])
  const table = useMemo(
    () => ({
      columns: [t('registry.field.other'), t('registry.field.relation'), t('registry.field.amount')],
      rows: placed.nodes
        .filter(({ side }) => side !== 'self')
        .map(({ name: other, side, amount }) => [
          other,
          t(`registry.relation.${side}`),
          formatMoney(amount, lang),
        ]),
    }),
    [placed, t, lang],
  )
  return (
    <div>
      <Chart
        option={option}
        table={table}
        label={t('registry.relation.picture', { name })}
        height={Math.max(180, (placed.bottom - placed.top) * 34 + 60)}
        onClick={({ data }) => {
          const opens = (data as { opens?: string | null } | undefined)?.opens
          if (opens) void navigate(`/registry/enterprises/${opens}?tab=relations`)
        }}
      />
      <p className="zq-soft" style={{ margin: 0, fontSize: 12 }}>
        {t('registry.relation.open')}{' '}
        {placed.left > 0 && t('registry.relation.more', { shown: wide ? LIMIT : 6, more: placed.left })}
      </p>
    </div>
  )
}

/** A tooltip as elements, so that a name is never read as markup. */
function tipOf(name: string, amount: string): HTMLElement {
  const tip = document.createElement('div')
  const strong = document.createElement('strong')
  strong.textContent = name
  tip.append(strong, document.createElement('br'), amount)
  return tip
}

/** What an ownership row says of this enterprise. */
function kinText(row: Relation): string {
  if (row.kind === 'owns') return row.direction === 'out' ? 'ownsOther' : 'ownedBy'
  return row.direction === 'out' ? 'branchOfOther' : 'hasBranch'
}

function RelationList({ title, rows }: { title: string; rows: readonly Relation[] }) {
  const { t, has, lang } = useText()
  const evidenceOf = (of: string | null | undefined) =>
    of && has(`registry.source.${of}`) ? t(`registry.source.${of}`) : of
  const sorted = [...rows].sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1))
  return (
    <div style={{ minWidth: 0 }}>
      <h3 style={{ margin: '8px 0 4px', fontSize: 14 }}>
        {title} <span className="zq-soft zq-number">{rows.length}</span>
      </h3>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <div className="zq-reg-scroll" style={{ maxHeight: 420, overflowY: 'auto' }}>
          <table className="zq-reg-table">
            <thead>
              <tr>
                <th scope="col">{t('registry.field.other')}</th>
                <th scope="col">{t('registry.field.node')}</th>
                <th scope="col" className="zq-reg-num">
                  {t('registry.field.amount')}
                </th>
                <th scope="col" className="zq-reg-num">
                  {t('registry.field.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((row) => (
                <tr key={row.id}>
                  <td style={{ minWidth: 150 }}>
                    {row.otherId ? (
                      <Link to={`/registry/enterprises/${row.otherId}`}>{row.otherName ?? row.otherId}</Link>
                    ) : (
                      <>
                        {row.otherName} <span className="zq-soft">({t('registry.relation.outside')})</span>
                      </>
                    )}
                    <div className="zq-soft" style={{ fontSize: 12 }}>
                      {[row.period, evidenceOf(row.evidence)].filter(Boolean).join(' · ')}
                    </div>
                  </td>
                  <td>
                    {row.kind === 'supplies'
                      ? (row.nodeName ?? row.node ?? '–')
                      : t(`registry.relation.${kinText(row)}`)}
                  </td>
                  <td className="zq-reg-num">
                    {typeof row.amount === 'number' ? formatMoney(row.amount, lang) : t('kit.unknown')}
                  </td>
                  <td className="zq-reg-num">
                    {typeof row.share === 'number' ? formatPercent(row.share, lang) : t('kit.unknown')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
