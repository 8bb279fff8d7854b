import { civilDate, DISPLAY_ZONE, dayjs, FEN_PER_WAN, FEN_PER_YI, FEN_PER_YUAN } from '../core/index.ts'
import type { Lang } from './language.ts'

/** What is shown where a value is not known: never a zero. */
export const UNKNOWN: Record<Lang, string> = { zh: '未知', en: 'unknown' }

const LOCALE: Record<Lang, string> = { zh: 'zh-CN', en: 'en-US' }

type Maybe<T> = T | null | undefined

function known(value: Maybe<number>): value is number {
  return value !== null && value !== undefined && Number.isFinite(value)
}

/** A number with thousands separators and at most `digits` decimals. @example formatNumber(33618, 'zh') // '33,618' */
export function formatNumber(value: Maybe<number>, lang: Lang, digits = 2): string {
  if (!known(value)) return UNKNOWN[lang]
  return new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: digits }).format(value)
}

/** `auto` reads as 元, 万元, 亿元 in Chinese and as CNY 1, CNY 1 million, CNY 1 billion in English. */
export type MoneyUnit = 'auto' | 'yuan' | 'wan' | 'yi'

interface MoneyScale {
  readonly fen: number
  readonly word: string
}

/** English names the currency before the number and the scale after it. */
const CURRENCY: Record<Lang, string> = { zh: '', en: 'CNY ' }

const YUAN: Record<Lang, MoneyScale> = {
  zh: { fen: FEN_PER_YUAN, word: '元' },
  en: { fen: FEN_PER_YUAN, word: '' },
}
const WAN: Record<Lang, MoneyScale> = {
  zh: { fen: FEN_PER_WAN, word: '万元' },
  en: { fen: FEN_PER_YUAN * 1e6, word: 'million' },
}
const YI: Record<Lang, MoneyScale> = {
  zh: { fen: FEN_PER_YI, word: '亿元' },
  en: { fen: FEN_PER_YUAN * 1e9, word: 'billion' },
}
/** From the largest; the first that the amount reaches is used. */
const SCALES: Record<Lang, readonly MoneyScale[]> = {
  zh: [YI.zh, WAN.zh, YUAN.zh],
  en: [YI.en, WAN.en, YUAN.en],
}

function scaleOf(fen: number, lang: Lang, unit: MoneyUnit): MoneyScale {
  if (unit !== 'auto') return { yuan: YUAN, wan: WAN, yi: YI }[unit][lang]
  const size = Math.abs(fen)
  return SCALES[lang].find((scale) => size >= scale.fen) ?? YUAN[lang]
}

/** The number and the unit word of an amount in fen, apart, for columns that name the unit in the header. */
export function moneyParts(
  fen: number,
  lang: Lang,
  unit: MoneyUnit = 'auto',
  digits = 2,
): { number: string; unit: string } {
  const scale = scaleOf(fen, lang, unit)
  const sign = fen < 0 ? '-' : ''
  return {
    number: `${sign}${CURRENCY[lang]}${formatNumber(Math.abs(fen) / scale.fen, lang, digits)}`,
    unit: scale.word,
  }
}

/** An amount of fen in words. @example formatMoney(123_456_789_00, 'zh') // '1.23 亿元'; in English 'CNY 123.46 million' */
export function formatMoney(fen: Maybe<number>, lang: Lang, unit: MoneyUnit = 'auto', digits = 2): string {
  if (!known(fen)) return UNKNOWN[lang]
  const parts = moneyParts(fen, lang, unit, digits)
  return parts.unit === '' ? parts.number : `${parts.number} ${parts.unit}`
}

/** A ratio as percent. @example formatPercent(0.4567, 'en') // '45.7%' */
export function formatPercent(ratio: Maybe<number>, lang: Lang, digits = 1): string {
  if (!known(ratio)) return UNKNOWN[lang]
  return new Intl.NumberFormat(LOCALE[lang], { style: 'percent', maximumFractionDigits: digits }).format(
    ratio,
  )
}

/** A difference of two ratios in percentage points, with its sign. @example formatPoints(0.02, 'zh') // '+2 个百分点' */
export function formatPoints(difference: Maybe<number>, lang: Lang, digits = 1): string {
  if (!known(difference)) return UNKNOWN[lang]
  const number = new Intl.NumberFormat(LOCALE[lang], {
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  }).format(difference * 100)
  return lang === 'zh' ? `${number} 个百分点` : `${number} pp`
}

/** A change with its sign. @example formatChange(12, 'zh') // '+12' */
export function formatChange(value: Maybe<number>, lang: Lang, digits = 2): string {
  if (!known(value)) return UNKNOWN[lang]
  return new Intl.NumberFormat(LOCALE[lang], {
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  }).format(value)
}

/**
 * A value in a base unit of the product: `fen` as money, `ratio` as percent, anything else as a plain number.
 * Returns the number and the unit word apart (the word is empty where the number carries it).
 */
export function quantityParts(
  value: Maybe<number>,
  unit: string,
  lang: Lang,
): { number: string; unit: string } {
  if (!known(value)) return { number: UNKNOWN[lang], unit: '' }
  if (unit === 'fen') return moneyParts(value, lang)
  if (unit === 'ratio') return { number: formatPercent(value, lang), unit: '' }
  return { number: formatNumber(value, lang), unit: '' }
}

/** A civil date (`YYYY-MM-DD`, shown as it is) or an instant (shown as its date in Shanghai). */
export function formatDate(value: Maybe<string | Date>, lang: Lang): string {
  if (value === null || value === undefined || value === '') return UNKNOWN[lang]
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  return dayjs(value).isValid() ? civilDate(value) : UNKNOWN[lang]
}

/** An instant to the second in Shanghai's time. @example formatInstant('2026-01-31T16:00:00Z', 'zh') // '2026-02-01 00:00:00' */
export function formatInstant(value: Maybe<string | Date>, lang: Lang): string {
  if (value === null || value === undefined || !dayjs(value).isValid()) return UNKNOWN[lang]
  return dayjs(value).tz(DISPLAY_ZONE).format('YYYY-MM-DD HH:mm:ss')
}

/** A month of the form `YYYY-MM`. @example formatMonth('2026-03', 'zh') // '2026年3月' */
export function formatMonth(value: Maybe<string>, lang: Lang): string {
  const found = /^(\d{4})-(\d{2})/.exec(value ?? '')
  if (!found) return UNKNOWN[lang]
  return lang === 'zh' ? `${found[1]}年${Number(found[2])}月` : `${found[1]}-${found[2]}`
}

/** Seconds as a short duration. @example formatDuration(3725, 'en') // '1 h 2 min' */
export function formatDuration(seconds: Maybe<number>, lang: Lang): string {
  if (!known(seconds)) return UNKNOWN[lang]
  const words = lang === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's']
  const whole = Math.max(0, Math.round(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const first = parts.findIndex((part) => part > 0)
  const from = first === -1 ? 2 : first
  return parts
    .map((part, at) => ({ part, at }))
    .slice(from, from + 2)
    .filter(({ part, at }) => part > 0 || at === from)
    .map(({ part, at }) => `${part} ${words[at]}`)
    .join(' ')
}

/** A size in bytes. @example formatBytes(1536, 'en') // '1.5 KB' */
export function formatBytes(bytes: Maybe<number>, lang: Lang): string {
  if (!known(bytes)) return UNKNOWN[lang]
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${formatNumber(bytes / 1024 ** step, lang, 1)} ${units[step]}`
}
