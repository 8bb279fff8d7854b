import { daysBetween } from '#kernel/core'

/** Kinds of source of a fact, from the surest to the vaguest. */
export const SOURCE_KINDS = [
  'contract',
  'invoice',
  'customs',
  'award',
  'filing',
  'library',
  'declaration',
  'survey',
  'analyst',
  'news',
  'confirmed_proposal',
  'checked',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** How far a kind of source is trusted on its day, and after how many days half of that is left. */
export interface Trust {
  readonly confidence: number
  readonly halfLifeDays: number
}

/**
 * What a city starts with; it may change each in the settings. These are the product's own working values, not measured
 * ones: a contract or invoice says that goods moved, a news text that somebody said so.
 */
export const DEFAULT_TRUST: Readonly<Record<SourceKind, Trust>> = {
  contract: { confidence: 0.98, halfLifeDays: 1095 },
  invoice: { confidence: 0.98, halfLifeDays: 730 },
  customs: { confidence: 0.95, halfLifeDays: 730 },
  award: { confidence: 0.95, halfLifeDays: 1095 },
  filing: { confidence: 0.9, halfLifeDays: 730 },
  library: { confidence: 0.9, halfLifeDays: 730 },
  declaration: { confidence: 0.85, halfLifeDays: 545 },
  survey: { confidence: 0.8, halfLifeDays: 545 },
  analyst: { confidence: 0.75, halfLifeDays: 365 },
  news: { confidence: 0.6, halfLifeDays: 365 },
  confirmed_proposal: { confidence: 0.8, halfLifeDays: 545 },
  checked: { confidence: 0.9, halfLifeDays: 545 },
}

/**
 * How far a fact is still trusted on a day: its confidence halves with every half-life since it was observed. A fact of a
 * day to come counts as of today.
 *
 * @param confidence 0 … 1 on the day of observation
 * @param observedOn civil date, YYYY-MM-DD
 * @param asOf civil date
 */
export function trustOn(confidence: number, observedOn: string, asOf: string, halfLifeDays: number): number {
  const age = Math.max(0, daysBetween(observedOn, asOf))
  return confidence * 2 ** (-age / halfLifeDays)
}
