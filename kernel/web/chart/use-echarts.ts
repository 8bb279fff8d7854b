import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Shade, useShade } from '../theme.ts'
import { chartTheme } from './chart-theme.ts'

export type EchartsParts = typeof import('./echarts.ts')

let loading: Promise<EchartsParts> | undefined

/** Loads ECharts once for all charts; a failed load is tried again by the next chart. */
export function loadEcharts(): Promise<EchartsParts> {
  loading ??= import('./echarts.ts').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

interface Drawing {
  /** The element to draw in. */
  readonly box: RefObject<HTMLDivElement | null>
  readonly chart: RefObject<EChartsType | undefined>
  readonly state: 'loading' | 'ready' | 'failed'
  readonly shade: Shade
}

/**
 * Draws an option in an element: theme by shade, size by the element. `prepare` runs before the first drawing
 * (maps are registered there); keep it stable.
 */
export function useEcharts(
  option: EChartsCoreOption | undefined,
  handlers: Readonly<Record<string, (event: never) => void>> = {},
  prepare?: (parts: EchartsParts) => void,
): Drawing {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | undefined>(undefined)
  const latest = useRef(handlers)
  latest.current = handlers
  const [state, setState] = useState<Drawing['state']>('loading')
  const shade = useShade()
  const names = Object.keys(handlers).join(',')

  useEffect(() => {
    const element = box.current
    if (!element) return
    let gone = false
    let observer: ResizeObserver | undefined
    loadEcharts()
      .then((parts) => {
        if (gone) return
        prepare?.(parts)
        const begin = () => {
          const made = parts.init(element, chartTheme(shade), { renderer: 'canvas' })
          chart.current = made
          for (const name of names.split(',').filter(Boolean)) {
            made.on(name, (event: unknown) => latest.current[name]?.(event as never))
          }
          setState('ready')
        }
        // An element that is not shown (a folded panel, a page being left) has no size, and a map laid out in no size
        // cannot be laid out again: its scale is zero and has no inverse. So drawing waits for a size and keeps it.
        const fit = () => {
          if (element.clientWidth === 0 || element.clientHeight === 0) return
          if (chart.current) chart.current.resize()
          else begin()
        }
        fit()
        observer = new ResizeObserver(fit)
        observer.observe(element)
      })
      .catch((error: unknown) => {
        console.error(error)
        if (!gone) setState('failed')
      })
    return () => {
      gone = true
      observer?.disconnect()
      chart.current?.dispose()
      chart.current = undefined
      setState('loading')
    }
  }, [shade, prepare, names])

  useEffect(() => {
    if (state === 'ready' && option) chart.current?.setOption(option, { notMerge: true })
  }, [state, option])

  return { box, chart, state, shade }
}
