import type { Candidate } from './candidate.ts'
import type { Comparator, CompiledTarget } from './types.ts'

const AT_LEAST_AFTER = /^(?:（?含）?)?(?:及)?(?:以上|之上|或以上|起步)/
const AT_MOST_AFTER = /^(?:（?含）?)?(?:及)?(?:以内|以下|之内|之下|内(?!部|外|容|地|河|陆|涵))/
const MORE_THAN_BEFORE =
  /(?:(?<!不)(?:超过|超出|超|高于|大于|多于)|突破|逾|跨越|跨过|迈过|越过|迈上|跃上|＞|>)(?:了|约)?$/
const AT_LEAST_BEFORE =
  /(?:不少于|不低于|不小于|不得少于|不得低于|至少|最少|≥|⩾|保底)(?:达到|完成|建成|新增|引进|培育|有)?$/
const AT_MOST_BEFORE =
  /(?:不超过|不高于|不多于|不大于|控制在|控制到|(?<!不)(?:低于|少于|小于)|≤|＜|<|(?:下降|降低|降|减少|压减|压缩|缩短|缩减|压降)(?:到|至)|最多|限制在)(?:约)?$/
const TO = '(?:到|至|为|达到?|成)'
const UP =
  '(?:提高|提升|增长|增加(?![值额量])|上升|扩大|(?<![新净])增|升|上涨|攀升|递增|提速|多增|增幅|增产|增收)'
const DOWN = '(?:下降|降低|减少|压减|缩短|缩减|压缩|降|下调|递减|压降|减排|节约|节省|削减|下浮|降幅)'
const SOFT =
  '(?:力争|均|再|约|近|超过|突破|超|高于|不少于|不低于|至少|不超过|幅度|幅度达到?|达到?|在|累计|各|分别|以上|比例|率)*'
const INCREASE_BEFORE = new RegExp(`${UP}(?!${TO})(?:了)?${SOFT}$`)
const DECREASE_BEFORE = new RegExp(`${DOWN}(?!${TO})(?:了)?${SOFT}$`)
/** The verb before its object: 减少碳排放12万吨, 增加产值30亿元. */
const DECREASE_OBJECT = /(?:减少|减排|节约|节省|压减|压缩|削减|降低|缩短)(?!到|至)[^，。；、到至\d]{1,10}$/
const INCREASE_OBJECT = /(?:增加(?![值额量])|提高|提升)(?!到|至)[^，。；、到至达\d]{1,10}$/
const RISING_TO = new RegExp(`${UP}(?:到|至|为)[^，。；]{0,6}$`)

/** The comparison of a target and, for changes, the bound beside it. */
export function comparatorOf(candidate: Candidate): {
  comparator: Comparator
  bound: CompiledTarget['bound']
} {
  const { text, quantity, near } = candidate
  const before = text.slice(Math.max(near.clause.start, quantity.start - 24), quantity.start)
  const after = text.slice(quantity.end, quantity.end + 8)
  const { family } = quantity.unit
  // 突破 before techniques is the making of a breakthrough, not a bound: 突破10项关键技术.
  const breakthrough =
    /突破$/.test(before) &&
    /^[^，。；、]{0,16}(?:技术|难题|瓶颈|短板|产品|成果|装备)/.test(
      text.slice(quantity.end, quantity.end + 24),
    )
  // "分别超过90家和870家": the bound stands before the first of them. "超过业务收入的10%": a whole stands between.
  const shared = /分别(?:超过|突破|不低于|不少于|超)(?=\d[^，。；]*(?:、|和|及)$)/.exec(before)?.[0]
  const whole = /(?:超过|高于|突破|不低于|不少于|不超过|低于)(?=[^，。；、\d]{1,10}的$)/.exec(before)?.[0]
  const lead = breakthrough ? '' : (shared ?? (family === 'percent' ? whole : undefined) ?? before)
  const bound = boundOf(lead, after, quantity.surplus)
  const change =
    family === 'percent' ||
    family === 'points' ||
    family === 'measure' ||
    family === 'money' ||
    family === 'duration'
  if (change || !/新增|净增/.test(before)) {
    const rate =
      /(?:增长率|增速|增幅|下降率|降幅)(?:达到?|保持|保持在|为|在|约)?[^，]{0,4}$/.test(before) &&
      !/(?:年均|累计)增长$/.test(before)
    if (!rate && change) {
      if (
        (DECREASE_BEFORE.test(before) || DECREASE_OBJECT.test(before)) &&
        !new RegExp(`${DOWN}${TO}`).test(before.slice(-8))
      )
        return { comparator: 'decrease_by', bound }
      if ((INCREASE_BEFORE.test(before) || INCREASE_OBJECT.test(before)) && !RISING_TO.test(before))
        return { comparator: 'increase_by', bound }
    }
    if (family === 'points')
      return { comparator: DECREASE_BEFORE.test(before) ? 'decrease_by' : 'increase_by', bound }
  }
  return { comparator: bound ?? 'reach', bound: null }
}

function boundOf(before: string, after: string, surplus: boolean): CompiledTarget['bound'] {
  if (AT_MOST_AFTER.test(after) || AT_MOST_BEFORE.test(before)) return 'at_most'
  if (AT_LEAST_AFTER.test(after) || AT_LEAST_BEFORE.test(before)) return 'at_least'
  if (MORE_THAN_BEFORE.test(before)) return 'more_than'
  return surplus ? 'at_least' : null
}
