import type { Shade } from '#kernel/web'
import type { GapState } from '../../contract.ts'

/** Colours of the canvas; the same meanings as on the gap list, where they are style sheets. */
interface Palette {
  readonly text: string
  readonly surface: string
  readonly state: Readonly<Record<GapState | 'unknown', string>>
  readonly place: Readonly<Record<'local' | 'outside' | 'unknown', string>>
  readonly branch: string
  readonly flow: string
  readonly line: string
  readonly into: string
  readonly outOf: string
  readonly path: string
}

export const PALETTES: Readonly<Record<Shade, Palette>> = {
  light: {
    text: '#1c2634',
    surface: '#ffffff',
    state: { strong: '#1a7f4b', weak: '#a15c00', missing: '#c4291c', at_risk: '#7b3fa0', unknown: '#8793a3' },
    place: { local: '#1557b0', outside: '#b45f06', unknown: '#8793a3' },
    branch: 'rgb(28 38 52 / 18%)',
    flow: 'rgb(21 87 176 / 12%)',
    line: 'rgb(21 87 176 / 32%)',
    into: 'rgb(180 95 6 / 60%)',
    outOf: 'rgb(21 87 176 / 60%)',
    path: '#c4291c',
  },
  dark: {
    text: '#e6edf7',
    surface: '#141c28',
    state: { strong: '#4cc38a', weak: '#f0b14d', missing: '#ff8a7a', at_risk: '#cf8fd0', unknown: '#9aa7b8' },
    place: { local: '#6ea8fe', outside: '#f0a860', unknown: '#9aa7b8' },
    branch: 'rgb(230 237 247 / 20%)',
    flow: 'rgb(110 168 254 / 14%)',
    line: 'rgb(110 168 254 / 36%)',
    into: 'rgb(240 168 96 / 65%)',
    outOf: 'rgb(110 168 254 / 65%)',
    path: '#ff8a7a',
  },
}
