import type { Forecast } from '#engines/forecast'
import type { Bilingual } from '#kernel/contract'
import { COUNTED, type Lang, percentText, type QuantityKind, quantityText } from './quantity.ts'
import type { Decided, StateCode } from './state-rule.ts'
import type { TargetFacts } from './target.ts'

type Params = Record<string, number | string>
type Sentence = (say: (value: unknown, kind?: QuantityKind) => string, params: Params, lang: Lang) => string

/** Each rule of the engine as a sentence with the numbers it looked at. */
const SENTENCES: Record<StateCode, { zh: Sentence; en: Sentence }> = {
  'no-observation': {
    zh: () => '还没有数据：请填报第一个数值，或绑定实时指标',
    en: () => 'No data yet: enter a first value, or bind a live indicator',
  },
  'no-target': {
    zh: () => '目标值无法识别：请修改目标',
    en: () => 'The target has no usable value: correct the target',
  },
  'no-baseline': {
    zh: () => '基期数值待录入：目标以较基期的变化计，没有基期无法判断',
    en: () => 'Baseline to be entered: the target counts a change from it',
  },
  'not-started': {
    zh: (_, p) => `计划自 ${p.start} 开始，尚无数据`,
    en: (_, p) => `The plan starts on ${p.start}; there is no data yet`,
  },
  achieved: {
    zh: (say, p) => `${p.date} 已达 ${say(p.value)}，满足目标 ${say(p.target)}`,
    en: (say, p) => `${say(p.value)} on ${p.date} meets the target of ${say(p.target)}`,
  },
  'achieved-may-not-hold': {
    zh: (say, p) => `现为 ${say(p.value)}，已满足 ${say(p.target)}，但预测到期为 ${say(p.point)}，可能回落`,
    en: (say, p) =>
      `${say(p.value)} meets ${say(p.target)} now, but ${say(p.point)} is expected at the deadline`,
  },
  'deadline-passed': {
    zh: (say, p) => `期限 ${p.deadline} 已到，止于 ${say(p.value)}，未达 ${say(p.target)}`,
    en: (say, p) => `The deadline ${p.deadline} has passed at ${say(p.value)}, short of ${say(p.target)}`,
  },
  'deadline-value-missing': {
    zh: (_, p) => `期限 ${p.deadline} 已过，最新数值停在 ${p.date}：请补报期末数值`,
    en: (_, p) =>
      `The deadline ${p.deadline} has passed and the newest value is of ${p.date}: enter the final one`,
  },
  'forecast-likely': forecastSentence(
    (p, lang) => `不低于 ${percentText(Number(p.green), lang)}，为绿`,
    (p, lang) => `${percentText(Number(p.green), lang)} or more, so green`,
  ),
  'forecast-open': forecastSentence(
    (p, lang) => `在 ${percentText(Number(p.red), lang)} 与 ${percentText(Number(p.green), lang)} 之间，为黄`,
    (p, lang) =>
      `between ${percentText(Number(p.red), lang)} and ${percentText(Number(p.green), lang)}, so amber`,
  ),
  'forecast-unlikely': forecastSentence(
    (p, lang) => `低于 ${percentText(Number(p.red), lang)}，为红`,
    (p, lang) => `below ${percentText(Number(p.red), lang)}, so red`,
  ),
  'pace-enough': paceSentence('足够', 'enough'),
  'pace-slow': paceSentence('偏慢', 'too slow by a little'),
  'pace-too-slow': paceSentence('过慢', 'far too slow'),
  'pace-unknown': {
    zh: (_, p) => `只有 ${p.observations} 个数值，或跨度不足两个月，看不出进度：请继续按月填报`,
    en: (_, p) =>
      `${p.observations} value(s), or a span below two months, show no pace: go on entering one a month`,
  },
}

function paceSentence(zh: string, en: string): { zh: Sentence; en: Sentence } {
  return {
    zh: (say, p, lang) =>
      `近期每月 ${say(p.actual, 'rate')}，需要每月 ${say(p.required, 'rate')}，为所需的 ${percentText(Number(p.ratio), lang)}，${zh}（绿不低于 ${percentText(Number(p.green), lang)}，黄不低于 ${percentText(Number(p.amber), lang)}）`,
    en: (say, p, lang) =>
      `${say(p.actual, 'rate')} a month of late against ${say(p.required, 'rate')} needed is ${percentText(Number(p.ratio), lang)} of the pace, ${en} (green from ${percentText(Number(p.green), lang)}, amber from ${percentText(Number(p.amber), lang)})`,
  }
}

/** The forecast, the chance it gives the target, and the bound that made the state. */
function forecastSentence(
  zh: (params: Params, lang: Lang) => string,
  en: (params: Params, lang: Lang) => string,
): { zh: Sentence; en: Sentence } {
  return {
    zh: (say, p, lang) =>
      `预测到期为 ${say(p.point)}（${interval(p, lang)}区间 ${say(p.lower)} 至 ${say(p.upper)}），目标 ${say(p.target)}；达成概率 ${chance(p, lang)}，${zh(p, lang)}`,
    en: (say, p, lang) =>
      `The forecast for the deadline is ${say(p.point)} (${interval(p, lang)} interval ${say(p.lower)} to ${say(p.upper)}) against ${say(p.target)}; probability ${chance(p, lang)}, ${en(p, lang)}`,
  }
}

function interval(params: Params, lang: Lang): string {
  return percentText(Number(params.level), lang)
}

/** A model is never sure. */
function chance(params: Params, lang: Lang): string {
  const probability = Number(params.probability)
  if (probability < 0.01) return lang === 'zh' ? '不足 1%' : 'below 1%'
  if (probability > 0.99) return lang === 'zh' ? '超过 99%' : 'above 99%'
  return percentText(probability, lang)
}

/** The rule that decided a state, as a sentence in both languages with the values in the plan's own unit. */
export function reasonOf(target: TargetFacts, pace: Pick<Decided, 'rule'>): Bilingual {
  const { zh, en } = SENTENCES[pace.rule.code]
  const goal = Number(pace.rule.params.target)
  // 399.6 firms are short of 400, so they must not be rounded up to it.
  const told = (value: number) =>
    COUNTED.has(target.unit) && value < goal && Math.round(value) >= goal ? Math.floor(value) : value
  const say =
    (lang: Lang) =>
    (value: unknown, kind: QuantityKind = 'level') =>
      quantityText(kind === 'level' ? told(Number(value)) : Number(value), target, lang, kind)
  return {
    zh: `${zh(say('zh'), pace.rule.params, 'zh')}。`,
    en: `${en(say('en'), pace.rule.params, 'en')}.`,
  }
}

const NOTES: Record<
  Forecast['notes'][number]['code'],
  (params: Params) => { readonly zh: string; readonly en: string }
> = {
  'no-observations': () => ({ zh: '没有数据', en: 'no data' }),
  'too-few-for-pace': (p) => ({
    zh: `只有 ${p.observations} 个月的数据，不作预测`,
    en: `${p.observations} month(s) of data are too few to forecast`,
  }),
  insufficient: (p) => ({
    zh: `只有 ${p.observations} 个月的数据（回测需要 ${p.needed} 个月），仅按线性速度外推，区间较宽，不用于判定`,
    en: `${p.observations} months of data (a backtest needs ${p.needed}): a straight line with a wide interval, which decides nothing`,
  }),
  'too-many-missing': (p) => ({
    zh: `缺报 ${p.missing} 个月，多于已报的 ${p.observations} 个月，仅按线性速度外推`,
    en: `${p.missing} months are missing against ${p.observations} reported: a straight line only`,
  }),
  'missing-filled': (p) => ({
    zh: `缺报 ${p.count} 个月，计算时按前后插值`,
    en: `${p.count} missing month(s) interpolated for the calculation`,
  }),
  'corrections-used': (p) => ({
    zh: `${p.count} 个月有更正，以更正后为准`,
    en: `${p.count} month(s) were corrected; the later value counts`,
  }),
  'not-a-number': (p) => ({
    zh: `${p.count ?? ''} 个值不是数`,
    en: `${p.count ?? ''} value(s) are no numbers`,
  }),
  seasonal: () => ({
    zh: '数据呈现季节性，已计入',
    en: 'the data are seasonal, which is taken into account',
  }),
  'no-variation': () => ({ zh: '数值一直没有变化', en: 'the value has never changed' }),
  'beyond-backtest': (p) => ({
    zh: `回测最远检验到 ${p.tested} 个月，期限在 ${p.horizon} 个月之后`,
    en: `the backtest reaches ${p.tested} months ahead, the deadline is ${p.horizon} months away`,
  }),
}

/** What a reader should know of the forecast; null when there is nothing to say. */
export function forecastNote(result: Forecast): Bilingual | null {
  if (result.notes.length === 0) return null
  const notes = result.notes.map(({ code, params }) => NOTES[code](params))
  return {
    zh: `${notes.map((note) => note.zh).join('；')}。`,
    en: `${capital(notes.map((note) => note.en).join('; '))}.`,
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
