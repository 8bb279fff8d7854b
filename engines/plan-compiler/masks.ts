import { matchUnit } from './units.ts'

/** A stretch of text in which digits are no quantity, with the rule that says so. */
export interface Mask {
  start: number
  end: number
  rule: string
}

const YEAR = '(?:19|20)\\d{2}'

// In order of precedence. All repetitions are bounded, so that no input makes them slow.
const PATTERNS: [string, RegExp][] = [
  ['document-title', /《[^《》]{0,160}》/g],
  ['document-number', /(?:〔\d{4}〕|（\d{4}）)第?\d{1,5}号|第?\d{1,6}号(?!线?桩|楼)/g],
  [
    'phone',
    /(?<!\d)(?:1\d{10}|0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4}|(?:电话|热线|传真|邮编)[：:]?\d{5,12}|\d{5}(?=(?:[^，。；]{0,6})热线))(?!\d)/g,
  ],
  ['date', new RegExp(`(?<!\\d)${YEAR}(?:[-./]\\d{1,2}){1,2}(?!\\d)(?![^，。；\\d]{0,2}[元家个])`, 'g')],
  [
    'year',
    new RegExp(
      `(?<!\\d)${YEAR}年?(?:-{1,2}|～|至|到)(?:${YEAR}年?|\\d{2}年)(?:底|末)?|(?<!\\d)${YEAR}年(?:度|底|末)?(?:\\d{1,2}月(?:份|底|末|\\d{1,2}日)?)?|(?<!\\d)${YEAR}(?=(?:[、和及/]${YEAR}){0,4}年)`,
      'g',
    ),
  ],
  ['date', /(?<!\d)\d{1,2}月(?:\d{1,2}日|底|末|份)?(?!\d)|(?<!\d)\d{1,2}日(?=前|起|至)/g],
  [
    'slogan',
    /(?:\d{1,6}|[A-Za-zXx])(?:[+×&](?:\d{1,6}|[A-Za-z])){1,10}(?:[+×&])?|[A-Za-z]\+\d{1,4}|\d{1,4}\+(?=[\u4e00-\u9fff“])(?!家|个|项|人|以上|余)/g,
  ],
  ['ratio', /(?<![\d.])\d{1,4}(?:\.\d{1,4})?：\d{1,4}(?:\.\d{1,4})?/g],
  ['ordinal', /第\d{1,4}/g],
  [
    'rank',
    /(?:全球|全国|世界|全省|国内|中国)?\d{1,4}强|(?:前|TOP|Top|top)\d{1,4}(?:[名位强个家]|(?![\d.]))(?!%)/g,
  ],
  ['figure-reference', /(?:专栏|附件|附表|表|图|方向|项目|任务)\d{1,2}(?:-\d{1,2})?(?=[：.、，。）\s]|$)/g],
  [
    'structure',
    /(?<![\d.])\d{1,3}(?:大(?![模米数])|类(?!以上)|级(?!以上)|链|维|化|纵|横|轴|廊|带(?!动)|圈|极|核|高地|位一体|星级?|A级|D打印|S店|公里圈|分钟圈)/g,
  ],
  ['enumeration', /(?<=[。；：，])\d{1,2}[.、](?=[^\d])|（\d{1,2}）(?!家|个|项)|[①-⑳]/g],
  [
    'version',
    /(?<![\d.])\d{1,2}\.\d{1,2}(?:\.\d{1,3}){0,2}(?:版|时代|模式|阶段)|(?:工业|版本|改革|零售|政务)\d\.0/g,
  ],
  ['duration-label', /\d{1,3}(?:×|\*)\d{1,3}/g],
]

const BEFORE_CODE = /[A-Za-z]{1,16}[-.]?\d{1,7}(?:\.\d{1,3})?(?:-?[A-Za-z]{1,4})?/g
const AFTER_CODE = /(?<![\d.A-Za-z])\d{1,4}(?:\.\d{1,2})?[A-Za-z][A-Za-z-]{0,11}/g
const WORD_BEFORE_VALUE = /^(?:GDP|LNG|CNG|IPO|APP|ETC|AGV|PCT|CPI|TEU|OTA|KOL)/i

/** A goal that is quoted is read like any other. */
const QUOTED_GOAL = /20\d\d年|达到|突破|超过|达\d|以上/

/** Finds every stretch whose digits are names, dates, codes or slogans. Sorted by start; stretches may not overlap. */
export function findMasks(text: string): Mask[] {
  const masks: Mask[] = []
  const taken = new Uint8Array(text.length)
  const put = (start: number, end: number, rule: string): void => {
    for (let i = start; i < end; i++) if (taken[i]) return
    taken.fill(1, start, end)
    masks.push({ start, end, rule })
  }
  // Before all else: a slogan in quotes is one name, whatever its parts look like.
  for (const match of text.matchAll(/“[^“”]{0,60}”/g)) {
    if (/\d/.test(match[0]) && !QUOTED_GOAL.test(match[0])) putQuoted(match.index, match[0], put)
  }
  const digits = /\d/.test(text)
  for (const [rule, pattern] of PATTERNS) {
    if (!digits && rule !== 'document-title') continue
    for (const match of text.matchAll(pattern)) {
      if (rule === 'year' && isNumberRange(text, match[0], match.index + match[0].length)) continue
      put(match.index, match.index + match[0].length, rule)
    }
  }
  if (!digits) return masks.sort((a, b) => a.start - b.start)
  for (const match of text.matchAll(BEFORE_CODE)) {
    const digit = match[0].search(/\d/)
    const numberEnd = match.index + digit + /^\d+(?:\.\d+)?/.exec(match[0].slice(digit))![0].length
    const unit = matchUnit(text, numberEnd)
    // "GDP10%" and "IPO5家" are a word and a quantity; "L3", "Tier1" and "PM2.5" are names.
    if (unit && (WORD_BEFORE_VALUE.test(match[0]) || /^[%家个万亿]/.test(unit.text))) continue
    put(match.index, match.index + match[0].length, 'code')
  }
  for (const match of text.matchAll(AFTER_CODE)) {
    const digits = /^\d+(?:\.\d+)?/.exec(match[0])![0]
    const unit = matchUnit(text, match.index + digits.length)
    if (
      unit &&
      !(
        /^[GEP]$/.test(unit.text) &&
        !/算力|智算|超算/.test(text.slice(Math.max(0, match.index - 40), match.index + 20))
      )
    )
      continue
    put(match.index, match.index + match[0].length, 'code')
  }
  return masks.sort((a, b) => a.start - b.start)
}

/** Digits in quotation marks are a slogan or a name ("415X", “5G+”), the whole quotation long. */
function putQuoted(
  start: number,
  quoted: string,
  put: (start: number, end: number, rule: string) => void,
): void {
  put(start, start + quoted.length, 'quoted-name')
}

/** "2000-2050家" looks like years, but a unit other than 年 follows. */
function isNumberRange(text: string, matched: string, end: number): boolean {
  return !matched.includes('年') && text[end] !== '年' && matchUnit(text, end) !== null
}
