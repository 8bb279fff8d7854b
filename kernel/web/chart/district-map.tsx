import { Button, Grid } from 'antd'
import { useCallback, useId, useMemo } from 'react'
import { formatNumber } from '../format.ts'
import { useText } from '../i18n.ts'
import { EmptyState } from '../parts/states.tsx'
import { useShade } from '../theme.ts'
import { inkOf, MAP_STEPS } from './chart-theme.ts'
import {
  classOf,
  codePropertyOf,
  type DistrictGeometry,
  type DistrictValue,
  namedByCode,
  quantileClasses,
  ranked,
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
  const wide = Grid.useBreakpoint().md ?? true
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
  const option = useMemo(
    () =>
      mapOption({ mapName, values, shade, chosen: chosen ?? null, format, wide, unknown: t('kit.unknown') }),
    [mapName, values, shade, chosen, format, wide, t],
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
      <div style={{ display: 'flex', flexDirection: 'column', minHeight: 0, maxHeight: height }}>
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
                  {format(district.value)}
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

interface MapOptionInput {
  readonly mapName: string
  readonly values: readonly DistrictValue[]
  readonly shade: 'light' | 'dark'
  readonly chosen: string | null
  readonly format: (value: number | null) => string
  readonly wide: boolean
  readonly unknown: string
}

function mapOption({ mapName, values, shade, chosen, format, wide, unknown }: MapOptionInput) {
  const ink = inkOf(shade)
  const steps = MAP_STEPS[shade]
  const classes = quantileClasses(values, steps.length)
  const unknownColor = shade === 'dark' ? '#2a3443' : '#eef0f3'
  const byCode = new Map(values.map((district) => [district.code, district]))
  const colorOf = (at: number) =>
    steps[classes.length <= 1 ? 2 : Math.round((at * (steps.length - 1)) / (classes.length - 1))]
  return {
    animationDuration: 200,
    tooltip: {
      trigger: 'item',
      formatter: ({ name }: { name: string }) => {
        const district = byCode.get(name)
        // ECharts sets this as HTML: names are data and must not be markup.
        return district ? `${escapeHtml(district.name)}<br/><b>${escapeHtml(format(district.value))}</b>` : ''
      },
    },
    visualMap: {
      type: 'piecewise',
      orient: wide ? 'vertical' : 'horizontal',
      left: 0,
      bottom: 0,
      itemWidth: 14,
      itemHeight: 12,
      itemGap: 4,
      dimension: 0,
      selectedMode: false,
      textStyle: { color: ink.soft, fontSize: 12 },
      pieces: [
        ...classes.map(({ min, max }, at) => ({
          value: at,
          label: min === max ? format(min) : `${format(min)} – ${format(max)}`,
          color: colorOf(at),
        })),
        ...(values.some(({ value }) => value === null)
          ? [{ value: -1, label: unknown, color: unknownColor }]
          : []),
      ].reverse(),
    },
    series: [
      {
        type: 'map',
        map: mapName,
        aspectScale: 0.86,
        roam: false,
        layoutCenter: wide ? ['52%', '50%'] : ['50%', '43%'],
        layoutSize: wide ? '98%' : '86%',
        selectedMode: false,
        label: { show: false },
        itemStyle: { borderColor: ink.line, borderWidth: 0.8, areaColor: unknownColor },
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: undefined, borderColor: ink.text, borderWidth: 1.5 },
        },
        data: values.map(({ code, value }) => ({
          name: code,
          value: classOf(value, classes),
          itemStyle: code === chosen ? { borderColor: ink.text, borderWidth: 2.5 } : undefined,
        })),
      },
    ],
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
