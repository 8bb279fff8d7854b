import type { Paragraph } from './layout.ts'
import type { CompiledSection, HeadingLevel } from './types.ts'

export type SectionKind = CompiledSection['kind']

/** A heading found at the start of a paragraph. */
export interface Heading {
  paragraph: number
  level: HeadingLevel
  number: string
  title: string
  /** Length of number and title in the paragraph; the body of the paragraph follows. */
  length: number
  kind: SectionKind
  /** True when the title is but the first clause of a sentence: the figures in it are read. */
  clause: boolean
}

const FORMS: [HeadingLevel, RegExp][] = [
  [1, /^第[一二三四五六七八九十]{1,3}[章部篇编]/],
  [1, /^[一二三四五六七八九十]{1,3}[、.．，]/],
  [2, /^第[一二三四五六七八九十]{1,3}节/],
  [2, /^第[一二三四五六七八九十]{1,3}条[：、]?/],
  [2, /^(?:行动|任务|工程|专项)[一二三四五六七八九十\d]{1,2}[：、.]/],
  [2, /^（[一二三四五六七八九十]{1,3}）[、.]?/],
  [3, /^\d{1,2}[.、．](?!\d)/],
  [3, /^专栏[\d一二三四五六七八九十]{1,2}[：、.]?/],
  [4, /^（\d{1,2}）/],
]
const MAX_TITLE = 45

const GOALS = /目标|指标|愿景/
const BACKGROUND =
  /(?:现状|形势|背景|必要性|回顾|成效|重要意义|编制依据|发展环境|机遇(?:与|和|及)?挑战|(?:存在|主要)(?:的)?(?:主要)?问题|基本情况|概况|(?:发展|产业|工作|现实|现有)基础|基础条件|基础(?:与|和)[^，]{0,8})$|^(?:发展|产业|工作)?(?:现状|形势|背景|回顾)|^面临/
const SAFEGUARDS = /保障|组织实施|组织领导|实施机制|工作要求|工作机制|附则|政策支持|要素支撑/
const TASKS = /任务|举措|行动|工程|措施|布局|路径|重点/

function kindOf(title: string, parent: SectionKind): SectionKind {
  if (GOALS.test(title) && !/考核|落实目标/.test(title)) return 'goals'
  // "（七）用地保障" among the tasks is a task.
  if (SAFEGUARDS.test(title) && parent !== 'tasks') return 'safeguards'
  if (BACKGROUND.test(title) && !/夯实|筑牢|强化|做强|打牢|提升|优化|改善/.test(title)) return 'background'
  if (TASKS.test(title)) return 'tasks'
  return parent
}

/** Where the title of a heading ends: at the first full stop or colon, or with the paragraph when it is short. */
function titleLength(text: string, from: number): number | null {
  const window = text.slice(from, from + MAX_TITLE + 1)
  const stop = window.search(/[。：；！]/)
  if (stop >= 0) return stop > 0 && window[stop] !== '；' ? stop : null
  const rest = text.length - from
  return rest > 0 && rest <= MAX_TITLE ? rest : null
}

/** A numbered paragraph without a title ("5.设立基金10亿元，…") is known by its first clause. */
function clauseHeading(
  text: string,
  number: string,
  level: HeadingLevel,
  paragraph: number,
  parent: Heading | undefined,
): Heading | null {
  const stop = text.slice(number.length, number.length + MAX_TITLE).search(/[，；：。！]/)
  const length = stop > 0 ? stop : Math.min(MAX_TITLE, text.length - number.length)
  if (length < 2) return null
  const title = text.slice(number.length, number.length + length)
  return {
    paragraph,
    level,
    number,
    title,
    length: number.length + length,
    kind: parent?.kind ?? 'general',
    clause: true,
  }
}

function readHeading(
  text: string,
  paragraph: number,
  parentOf: (level: HeadingLevel) => Heading | undefined,
): Heading | null {
  for (const [level, form] of FORMS) {
    const match = form.exec(text)
    if (!match) continue
    const parent = parentOf(level)
    const length = titleLength(text, match[0].length)
    const title = text.slice(match[0].length, match[0].length + (length ?? 0))
    // "1.规模目标：到2027年…" inside the goals is a goal with a label, and a sentence with commas and digits is no title.
    if (length === null || /[，].*\d|\d{4}年.*[，]/.test(title))
      return clauseHeading(text, match[0], level, paragraph, parent)
    const kind = kindOf(title, parent?.kind ?? 'general')
    return {
      paragraph,
      level,
      number: match[0],
      title,
      length: match[0].length + length,
      kind: parent?.kind === 'background' ? 'background' : kind,
      clause: false,
    }
  }
  return null
}

const PLAN_WORD =
  /(?:行动计划|行动方案|实施方案|工作方案|实施意见|发展规划|专项规划|规划纲要|若干措施|若干政策|工作计划|三年计划|建设方案|推进方案|攻坚方案|(?:三年|五年|专项|振兴|提升|攻坚|培育|倍增|突围)行动|计划|方案|规划|意见|措施|纲要)/
const TITLE_END =
  /(?:（[^（）]{0,24}）|\d{4}年?[-至]\d{4}年?|征求意见稿|的通知|主要(?:发展)?(?:指标|目标|任务)(?:体系|分解)?(?:一览)?表?)*$/

/** A line that can be the title of a plan. */
export function isPlanTitle(text: string): boolean {
  if (text.length < 6 || text.length > 80 || /[。；，！？|]/.test(text.replace(/（[^（）]*）/g, '')))
    return false
  if (
    /(?:通知|公告|意见征集|解读|公示)$/.test(text) ||
    (/^(?:关于|来源|附件|一图|图解|相关)/.test(text) && /通知|解读|征求/.test(text))
  )
    return false
  if (text.startsWith('《') && !text.endsWith('》')) return false
  const core = text.replace(TITLE_END, '')
  return (
    new RegExp(`${PLAN_WORD.source}》?$`).test(core) &&
    !/^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/.test(text)
  )
}

const TAIL =
  /^(?:（?文章来源|（?来源[：）]|相关(?:阅读|新闻|链接|文件|推荐|附件|解读)|(?:政策|文件|图文|专家)?解读[：:]?|延伸阅读|责任编辑|（?责编|编辑[：:]|你可能想看|猜你喜欢|热门(?:推荐|文章)|上一篇|下一篇|分享(?:到|至)|扫一扫|打印本页|关闭窗口|评论$|精彩评论|版权所有|免责声明|网站地图|主办单位|网站标识码)/

export interface Outline {
  title: string | null
  titleParagraph: number | null
  /** First and one past the last paragraph of the document itself. */
  first: number
  last: number
  headings: Heading[]
}

/** Finds the document in the text (title, start, end) and its headings. */
export function readOutline(list: Paragraph[]): Outline {
  const found: Heading[] = []
  // The last heading of each level; the parent is the latest of the levels above.
  const latest = new Map<HeadingLevel, Heading>()
  const parentOf = (level: HeadingLevel): Heading | undefined => {
    let parent: Heading | undefined
    for (const heading of latest.values())
      if (heading.level < level && heading.paragraph > (parent?.paragraph ?? -1)) parent = heading
    return parent
  }
  let firstTop = -1
  for (let i = 0; i < list.length; i++) {
    const paragraph = list[i]!
    if (paragraph.kind === 'table') continue
    const heading = readHeading(paragraph.text, i, parentOf)
    if (!heading) continue
    found.push(heading)
    latest.set(heading.level, heading)
    if (firstTop < 0 && heading.level <= 2 && !heading.clause) firstTop = i
  }
  const limit = firstTop < 0 ? Math.min(list.length, 30) : firstTop
  let titleParagraph: number | null = null
  for (let i = 0; i < limit; i++) {
    const paragraph = list[i]!
    if (paragraph.kind === 'text' && isPlanTitle(paragraph.text)) titleParagraph = i
  }
  if (titleParagraph === null) {
    for (let i = 0; i < limit; i++) {
      const quoted = /《([^《》]{4,60}(?:计划|方案|规划|意见|措施)[^《》]{0,20})》/.exec(list[i]!.text)
      if (quoted) {
        return {
          title: quoted[1]!,
          titleParagraph: null,
          first: 0,
          last: documentEnd(list, Math.max(firstTop, i)),
          headings: found,
        }
      }
    }
  }
  const first = titleParagraph === null ? 0 : titleParagraph
  const last = documentEnd(list, Math.max(firstTop, first))
  const headings = found.filter((heading) => heading.paragraph >= first && heading.paragraph < last)
  const title = titleParagraph === null ? null : joinTitle(list, titleParagraph)
  return { title, titleParagraph, first, last, headings }
}

function joinTitle(list: Paragraph[], index: number): string {
  const next = list[index + 1]?.text ?? ''
  const text = list[index]!.text
  return /^（\d{4}年?-\d{4}年?）/.test(next) ? text + next : text
}

function documentEnd(list: Paragraph[], from: number): number {
  for (let i = Math.max(from, 0) + 1; i < list.length; i++) {
    if (list[i]!.kind === 'text' && list[i]!.text.length <= 60 && TAIL.test(list[i]!.text)) return i
  }
  return list.length
}

const DEPARTMENTS =
  /(?:责任单位|责任部门|牵头单位|牵头部门|主责单位|配合单位|配合部门|参与单位|参加单位|协同单位)[：:]?([^。；）〕\n]{2,300})/g
const LEADS =
  /[（〔]([^（）〔〕]{2,120}?)(?:按职责分工|分别|等)?(?:牵头|负责)(?:[，；]([^（）〔〕]{2,200}?)(?:配合|参与|按职责分工负责))?[）〕]/g

/** Departments named as responsible in a paragraph, lead first, without repeats. */
export function departmentsOf(text: string): string[] {
  const names = new Set<string>()
  const take = (part: string | undefined): void => {
    for (const piece of (part ?? '').split(/[、，；]/)) {
      const name = piece
        .replace(
          /^(?:由|各?责任单位[：:])|(?:等)?(?:按职责分工负责|按职责分工|牵头|负责|配合|参与)$|等(?:部门|单位)?$/g,
          '',
        )
        .trim()
      if (name.length >= 2 && name.length <= 24 && !/[：:]/.test(name)) names.add(name)
    }
  }
  for (const match of text.matchAll(DEPARTMENTS)) take(match[1])
  if (names.size === 0) {
    for (const match of text.matchAll(LEADS)) {
      take(match[1])
      take(match[2])
    }
  }
  return [...names]
}
