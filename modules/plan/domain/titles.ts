import type { Bilingual } from '#kernel/contract'
import type { Comparator } from './target.ts'

/** Words for states, comparisons and methods wherever figures leave the product as text. */
export const STATE_TITLES: Record<'achieved' | 'green' | 'amber' | 'red' | 'unknown', Bilingual> = {
  achieved: { zh: '已达成', en: 'Achieved' },
  green: { zh: '正常', en: 'On track' },
  amber: { zh: '预警', en: 'At risk' },
  red: { zh: '滞后', en: 'Behind' },
  unknown: { zh: '未知', en: 'Unknown' },
}

export const COMPARATOR_TITLES: Record<Comparator, Bilingual> = {
  reach: { zh: '达到', en: 'reach' },
  at_least: { zh: '不少于', en: 'at least' },
  more_than: { zh: '超过', en: 'more than' },
  increase_by: { zh: '提高', en: 'increase by' },
  at_most: { zh: '不超过', en: 'at most' },
  decrease_by: { zh: '降低', en: 'decrease by' },
}

export const METHOD_TITLES: Record<string, Bilingual> = {
  structural: { zh: '结构模型', en: 'structural model' },
  'seasonal-structural': { zh: '季节结构模型', en: 'seasonal structural model' },
  naive: { zh: '末值外推', en: 'last value' },
  drift: { zh: '平均漂移', en: 'drift' },
  'linear-pace': { zh: '线性速度', en: 'linear pace' },
  'recent-pace': { zh: '近期速度', en: 'recent pace' },
  'damped-holt': { zh: '阻尼 Holt', en: 'damped Holt' },
  theta: { zh: 'Theta', en: 'Theta' },
  logistic: { zh: '逻辑斯谛', en: 'logistic' },
  'seasonal-naive': { zh: '季节末值', en: 'seasonal naive' },
  'seasonal-linear-pace': { zh: '季节线性', en: 'seasonal linear pace' },
  'seasonal-damped-holt': { zh: '季节阻尼 Holt', en: 'seasonal damped Holt' },
  'seasonal-theta': { zh: '季节 Theta', en: 'seasonal Theta' },
  combination: { zh: '组合', en: 'combination' },
}

export const MEASURE_STATE_TITLES: Record<'open' | 'doing' | 'blocked' | 'done' | 'dropped', Bilingual> = {
  open: { zh: '未开始', en: 'Open' },
  doing: { zh: '推进中', en: 'In progress' },
  blocked: { zh: '受阻', en: 'Blocked' },
  done: { zh: '已完成', en: 'Done' },
  dropped: { zh: '已取消', en: 'Dropped' },
}

/** Heads the targets that belong to no single task. */
export const OVERALL_TITLE = { zh: '总体目标', en: 'Overall targets' } as const
