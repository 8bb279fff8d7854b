import { FONT_FAMILY, SERIES_COLORS, type Shade } from '../theme.ts'

const INK = {
  light: { text: '#1a2433', soft: '#4a5768', line: '#b9c3d0', split: '#e6eaf0', surface: '#ffffff' },
  dark: { text: '#e6ebf2', soft: '#a9b5c6', line: '#45546e', split: '#253044', surface: '#1b2534' },
} as const

/** Colours and type of charts in one shade, as an ECharts theme. */
export function chartTheme(shade: Shade): Record<string, unknown> {
  const ink = INK[shade]
  const axis = {
    axisLine: { lineStyle: { color: ink.line } },
    axisTick: { lineStyle: { color: ink.line } },
    axisLabel: { color: ink.soft },
    nameTextStyle: { color: ink.soft },
    splitLine: { lineStyle: { color: ink.split } },
  }
  return {
    color: SERIES_COLORS[shade],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT_FAMILY, color: ink.text },
    title: { textStyle: { color: ink.text, fontSize: 14 }, subtextStyle: { color: ink.soft } },
    legend: {
      top: 0,
      bottom: 'auto',
      itemWidth: 18,
      textStyle: { color: ink.soft },
      inactiveColor: ink.line,
    },
    tooltip: {
      backgroundColor: ink.surface,
      borderColor: ink.line,
      textStyle: { color: ink.text, fontSize: 13 },
      confine: true,
    },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    logAxis: axis,
    visualMap: { textStyle: { color: ink.soft } },
    line: { symbolSize: 5 },
  }
}

/** Steps of a choropleth, few to many. */
export const MAP_STEPS = {
  light: ['#e3edf9', '#b9d2f0', '#7fabdf', '#4582c7', '#1557b0'],
  dark: ['#1d2f4d', '#27497a', '#3567ab', '#5b8fd9', '#9cc3ff'],
} as const

export function inkOf(shade: Shade): (typeof INK)[Shade] {
  return INK[shade]
}
