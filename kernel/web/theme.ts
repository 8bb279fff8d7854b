import type { ThemeConfig } from 'antd'
import { theme as antdTheme } from 'antd'
import { useSyncExternalStore } from 'react'

export type Shade = 'light' | 'dark'
export type ShadeChoice = Shade | 'system'

const SHADE_KEY = 'zhiqing.shade'

export const FONT_FAMILY =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"

/** Colours that mean a state, dark enough (or light enough) for text on the surface of their shade. */
export const STATE_COLORS = {
  light: { green: '#1a7f4b', amber: '#a15c00', red: '#c4291c', unknown: '#5b6675', achieved: '#0b5cad' },
  dark: { green: '#4cc38a', amber: '#f0b14d', red: '#ff8a7a', unknown: '#9aa7b8', achieved: '#72b1ff' },
} as const

/** Colours of series in charts, told apart by the colour-blind too (after Okabe and Ito, adjusted to both shades). */
export const SERIES_COLORS = {
  light: ['#1557b0', '#d9822b', '#1f8a70', '#a04b9b', '#5c7cba', '#8a6d1f', '#c24c5a', '#4a5568'],
  dark: ['#6ea8fe', '#f2a65a', '#4fc3a1', '#cf8fd0', '#9db7e8', '#d3b860', '#f08a96', '#a0aec0'],
} as const

const SURFACE = {
  light: {
    layout: '#f3f5f8',
    container: '#ffffff',
    elevated: '#ffffff',
    border: '#d5dbe3',
    split: '#e6eaf0',
  },
  dark: { layout: '#0d131c', container: '#151d29', elevated: '#1b2534', border: '#33415a', split: '#253044' },
} as const

/** The product's theme for Ant Design: calm, dense, with real dark surfaces. */
export function themeOf(shade: Shade): ThemeConfig {
  const surface = SURFACE[shade]
  const dark = shade === 'dark'
  return {
    algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#5b9bff' : '#1557b0',
      colorInfo: dark ? '#5b9bff' : '#1557b0',
      colorLink: dark ? '#7fb2ff' : '#1557b0',
      colorSuccess: dark ? '#3fae7a' : '#1a7f4b',
      colorWarning: dark ? '#e0a040' : '#c27803',
      colorError: dark ? '#f0705f' : '#c4291c',
      colorBgLayout: surface.layout,
      colorBgContainer: surface.container,
      colorBgElevated: surface.elevated,
      colorBorder: surface.border,
      colorBorderSecondary: surface.split,
      colorText: dark ? '#e6ebf2' : '#1a2433',
      colorTextSecondary: dark ? '#a9b5c6' : '#4a5768',
      colorTextTertiary: dark ? '#93a0b3' : '#5f6c7d',
      colorTextPlaceholder: dark ? '#7f8da1' : '#6b7787',
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      borderRadius: 4,
      borderRadiusLG: 6,
      wireframe: false,
      controlHeight: 32,
    },
    components: {
      Layout: {
        headerBg: surface.container,
        headerHeight: 52,
        headerPadding: '0 16px',
        siderBg: surface.container,
        bodyBg: surface.layout,
        lightSiderBg: surface.container,
      },
      Menu: {
        itemHeight: 36,
        itemMarginInline: 8,
        groupTitleFontSize: 12,
        itemBg: 'transparent',
        itemSelectedBg: dark ? '#1b2c47' : '#e8f0fb',
        itemSelectedColor: dark ? '#9cc3ff' : '#1557b0',
      },
      Table: {
        headerBg: dark ? '#1a2433' : '#f6f8fb',
        headerColor: dark ? '#c3cedc' : '#3b4757',
        rowHoverBg: dark ? '#1b2738' : '#f2f6fc',
        cellPaddingBlockSM: 6,
        cellPaddingInlineSM: 10,
      },
      Button: { primaryColor: dark ? '#0b1420' : '#ffffff' },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Card: { bodyPadding: 16, headerHeight: 44, headerFontSize: 15 },
      Tooltip: dark ? { colorBgSpotlight: '#2a374b' } : {},
    },
  }
}

const media = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined
const listeners = new Set<() => void>()

function storedChoice(): ShadeChoice {
  const stored = localStorage.getItem(SHADE_KEY)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function currentShade(): Shade {
  const choice = storedChoice()
  if (choice !== 'system') return choice
  return media?.matches ? 'dark' : 'light'
}

/** Puts the shade on the document, for the style sheet and the browser's own controls. Call before the first render. */
export function applyShade(): void {
  document.documentElement.dataset.shade = currentShade()
}

/** Remembers the user's choice and applies it at once. */
export function setShadeChoice(choice: ShadeChoice): void {
  if (choice === 'system') localStorage.removeItem(SHADE_KEY)
  else localStorage.setItem(SHADE_KEY, choice)
  announce()
}

function announce(): void {
  applyShade()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  media?.addEventListener('change', announce)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) media?.removeEventListener('change', announce)
  }
}

/** The shade in force: what the user chose, or what the system asks for. */
export function useShade(): Shade {
  return useSyncExternalStore(subscribe, currentShade)
}

export function useShadeChoice(): ShadeChoice {
  return useSyncExternalStore(subscribe, storedChoice)
}
