import { Button } from 'antd'
import { useCallback, useId, useMemo } from 'react'
import { formatNumber } from '../format.ts'
import { useText } from '../i18n.ts'
import { EmptyState } from '../parts/states.tsx'
import { type Shade, useShade } from '../theme.ts'
import { inkOf, MAP_STEPS } from './chart-theme.ts'
import {
  classOf,
  codePropertyOf,
  type DistrictGeometry,
  type DistrictValue,
  type MapClass,
  namedByCode,
  quantileClasses,
  ranked,
  spansOf,
} from './map-values.ts'
import { type EchartsParts, useEcharts } from './use-echarts.ts'
import './chart.css'

export interface DistrictMapProps {
  readonly geojson: DistrictGeometry
  readonly values: readonly DistrictValue[]
  /** What the map shows, in a sentence: its accessible name. */
  readonly label: string
  /** How a value reads, in tooltip, list and legend. */
  readonly format?: (value: number) => string
  /** Code of the chosen district. */
  readonly chosen?: string | null
  /** A district was chosen, or with null the whole city. */
  readonly onChoose?: (code: string | null) => void
  /** 审图号 of the outlines, where they have one. */
  readonly approval?: string
  readonly height?: number
}

/** Districts coloured by value, with legend and tooltip; the list beside it does the same by keyboard. */
export function DistrictMap(props: DistrictMapProps) {
  const { geojson, values, label, chosen, onChoose, height = 360 } = props
  const { t, lang } = useText()
  const shade = useShade()
  const mapName = useId()
  const format = useCallback(
    (value: number | null) =>
      value === null ? t('kit.unknown') : (props.format ?? ((of: number) => formatNumber(of, lang)))(value),
    [props.format, lang, t],
  )
  const prepare = useCallback(
    (parts: EchartsParts) =>
      parts.registerMap(mapName, namedByCode(geojson, codePropertyOf(geojson)) as never),
    [geojson, mapName],
  )
  const classes = useMemo(() => quantileClasses(values, MAP_STEPS[shade].length), [values, shade])
  const spans = useMemo(() => spansOf(values, classes), [values, classes])
  const pieces = useMemo(() => piecesOf(values, classes, shade), [values, classes, shade])
  const option = useMemo(
    () =>
      mapOption({
        mapName,
        values,
        shade,
        chosen: chosen ?? null,
        textOf: ({ hidden, value }) => (hidden ? t('kit.map.hidden') : format(value)),
        classes,
        pieces,
      }),
    [mapName, values, shade, chosen, format, classes, pieces, t],
  )
  const choose = (code: string) => onChoose?.(code === chosen ? null : code)
  const { box, state } = useEcharts(
    option,
    { click: (event: { name: string }) => choose(event.name) },
    prepare,
  )
  return (
    <section className="zq-map" aria-label={label}>
      {state === 'failed' && <EmptyState title={t('kit.chart.failed')} />}
      <div
        ref={box}
        role="img"
        aria-label={label}
        style={{ height, display: state === 'failed' ? 'none' : undefined }}
      />
      <ul className="zq-map-legend" aria-label={t('kit.map.legend')}>
        {pieces.map(({ at, color }) => (
          <li key={at}>
            <span style={{ background: color }} />
            {rangeText(spans[at], format)}
          </li>
        ))}
        {values.some(({ hidden }) => hidden) && (
          <li>
            <span className="zq-map-hidden">{HIDDEN_MARK}</span>
            {t('kit.map.hidden')}
          </li>
        )}
      </ul>
      <div
        className="zq-map-side"
        style={{ display: 'flex', flexDirection: 'column', minHeight: 0, maxHeight: height }}
      >
        {chosen && onChoose && (
          <Button size="small" onClick={() => onChoose(null)} style={{ marginBottom: 6 }}>
            {t('kit.map.clear')}
          </Button>
        )}
        <ul className="zq-map-list" aria-label={t('kit.map.list')}>
          {ranked(values).map((district) => (
            <li key={district.code}>
              <button
                type="button"
                aria-pressed={district.code === chosen}
                onClick={() => choose(district.code)}
              >
                <span>{district.name}</span>
                <span className={district.value === null ? 'zq-soft' : 'zq-number'}>
                  {district.hidden ? t('kit.map.hidden') : format(district.value)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className="zq-map-note">
        {t('kit.map.notice')} {props.approval && t('kit.map.approval', { number: props.approval })}
      </p>
    </section>
  )
}

/** Stands on a district whose value is withheld. */
const HIDDEN_MARK = '<5'

const UNKNOWN_COLOR = { light: '#eef0f3', dark: '#2a3443' } as const

interface MapPiece {
  /** Index of the class; -1 for the unknown. */
  readonly at: number
  readonly color: string
}

function piecesOf(values: readonly DistrictValue[], classes: readonly MapClass[], shade: Shade): MapPiece[] {
  const steps = MAP_STEPS[shade]
  const colorOf = (at: number) =>
    steps[classes.length <= 1 ? 2 : Math.round((at * (steps.length - 1)) / (classes.length - 1))] ?? steps[0]
  const pieces = classes.map((_, at) => ({ at, color: colorOf(at) as string }))
  const unknown = values.some(({ value, hidden }) => value === null && !hidden)
  return unknown ? [...pieces, { at: -1, color: UNKNOWN_COLOR[shade] }] : pieces
}

function rangeText(of: MapClass | undefined, format: (value: number | null) => string): string {
  if (!of) return format(null)
  return of.min === of.max ? format(of.min) : `${format(of.min)} – ${format(of.max)}`
}

interface MapOptionInput {
  readonly mapName: string
  readonly values: readonly DistrictValue[]
  readonly shade: Shade
  readonly chosen: string | null
  readonly textOf: (district: DistrictValue) => string
  readonly classes: readonly MapClass[]
  readonly pieces: readonly MapPiece[]
}

function mapOption({ mapName, values, shade, chosen, textOf, classes, pieces }: MapOptionInput) {
  const ink = inkOf(shade)
  const byCode = new Map(values.map((district) => [district.code, district]))
  return {
    animationDuration: 200,
    tooltip: {
      trigger: 'item',
      formatter: ({ name }: { name: string }) => {
        const district = byCode.get(name)
        // ECharts sets this as HTML: names are data and must not be markup.
        return district ? `${escapeHtml(district.name)}<br/><b>${escapeHtml(textOf(district))}</b>` : ''
      },
    },
    visualMap: {
      type: 'piecewise',
      show: false,
      dimension: 0,
      // The withheld are drawn as the unknown are, which may not have a class of their own.
      pieces: [...pieces.filter(({ at }) => at !== -1), { at: -1, color: UNKNOWN_COLOR[shade] }].map(
        ({ at, color }) => ({ value: at, color }),
      ),
    },
    series: [
      {
        type: 'map',
        map: mapName,
        aspectScale: 0.86,
        roam: false,
        layoutCenter: ['50%', '50%'],
        layoutSize: '98%',
        selectedMode: false,
        label: { show: false },
        itemStyle: { borderColor: ink.line, borderWidth: 0.8, areaColor: UNKNOWN_COLOR[shade] },
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: undefined, borderColor: ink.text, borderWidth: 1.5 },
        },
        data: values.map(({ code, value, hidden }) => ({
          name: code,
          value: classOf(value, classes),
          label: hidden ? { show: true, formatter: HIDDEN_MARK, color: ink.soft, fontSize: 10 } : undefined,
          itemStyle: code === chosen ? { borderColor: ink.text, borderWidth: 2.5 } : undefined,
        })),
      },
    ],
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
