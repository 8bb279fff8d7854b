import { findMasks } from './masks.ts'
import { chineseNumeral } from './numerals.ts'
import { type MatchedUnit, matchUnit } from './units.ts'

/** A number with its unit, as found in a paragraph. */
export interface Quantity {
  start: number
  /** After the unit. */
  end: number
  value: number
  valueMax: number | null
  unit: MatchedUnit
  /** Written in Chinese numerals (十个, 三十家). */
  chinese: boolean
  /** "余" or "多" stands between number and unit (100余家). */
  surplus: boolean
  /** The unit was taken from a later member of the same list (100、200、300家). */
  borrowedUnit: boolean
}

export interface Refusal {
  start: number
  end: number
  rule: string
}

const NUMBER = /\d{1,15}(?:\.\d{1,6})?/y
const SEPARATOR = /^(?:-{1,2}|～|至|到)(?=\d)/
const LIST_SEPARATOR = /^(?:、|和|及|以及|，|\/)(?=\d)/
const CHINESE_NUMBER = /[一二两三四五六七八九十百千]{1,7}/y
const CHINESE_UNIT =
  /^(?:余|多)?(?:个百分点|万亿元|亿元|万元|亿(?!级)|成(?!立|果|套|员|长|功|为|本|熟)|个|家|项|座|条|所|处|种|款|支|场|批次|台|套|辆|名|人次|万人|万户|万家|平方公里|公里|万亩|亩|倍|件|户)/
/** Words that begin like a Chinese number with a classifier and are none. */
const CHINESE_IDIOM =
  /^(?:一个|一家|一批|一系列|一条|一项|一支|一套|一种|一处|一次|一座|一场|一款|一所|一台|百家|千家|百个|千个|万家|百项|千项|百场|千场|百名|千名|千人|百人|一件|百条|百户|千户|百座|三项|百种|百款|百所)/
const STRUCTURE_NOUN =
  /^(?:方面|领域|层面|维度|环节|阶段|方向|板块|要素|原则|步骤|大(?!关)|重点|梯队|层次|转变|统筹|坚持|确保|更加|优先|一批|清单|结合|注重|关键)/

/** Every number of a paragraph: quantities with a unit, and those refused on sight with the rule. */
export function findQuantities(text: string): { quantities: Quantity[]; refusals: Refusal[] } {
  const quantities: Quantity[] = []
  const refusals: Refusal[] = []
  const masks = findMasks(text)
  const masked = new Uint8Array(text.length)
  for (const mask of masks) {
    const ratio = mask.rule === 'ratio' ? readRatio(text, mask.start, mask.end) : null
    if (ratio) {
      quantities.push(ratio)
      masked.fill(1, mask.start, mask.end)
      continue
    }
    masked.fill(1, mask.start, mask.end)
    if (/\d/.test(text.slice(mask.start, mask.end))) refusals.push(mask)
  }
  let index = 0
  let pending: { start: number; end: number; value: number }[] = []
  const dropPending = (): void => {
    for (const item of pending) refusals.push({ start: item.start, end: item.end, rule: 'no-unit' })
    pending = []
  }
  while (index < text.length) {
    const code = text.charCodeAt(index)
    if (masked[index] || code < 48 || code > 57) {
      index++
      continue
    }
    NUMBER.lastIndex = index
    const first = NUMBER.exec(text)![0]
    const found = readQuantity(text, index, first)
    const previous = pending.at(-1)
    const chained =
      previous !== undefined &&
      LIST_SEPARATOR.test(text.slice(previous.end, index + 1)) &&
      index - previous.end <= 2
    if (!chained) dropPending()
    if (found) {
      for (const item of pending) {
        quantities.push({ ...found, ...item, valueMax: null, borrowedUnit: true, surplus: false })
      }
      pending = []
      quantities.push(found)
      index = found.end
    } else {
      const end = index + first.length
      if (index > 0 && text[index - 1] === '.') refusals.push({ start: index, end, rule: 'no-unit' })
      else pending.push({ start: index, end, value: Number(first) })
      index = end
    }
  }
  dropPending()
  for (const quantity of chineseQuantities(text, masked)) quantities.push(quantity)
  quantities.sort((a, b) => a.start - b.start)
  return { quantities, refusals }
}

function readQuantity(text: string, start: number, first: string): Quantity | null {
  let position = start + first.length
  const value = Number(first)
  let valueMax: number | null = null
  let unit = unitAfter(text, position)
  const afterUnit = unit ? unit.end : position
  const separator = SEPARATOR.exec(text.slice(afterUnit, afterUnit + 3))
  // "2-3家", "2家至3家", "10%-15%"; not "从10%到…" nor a rising pair with different units.
  if (separator) {
    const at = afterUnit + separator[0].length
    NUMBER.lastIndex = at
    const second = NUMBER.exec(text)![0]
    const upper = unitAfter(text, at + second.length)
    if (upper && (!unit || sameUnit(unit.unit.text, upper.unit.text)) && Number(second) > value) {
      valueMax = Number(second)
      position = at + second.length
      unit = upper
    }
  }
  if (!unit) {
    if (!INDEX_BEFORE.test(text.slice(Math.max(0, start - 24), start))) return null
    return {
      start,
      end: position,
      value,
      valueMax,
      unit: NO_UNIT,
      chinese: false,
      surplus: false,
      borrowedUnit: false,
    }
  }
  return {
    start,
    end: unit.end,
    value,
    valueMax,
    unit: unit.unit,
    chinese: false,
    surplus: unit.surplus,
    borrowedUnit: false,
  }
}

/** "2家至3家", "3万—5万人": the lower end repeats the unit, or its multiplier. */
function sameUnit(lower: string, upper: string): boolean {
  return lower === upper || (/^[百千万亿]+$/.test(lower) && upper.startsWith(lower))
}

/** "达到2.8:1": value 2.8 of unit ":1"; a ratio that nothing reaches stays a name. */
function readRatio(text: string, start: number, end: number): Quantity | null {
  if (
    !/(?:达到|达|提高到|提高至|提升到|提升至|优化到|优化至|优于|不低于|不高于|控制在|调整到|降至|下降到|比例?为)$/.test(
      text.slice(Math.max(0, start - 6), start),
    )
  )
    return null
  const [first, second] = text.slice(start, end).split('：')
  const unit: MatchedUnit = {
    text: `:${second}`,
    family: 'measure',
    base: 'ratio',
    factor: 1 / Number(second),
  }
  return {
    start,
    end,
    value: Number(first),
    valueMax: null,
    unit,
    chinese: false,
    surplus: false,
    borrowedUnit: false,
  }
}

const INDEX_BEFORE =
  /(?:指数|得分|评分|系数|PUE(?:值|）)?)(?:平均)?值?(?:力争|控制|稳定|保持|下降|降低|降|提升|提高|均)?(?:达到|达|超过|突破|不低于|不高于|至|到|在|低于|小于|不超过|≤|≥|<)$/
/** An index has no unit: "创新指数达到160以上", "PUE降至1.25以下". */
const NO_UNIT: MatchedUnit = { text: '', family: 'measure', base: '', factor: 1 }

function unitAfter(text: string, at: number): { unit: MatchedUnit; end: number; surplus: boolean } | null {
  const mark = /^(?:余|多(?!元)|\+)/.exec(text.slice(at, at + 1))
  const from = at + (mark ? 1 : 0)
  const unit = matchUnit(text, from)
  if (!unit) return null
  const inner = /^[万亿]+[余多]/.test(text.slice(from, from + 3))
  return { unit, end: from + unit.text.length, surplus: Boolean(mark) || inner }
}

function* chineseQuantities(text: string, masked: Uint8Array): Generator<Quantity> {
  // 万亿元 without a digit is one of them, where something reaches it: 突破万亿元.
  for (const match of text.matchAll(/(?<=超过|突破|达到|超|达)万亿元/g)) {
    const unit = matchUnit(text, match.index)
    if (!unit || masked[match.index]) continue
    const end = match.index + 3
    yield {
      start: match.index,
      end,
      value: 1,
      valueMax: null,
      unit,
      chinese: true,
      surplus: false,
      borrowedUnit: false,
    }
  }
  let index = 0
  while (index < text.length) {
    if (masked[index] || !'一二两三四五六七八九十百千'.includes(text[index]!)) {
      index++
      continue
    }
    CHINESE_NUMBER.lastIndex = index
    const match = CHINESE_NUMBER.exec(text)
    if (!match) {
      index++
      continue
    }
    const start = index
    let end = start + match[0].length
    index = end
    if (start > 0 && /[\d第几数“前亿万十每第这该各]/.test(text[start - 1]!)) continue
    const value = chineseNumeral(match[0])
    if (value === null) continue
    let valueMax: number | null = null
    const range = /^(?:个|家|项)?(?:至|到|-)([二两三四五六七八九十]{1,4})(?=[个家项座条所处场款名])/.exec(
      text.slice(end, end + 7),
    )
    if (range) {
      valueMax = chineseNumeral(range[1]!)
      end += range[0].length
      index = end
    }
    const phrase = text.slice(start, start + 4)
    if (text.startsWith('百分之', start)) {
      const percent = percentInWords(text, start)
      if (percent) {
        index = percent.end
        yield percent
      }
      continue
    }
    const following = text.slice(end, end + 8)
    const unitText = CHINESE_UNIT.exec(following)
    if (!unitText) continue
    let unitStart = end
    const surplus = /^[余多]/.test(following)
    if (surplus) unitStart++
    const bare = unitText[0] === '亿'
    if (bare && !/(?:超过|突破|达到|达|超)$/.test(text.slice(Math.max(0, start - 3), start))) continue
    if (
      unitText[0] === '成' &&
      !/(?:增长|下降|提高|提升|降低|减少|达到|超过|占)(?:到|至)?(?:近|约|超)?$/.test(
        text.slice(Math.max(0, start - 5), start),
      )
    )
      continue
    if (
      /(?:政策|措施|意见|新政|国|省|市)$/.test(text.slice(Math.max(0, start - 2), start)) &&
      unitText[0] === '条'
    )
      continue
    const money = bare || /元$/.test(unitText[0])
    const points = unitText[0].endsWith('百分点')
    if (!money && !points && !surplus && !valueMax && CHINESE_IDIOM.test(phrase)) continue
    // 千亿元: the numeral is a place word, so that the value is 1000 of 亿元; "千亿级" never reaches this line.
    const unit = matchUnit(text, unitStart)
    if (!unit || value === 0 || (value === 1 && !valueMax)) continue
    if (STRUCTURE_NOUN.test(text.slice(unitStart + unit.text.length, unitStart + unit.text.length + 4)))
      continue
    if (valueMax !== null && valueMax <= value) continue
    yield {
      start,
      end: unitStart + unit.text.length,
      value,
      valueMax,
      unit,
      chinese: true,
      surplus,
      borrowedUnit: false,
    }
  }
}

/** "百分之三十" as 30 of "%"; null for anything else. */
function percentInWords(text: string, start: number): Quantity | null {
  CHINESE_NUMBER.lastIndex = start + 3
  const match = CHINESE_NUMBER.exec(text)
  const value = match ? chineseNumeral(match[0]) : null
  if (!match || value === null) return null
  return {
    start,
    end: start + 3 + match[0].length,
    value,
    valueMax: null,
    unit: { text: '%', family: 'percent', base: 'ratio', factor: 0.01 },
    chinese: true,
    surplus: false,
    borrowedUnit: false,
  }
}
