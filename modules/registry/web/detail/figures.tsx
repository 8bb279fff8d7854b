import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { FEN_PER_WAN, FEN_PER_YI } from '#kernel/core'
import { Chart, formatMonth, formatNumber, useText } from '#kernel/web'
import type { EnterpriseDetail } from '../../contract.ts'
import { NoRows, Section } from './section.tsx'

interface FiguresProps {
  readonly enterprise: EnterpriseDetail
  readonly onEdit: () => void
}

type Cell = number | null | undefined

/** The unit in which amounts of one table are shown: 亿元 when the largest reaches it, else 万元. */
function unitOf(amounts: readonly Cell[]): { fen: number; key: 'yi' | 'wan' } {
  const most = Math.max(0, ...amounts.map((amount) => Math.abs(amount ?? 0)))
  return most >= FEN_PER_YI ? { fen: FEN_PER_YI, key: 'yi' } : { fen: FEN_PER_WAN, key: 'wan' }
}

const scaled = (fen: Cell, unit: number) => (typeof fen === 'number' ? fen / unit : null)

/** Tooltip, legend and margins of both charts. */
const frameOf = (lang: 'zh' | 'en', unitText: string) => ({
  tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => amountText(value, lang, unitText) },
  legend: { top: 0 },
  grid: { left: 8, right: 12, top: 50, bottom: 4, containLabel: true },
})

/** Yearly and monthly figures, each as chart and table. */
export function Figures({ enterprise, onEdit }: FiguresProps) {
  return (
    <>
      <Yearly enterprise={enterprise} onEdit={onEdit} />
      <Monthly enterprise={enterprise} />
    </>
  )
}

const YEARLY_MONEY = ['revenue', 'output', 'rnd', 'exports'] as const

function Yearly({ enterprise, onEdit }: FiguresProps) {
  const { t, lang } = useText()
  const rows = useMemo(
    () => [...(enterprise.yearly ?? [])].sort((a, b) => a.year - b.year),
    [enterprise.yearly],
  )
  const unit = unitOf(rows.flatMap((row) => YEARLY_MONEY.map((key) => row[key])))
  const unitText = t(`registry.figures.unit.${unit.key}`)
  const { fen } = unit
  const option = useMemo(
    () => ({
      ...frameOf(lang, unitText),
      xAxis: { type: 'category', data: rows.map(({ year }) => String(year)), name: t('registry.field.year') },
      yAxis: { type: 'value', name: unitText },
      series: YEARLY_MONEY.filter((key) => rows.some((row) => typeof row[key] === 'number')).map((key) => ({
        name: t(`registry.field.${key}`),
        type: 'bar',
        barMaxWidth: 28,
        data: rows.map((row) => scaled(row[key], fen)),
      })),
    }),
    [rows, t, lang, unitText, fen],
  )
  return (
    <Section part="yearly" enterprise={enterprise} onEdit={onEdit}>
      {rows.length === 0 ? (
        <NoRows />
      ) : (
        <div className="zq-reg-two">
          <Chart
            option={option}
            label={t('registry.figures.yearlyChart', { name: enterprise.name })}
            height={260}
          />
          <FiguresTable
            head={t('registry.field.year')}
            unitText={unitText}
            columns={[...YEARLY_MONEY]}
            others={['staff']}
            rows={[...rows].reverse().map((row) => ({
              key: String(row.year),
              title: String(row.year),
              amounts: YEARLY_MONEY.map((key) => scaled(row[key], fen)),
              others: [row.staff],
            }))}
          />
        </div>
      )}
    </Section>
  )
}

const MONTHLY_MONEY = ['revenue', 'output'] as const

function Monthly({ enterprise }: { enterprise: EnterpriseDetail }) {
  const { t, lang } = useText()
  const [range, setRange] = useState<'year' | 'all'>('all')
  const all = useMemo(
    () => [...(enterprise.monthly ?? [])].sort((a, b) => (a.month < b.month ? -1 : 1)),
    [enterprise.monthly],
  )
  const rows = useMemo(() => (range === 'year' ? all.slice(-12) : all), [all, range])
  const unit = unitOf(all.flatMap((row) => MONTHLY_MONEY.map((key) => row[key])))
  const unitText = t(`registry.figures.unit.${unit.key}`)
  const { fen } = unit
  const option = useMemo(
    () => ({
      ...frameOf(lang, unitText),
      xAxis: {
        type: 'category',
        data: rows.map(({ month }) => month.slice(0, 7)),
        name: t('registry.field.month'),
      },
      yAxis: { type: 'value', name: unitText, scale: false },
      series: MONTHLY_MONEY.map((key) => ({
        name: t(`registry.field.${key}`),
        type: 'line',
        data: rows.map((row) => scaled(row[key], fen)),
      })),
    }),
    [rows, t, lang, unitText, fen],
  )
  return (
    <Section
      part="monthly"
      enterprise={enterprise}
      actions={
        all.length > 12 && (
          <Segmented
            size="small"
            value={range}
            onChange={setRange}
            options={[
              { value: 'year' as const, label: t('registry.figures.lastYear') },
              { value: 'all' as const, label: t('registry.figures.allMonths', { count: all.length }) },
            ]}
          />
        )
      }
    >
      {all.length === 0 ? (
        <NoRows />
      ) : (
        <div className="zq-reg-two">
          <Chart
            option={option}
            label={t('registry.figures.monthlyChart', { name: enterprise.name })}
            height={260}
          />
          <FiguresTable
            head={t('registry.field.month')}
            unitText={unitText}
            columns={[...MONTHLY_MONEY]}
            others={['staff', 'electricityKwh']}
            rows={[...rows].reverse().map((row) => ({
              key: row.month,
              title: formatMonth(row.month, lang),
              amounts: MONTHLY_MONEY.map((key) => scaled(row[key], fen)),
              others: [row.staff, row.electricityKwh],
            }))}
          />
        </div>
      )}
    </Section>
  )
}

function amountText(value: unknown, lang: 'zh' | 'en', unitText: string): string {
  return `${formatNumber(typeof value === 'number' ? value : null, lang)} ${typeof value === 'number' ? unitText : ''}`
}

interface FiguresTableProps {
  readonly head: string
  readonly unitText: string
  readonly columns: readonly string[]
  readonly others: readonly string[]
  readonly rows: readonly {
    readonly key: string
    readonly title: string
    readonly amounts: readonly (number | null)[]
    readonly others: readonly Cell[]
  }[]
}

/** Figures as a table; an unknown one is a dash, never a zero. */
function FiguresTable({ head, unitText, columns, others, rows }: FiguresTableProps) {
  const { t, lang } = useText()
  const cell = (value: Cell) =>
    typeof value === 'number' ? (
      formatNumber(value, lang)
    ) : (
      <span className="zq-soft">{t('kit.unknown')}</span>
    )
  return (
    <div className="zq-reg-scroll" style={{ maxHeight: 284, overflowY: 'auto' }}>
      <table className="zq-reg-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((key) => (
              <th key={key} scope="col" className="zq-reg-num">
                {t(`registry.field.${key}`)}
                <div className="zq-soft" style={{ fontWeight: 400, fontSize: 12 }}>
                  {unitText}
                </div>
              </th>
            ))}
            {others.map((key) => (
              <th key={key} scope="col" className="zq-reg-num">
                {t(`registry.field.${key}`)}
                <div className="zq-soft" style={{ fontWeight: 400, fontSize: 12 }}>
                  {t(key === 'staff' ? 'registry.unit.people' : 'registry.unit.kwh')}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              {row.amounts.map((value, at) => (
                <td key={columns[at]} className="zq-reg-num">
                  {cell(value)}
                </td>
              ))}
              {row.others.map((value, at) => (
                <td key={others[at]} className="zq-reg-num">
                  {cell(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
