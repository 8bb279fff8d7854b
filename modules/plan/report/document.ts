import { DISPLAY_ZONE, dayjs } from '#kernel/core'
import { STATE_RULE } from '../contract.ts'
import { type Lang, percentText, quantityText } from '../domain/quantity.ts'
import {
  COMPARATOR_TITLES,
  MEASURE_STATE_TITLES,
  METHOD_TITLES,
  OVERALL_TITLE,
  STATE_TITLES,
} from '../domain/titles.ts'
import type { Block, Cell, ReportDocument, Tone } from './blocks.ts'
import type { FigureSource, ReportContent, ReportTarget } from './content.ts'

const STATES: readonly Tone[] = ['achieved', 'green', 'amber', 'red', 'unknown']

/** The report in one language, ready for a writer. */
export function reportDocument(content: ReportContent, lang: Lang): ReportDocument {
  const say = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const title = say(content.plan.titleZh, content.plan.titleEn)
  return {
    lang,
    header: say(`${title} · ${content.month} 调度报告`, `${title} · Dispatch report ${content.month}`),
    blocks: [
      { kind: 'title', text: title },
      { kind: 'title', text: say(`${content.month} 调度报告`, `Dispatch report, ${content.month}`) },
      {
        kind: 'paragraph',
        text: say(
          `数据截至 ${content.asOf}；北京时间 ${clock(content.madeAt)} 生成，生成人 ${content.madeBy}。数字在生成时冻结，来源见附录。`,
          `Figures as of ${content.asOf}; made at ${clock(content.madeAt)} Beijing time by ${content.madeBy}. They were frozen then; the appendix names their sources.`,
        ),
      },
      ...(content.synthetic ? [syntheticNotice(lang)] : []),
      ...summary(content, lang),
      ...targetTable(content, lang),
      ...lagging(content, lang),
      ...tasks(content, lang),
      ...sources(content, lang),
    ],
  }
}

function clock(instant: string): string {
  return dayjs(instant).tz(DISPLAY_ZONE).format('YYYY-MM-DD HH:mm')
}

function syntheticNotice(lang: Lang): Block {
  return {
    kind: 'notice',
    text:
      lang === 'zh'
        ? '本报告含合成数据：企业库由程序生成，不对应任何真实企业，数字不得用于决策。'
        : 'This report contains synthetic data: the enterprise library is generated and stands for no real firm; no decision may rest on these figures.',
  }
}

function summary({ counts, targets, enterprises }: ReportContent, lang: Lang): Block[] {
  const zh = lang === 'zh'
  return [
    { kind: 'heading', level: 1, text: zh ? '一、总体情况' : '1. Summary' },
    {
      kind: 'paragraph',
      text: zh
        ? `共 ${targets.length} 个数字目标；企业库有企业 ${enterprises} 家。`
        : `${targets.length} numeric targets; ${enterprises} enterprises in the library.`,
    },
    {
      kind: 'table',
      columns: STATES.map((state) => ({ title: STATE_TITLES[state][lang], width: 20 })),
      rows: [STATES.map((state) => ({ text: String(counts[state]), tone: state }))],
    },
    { kind: 'paragraph', text: stateRule(lang) },
  ]
}

function stateRule(lang: Lang): string {
  const [green, red, pace] = [STATE_RULE.greenFrom, STATE_RULE.redBelow, STATE_RULE.paceAmber].map((ratio) =>
    percentText(ratio, lang),
  )
  return lang === 'zh'
    ? `状态规则：有通过回测的预测时看到期达成概率，不低于 ${green} 为绿，低于 ${red} 为红，其间为黄；没有预测时看进度，近期月均不低于所需为绿，不低于所需的 ${pace} 为黄，再低为红。`
    : `States: with a forecast that passed its backtest, the probability of reaching the target decides (green from ${green}, red below ${red}, amber between); without one the pace does (green when it is what is needed, amber from ${pace} of it, red below).`
}

function nameOf(target: ReportTarget, lang: Lang): string {
  const scope = lang === 'zh' ? target.scope : (target.scopeEn ?? target.scope)
  const name = lang === 'zh' ? target.nameZh : target.nameEn
  if (!scope) return name
  return lang === 'zh' ? `${name}（${scope}）` : `${name} (${scope})`
}

function goalOf(target: ReportTarget, lang: Lang): string {
  const low = quantityText(target.value, target, lang)
  const goal = target.valueMax === null ? low : `${low} – ${quantityText(target.valueMax, target, lang)}`
  return lang === 'zh'
    ? `${COMPARATOR_TITLES[target.comparator].zh} ${goal}`
    : `${COMPARATOR_TITLES[target.comparator].en} ${goal}`
}

function currentCell(target: ReportTarget, lang: Lang): Cell {
  if (target.current === null) return { text: lang === 'zh' ? '未知' : 'unknown' }
  const old = target.stale ? (lang === 'zh' ? '，已过期' : ', out of date') : ''
  const value = quantityText(target.current, target, lang)
  return {
    text:
      lang === 'zh'
        ? `${value}（${target.currentPeriod}${old}）`
        : `${value} (${target.currentPeriod}${old})`,
  }
}

function forecastCell(target: ReportTarget, lang: Lang): Cell {
  const { forecast } = target
  if (!forecast) return { text: '—' }
  const say = (value: number) => quantityText(value, target, lang)
  const method = METHOD_TITLES[forecast.method]?.[lang] ?? forecast.method
  return {
    text:
      lang === 'zh'
        ? `${say(forecast.point)}（${say(forecast.lower)} 至 ${say(forecast.upper)}；${method}）`
        : `${say(forecast.point)} (${say(forecast.lower)} to ${say(forecast.upper)}; ${method})`,
  }
}

function paceCell(target: ReportTarget, lang: Lang): Cell {
  const say = (value: number | null) => (value === null ? '—' : quantityText(value, target, lang, 'rate'))
  return { text: `${say(target.requiredPace)} / ${say(target.actualPace)}` }
}

function targetTable({ targets }: ReportContent, lang: Lang): Block[] {
  const zh = lang === 'zh'
  return [
    { kind: 'heading', level: 1, text: zh ? '二、目标进展' : '2. Targets' },
    {
      kind: 'table',
      columns: [
        { title: zh ? '编号' : 'Code', width: 7 },
        { title: zh ? '目标' : 'Target', width: 20 },
        { title: zh ? '目标值' : 'Goal', width: 14 },
        { title: zh ? '现值' : 'Current', width: 16 },
        { title: zh ? '月均需要 / 实际' : 'Pace a month: needed / actual', width: 15 },
        { title: zh ? '到期预测（80%区间）' : 'Forecast (80% interval)', width: 20 },
        { title: zh ? '状态' : 'State', width: 8 },
      ],
      rows: targets.map((target) => [
        { text: target.code },
        { text: nameOf(target, lang) },
        { text: goalOf(target, lang) },
        currentCell(target, lang),
        paceCell(target, lang),
        forecastCell(target, lang),
        { text: STATE_TITLES[target.state][lang], tone: target.state },
      ]),
    },
  ]
}

function lagging({ targets }: ReportContent, lang: Lang): Block[] {
  const zh = lang === 'zh'
  const behind = targets.filter(({ state }) => state === 'red' || state === 'amber')
  const unknown = targets.filter(({ state }) => state === 'unknown')
  const blocks: Block[] = [
    {
      kind: 'heading',
      level: 1,
      text: zh ? '三、滞后、预警与未知的目标' : '3. Targets behind, at risk or unknown',
    },
  ]
  if (behind.length + unknown.length === 0) {
    blocks.push({ kind: 'paragraph', text: zh ? '没有。' : 'None.' })
  }
  for (const target of behind) {
    blocks.push(
      { kind: 'heading', level: 2, text: `${target.code} ${nameOf(target, lang)}` },
      { kind: 'paragraph', text: target.reason[lang] },
    )
    if (target.forecastNote) blocks.push({ kind: 'paragraph', text: target.forecastNote[lang] })
    if (target.districts.length > 0) blocks.push(pullingDistricts(target, lang))
    if (target.withheld) {
      blocks.push({
        kind: 'paragraph',
        text: zh
          ? `另有 ${target.withheld} 个区县的数值不显示：少于 5 家，或为防止由合计倒推。`
          : `The values of ${target.withheld} districts are withheld: fewer than 5 firms, or to keep the total from giving such a figure away.`,
      })
    }
  }
  if (unknown.length > 0) {
    blocks.push({
      kind: 'table',
      columns: [
        { title: zh ? '编号' : 'Code', width: 10 },
        { title: zh ? '未知的目标' : 'Unknown target', width: 40 },
        { title: zh ? '原因与下一步' : 'Why, and what to do', width: 50 },
      ],
      rows: unknown.map((target) => [
        { text: target.code, tone: 'unknown' },
        { text: nameOf(target, lang) },
        { text: target.reason[lang] },
      ]),
    })
  }
  return blocks
}

function pullingDistricts(target: ReportTarget, lang: Lang): Block {
  const zh = lang === 'zh'
  return {
    kind: 'table',
    columns: [
      { title: zh ? '拖后的区县' : 'Districts that pull it down', width: 16 },
      { title: zh ? '现值' : 'Current', width: 14 },
      { title: zh ? '一个月前' : 'A month before', width: 14 },
      { title: zh ? '理由' : 'Why', width: 56 },
    ],
    rows: target.districts.map(({ nameZh, nameEn, value, previous, why }) => [
      { text: zh ? nameZh : nameEn },
      { text: quantityText(value, target, lang) },
      { text: quantityText(previous, target, lang) },
      { text: why?.[lang] ?? '—' },
    ]),
  }
}

function tasks({ tasks: all, targets }: ReportContent, lang: Lang): Block[] {
  const zh = lang === 'zh'
  const missing = zh ? '待录入' : 'to be entered'
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: zh ? '四、任务与举措' : '4. Tasks and measures' },
    {
      kind: 'paragraph',
      text: zh ? '举措的状态以报告生成时为准。' : 'Measures stand as they were when the report was made.',
    },
  ]
  const listing = (own: readonly ReportTarget[]) =>
    own
      .map((target) => `${target.code} ${nameOf(target, lang)} ${STATE_TITLES[target.state][lang]}`)
      .join(zh ? '、' : ', ')
  const numbers = new Set<number | null>(all.map(({ number }) => number))
  const overall = targets.filter(({ taskNumber }) => !numbers.has(taskNumber))
  if (overall.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, text: OVERALL_TITLE[lang] },
      {
        kind: 'paragraph',
        text: zh
          ? `不属于单项任务。目标：${listing(overall)}。`
          : `Of no single task. Targets: ${listing(overall)}.`,
      },
    )
  }
  for (const task of all) {
    const listed = listing(targets.filter(({ taskNumber }) => taskNumber === task.number))
    blocks.push(
      { kind: 'heading', level: 2, text: `${task.number}. ${zh ? task.titleZh : task.titleEn}` },
      {
        kind: 'paragraph',
        text: zh
          ? `责任部门：${task.departments.join('、') || missing}。目标：${listed || '无数字目标'}。`
          : `Departments: ${task.departments.join(', ') || missing}. Targets: ${listed || 'none in numbers'}.`,
      },
    )
    if (task.measures.length === 0) continue
    blocks.push({
      kind: 'table',
      columns: [
        { title: zh ? '举措' : 'Measure', width: 42 },
        { title: zh ? '责任' : 'Owner', width: 16 },
        { title: zh ? '期限' : 'Due', width: 14 },
        { title: zh ? '进度' : 'Progress', width: 10 },
        { title: zh ? '状态' : 'State', width: 18 },
      ],
      rows: task.measures.map((measure) => [
        { text: zh ? measure.title : (measure.titleEn ?? measure.title) },
        { text: [measure.department, measure.ownerName].filter(Boolean).join(' ') || missing },
        { text: measure.dueOn ?? missing },
        { text: percentText(measure.progress, lang) },
        measureState(measure, lang),
      ]),
    })
  }
  return blocks
}

function measureState(
  { state, overdue, blocker }: ReportContent['tasks'][number]['measures'][number],
  lang: Lang,
): Cell {
  const word = MEASURE_STATE_TITLES[state][lang]
  const late = overdue ? (lang === 'zh' ? '（逾期）' : ' (overdue)') : ''
  const why = blocker ? (lang === 'zh' ? `：${blocker}` : `: ${blocker}`) : ''
  return { text: `${word}${late}${why}`, tone: overdue ? 'red' : state === 'blocked' ? 'amber' : undefined }
}

function sources({ targets }: ReportContent, lang: Lang): Block[] {
  const zh = lang === 'zh'
  return [
    { kind: 'heading', level: 1, text: zh ? '附录：数字的来源' : 'Appendix: sources of the figures' },
    {
      kind: 'table',
      columns: [
        { title: zh ? '编号' : 'Code', width: 8 },
        { title: zh ? '数值' : 'Figure', width: 18 },
        { title: zh ? '日期' : 'Date', width: 12 },
        { title: zh ? '来源与算法' : 'Source and formula', width: 38 },
        { title: zh ? '数值记录' : 'Record of the value', width: 24 },
      ],
      rows: targets.map((target) => [
        { text: target.code },
        { text: quantityText(target.current, target, lang) },
        { text: target.currentPeriod ?? '—' },
        { text: sourceText(target.source, lang) },
        { text: recordText(target.source, lang) },
      ]),
    },
  ]
}

const KINDS: Record<string, { zh: string; en: string }> = {
  live: { zh: '实时指标', en: 'live indicator' },
  history: { zh: '由记录回算', en: 'worked out from records' },
  synthetic: { zh: '合成数据', en: 'synthetic data' },
  manual: { zh: '手工填报', en: 'entered by hand' },
}

function sourceText({ kind, indicator, formula, observation }: FigureSource, lang: Lang): string {
  if (kind === 'live') {
    const text = formula?.[lang] ?? ''
    const how = observation ? `${KINDS[observation.source]?.[lang]} ` : ''
    return `${how}${indicator}${lang === 'zh' ? '：' : ': '}${text}`
  }
  if (kind === 'none' || !observation) {
    return lang === 'zh' ? '手工填报，尚无数值' : 'to be entered by hand; no value yet'
  }
  const parts = [
    KINDS.manual![lang],
    observation.documentName &&
      (lang === 'zh' ? `依据文件 ${observation.documentName}` : `document ${observation.documentName}`),
    observation.note,
  ]
  return parts.filter(Boolean).join(lang === 'zh' ? '；' : '; ')
}

function recordText({ observation }: FigureSource, lang: Lang): string {
  if (!observation) return '—'
  const { id, recordedAt, recordedBy } = observation
  return lang === 'zh'
    ? `${id}，${recordedBy} 于 ${clock(recordedAt)}`
    : `${id}, by ${recordedBy} at ${clock(recordedAt)}`
}
