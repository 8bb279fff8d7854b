import type { NormalizedValue } from './types.ts'

export type UnitFamily =
  | 'count'
  | 'people'
  | 'money'
  | 'percent'
  | 'points'
  | 'measure'
  | 'duration'
  | 'technical'

interface UnitEntry {
  family: UnitFamily
  base: string
  factor: number
}

const LEXICON = new Map<string, UnitEntry>()
const add = (family: UnitFamily, base: string, factor: number, words: string): void => {
  for (const word of words.split(' ')) LEXICON.set(word, { family, base, factor })
}

// Classifiers count things one by one: their base unit is themselves, 个 for the general one.
for (const word of (
  '个 个批次 批次 家 项 座 辆 台 套 件 条 所 处 种 款 支 只 场 次 户 批 期 片 间 栋 幢 艘 架 列 节 门 本 篇 部 届 对 组 村 镇 站 桩 枪 单 笔 份 张 块 头 羽 株 棵 ' +
  '例 剂 床 轮 道 颗 枚 盏 根 口 眼 宗 类项 家次 户次 场次 架次 人次 辆次 车次 班次 列次 航次 台次 件次 标箱 标准箱 TEU 标准车 机架 机柜 标准机架 架机柜 ' +
  '张床位 张床 条线 台套 台/套 套/台 台（套） 台（件） 件（套） 个（处） 个（次） 条（次） 家（次） 篇（部） 部（集） 标台 车位 泊位 词条 卡 集 首 幅 尊 牌 端口 间次 单元 节点 ' +
  '类 家（个） 个（家） 项（个） 个（项） 所（个） 处（个） 辆（台） 台（辆） 席 尾 株次 页 字 帧 小时次 封 通 面 堂 课时 学时'
).split(' ')) {
  add('count', word, 1, word)
}
add('measure', 'person-year', 1, '人年')
add('count', '架次', 1, '飞行架次')
add('duration', 'hour', 1, '飞行小时')
add('people', '人', 1, '人 名 位 人才 人（次）')
add('money', '元', 1, '元 块钱 元人民币 人民币')
add('money', '美元', 1, '美元')
add('money', '欧元', 1, '欧元')
add('percent', 'ratio', 0.01, '%')
add('percent', 'ratio', 0.001, '‰')
add('points', 'ratio-point', 0.01, '个百分点 百分点 个%')
add('points', 'ratio-point', 0.001, '个千分点 千分点')
add('measure', '倍', 1, '倍')
add('measure', '分', 1, '分')
add('measure', 'ratio', 0.1, '成')
add('measure', 'km', 1, '公里 千米 km KM Km 里程公里 皮长公里 芯公里 车道公里')
add('measure', 'km', 0.001, '米 延米')
add('measure', 'nmi', 1, '海里')
add('measure', 'm2', 1, '平方米 平米 ㎡ m² m2 平方')
add('measure', 'm2', 1_000_000, '平方公里 平方千米 km² km2')
add('measure', 'm2', 10_000 / 15, '亩')
add('measure', 'm2', 10_000, '公顷')
add('measure', 'm3', 1, '立方米 立方 方 m³ m3 标方 标准立方米 Nm³ 标立方米')
add('measure', 't', 1, '吨 t 吨标准煤 吨标煤 吨二氧化碳 载重吨 总吨 吨粮')
add('measure', 't', 0.001, '公斤 千克 kg')
add('measure', 't', 0.0005, '斤')
add('measure', 't', 0.000001, '克标准煤 克标煤 gce')
add('measure', 'L', 1, '升')
add('measure', 'W', 1000, '千瓦 kW KW')
add('measure', 'W', 1_000_000, '兆瓦 MW')
add('measure', 'W', 1_000_000_000, '吉瓦 GW GWp')
add('measure', 'Wh', 1000, '千瓦时 度电 kWh KWh')
add('measure', 'Wh', 1_000_000, '兆瓦时 MWh')
add('measure', 'Wh', 1_000_000_000, '吉瓦时 GWh')
add('measure', 'Wh', 1_000_000_000_000, 'TWh')
add('measure', 'VA', 1000, '千伏安 kVA')
add('measure', 'FLOPS', 1e15, 'PFLOPS PFlops Pflops PFlop/s P PFlops(FP16)')
add('measure', 'FLOPS', 1e18, 'EFLOPS EFlops Eflops E')
add('measure', 'FLOPS', 1e12, 'TFLOPS TFlops TOPS')
add('measure', 'byte', 1e12, 'TB')
add('measure', 'byte', 1e15, 'PB')
add('measure', 'byte', 1e18, 'EB')
add('measure', 'bit/s', 1e6, 'Mbps 兆比特/秒')
add('measure', 'bit/s', 1e9, 'Gbps G带宽')
add('measure', 'bit/s', 1e12, 'Tbps')
add('measure', 'token', 1, 'token Token tokens Tokens')
add('measure', '片', 1, '片晶圆 片/月')
add('duration', 'day', 1, '天 日')
add('duration', 'workday', 1, '个工作日 工作日')
add('duration', 'hour', 1, '小时 个小时')
add('duration', 'minute', 1, '分钟')
add('duration', 'week', 1, '周 个星期')
add('duration', 'second', 1, '秒 秒钟')
add('duration', 'month', 1, '个月')
for (const word of (
  'Wh/kg kWh/kg kW/kg kW/L W/kg 瓦时/公斤 瓦时/千克 纳米 nm 微米 毫米 厘米 毫秒 微秒 ms 千伏 kV 伏 V MPa 兆帕 GHz MHz 赫兹 摄氏度 ℃ 分贝 公里/小时 千米/小时 km/h ' +
  '微克/立方米 毫克/升 g/km 克/千瓦时 升/百公里 千瓦时/吨 吨标准煤/万元 兆 比特 量子比特 亿参数 瓦 克 像素 马力 牛米 兆瓦级'
).split(' ')) {
  add('technical', word, 1, word)
}

const MULTIPLIERS: [string, number][] = [
  ['万亿', 1e12],
  ['千亿', 1e11],
  ['百亿', 1e10],
  ['十亿', 1e9],
  ['千万', 1e7],
  ['百万', 1e6],
  ['十万', 1e5],
  ['亿', 1e8],
  ['万', 1e4],
  ['千', 1e3],
  ['百', 1e2],
]

/** Computing power is written PFlops, PFLOPs, EFlops …: its case does not matter. */
const FLOPS = new Map([...LEXICON].filter(([word]) => /^[PET]FLOPS$/.test(word)))

/** Length of the longest unit that begins with a character; most characters begin none. */
const LONGEST = new Map<string, number>()
for (const word of [...LEXICON.keys(), ...[...FLOPS.keys()].map((name) => name.toLowerCase())])
  LONGEST.set(word[0]!, Math.max(word.length, LONGEST.get(word[0]!) ?? 0))

/**
 * A unit word that begins another word is no unit: 项目, 场景, 条件. The number then has no unit there. Behind a number 家, 名 and
 * 户 are classifiers all but always (3家具有…, 5家电池企业, 50名优秀人才, 100户外贸企业).
 */
const CONTINUES: Record<string, string> = {
  项: '目',
  场: '景馆所地',
  家: '庭',
  人: '工机均民员类',
  条: '件块',
  台: '阶账',
  位: '于居列',
  名: '牌录',
  次: '数',
  处: '理置',
  分: '钟别布类支级',
  天: '然线',
  日: '常',
  组: '织',
  对: '外接',
  节: '能约',
  部: '门分署',
  户: '籍',
  期: '间限货',
  方: '面向式案',
  节点: '城',
  站: '点',
  单: '位',
  面: '积向',
  字: '节',
  片: '区',
  成: '立果套员长',
  通: '过道',
  门: '类店户',
  类: '型',
  口: '岸',
  道: '路',
  度: '假',
  牌: '照',
  批: '次',
  头: '部雁企',
  升: '级',
  平方: '公千',
  卡: '脖点车口',
  集: '群聚',
  首: '台套次个批',
  单元: '',
  根: '据本',
  种: '类植业',
  E: '',
  P: '',
}

export interface MatchedUnit {
  text: string
  family: UnitFamily
  base: string
  factor: number
}

function lookup(text: string, at: number): { word: string; entry: UnitEntry } | null {
  for (let length = Math.min(LONGEST.get(text[at] ?? '') ?? 0, text.length - at); length > 0; length--) {
    const word = text.substr(at, length)
    const entry = LEXICON.get(word) ?? FLOPS.get(word.toUpperCase())
    if (!entry) continue
    const next = text[at + length] ?? ''
    if (CONTINUES[word]?.includes(next) && next !== '') continue
    // Latin units must not run on into another Latin word ("P" of "PLC", "t" of "token").
    if (/[A-Za-z]$/.test(word) && /[A-Za-z0-9]/.test(next)) continue
    return { word, entry }
  }
  return null
}

/** The longest unit at `at`: optional multiplier, base unit, optional "/ per" part ("台/万人", "万元/亩"). */
export function matchUnit(text: string, at: number): MatchedUnit | null {
  let multiplier = 1
  let position = at
  const direct = lookup(text, at)
  let found = direct
  if (!direct) {
    const entry = MULTIPLIERS.find(([word]) => text.startsWith(word, at))
    if (!entry) return null
    multiplier = entry[1]
    position = at + entry[0].length
    if (text[position] === '余' || text[position] === '多') position++
    found = lookup(text, position)
    if (!found) {
      const next = text[position] ?? ''
      // A bare multiplier ("突破500亿") counts when the phrase ends there; 千 and 百 begin too many words.
      if (multiplier >= 1e4 && (next === '' || !/[级强计元企户众]/.test(next))) {
        const base = multiplier >= 1e8 ? '元' : '个'
        return { text: entry[0], family: multiplier >= 1e8 ? 'money' : 'count', base, factor: multiplier }
      }
      return null
    }
  }
  const unit = found!
  let end = position + unit.word.length
  let { base } = unit.entry
  let factor = unit.entry.factor * multiplier
  let family: UnitFamily = unit.entry.family
  if (text[end] === '/' || (text[end] === '每' && unit.entry.family !== 'percent')) {
    const per = matchPer(text, end + 1)
    if (per) {
      end = per.end
      base = `${base}/${per.base}`
      factor /= per.factor
      family = family === 'money' || family === 'technical' ? family : 'measure'
    }
  }
  return { text: text.slice(at, end), family, base, factor }
}

const PER_TIME: [string, string][] = [
  ['年', '年'],
  ['天', 'day'],
  ['日', 'day'],
  ['月', 'month'],
  ['小时', 'hour'],
  ['秒', 'second'],
]

function matchPer(text: string, at: number): { end: number; base: string; factor: number } | null {
  for (const [word, base] of PER_TIME) {
    if (text.startsWith(word, at)) return { end: at + word.length, base, factor: 1 }
  }
  const multiplier = lookup(text, at) ? undefined : MULTIPLIERS.find(([word]) => text.startsWith(word, at))
  const position = at + (multiplier ? multiplier[0].length : 0)
  const unit = lookup(text, position)
  if (!unit) return null
  return {
    end: position + unit.word.length,
    base: unit.entry.base,
    factor: unit.entry.factor * (multiplier ? multiplier[1] : 1),
  }
}

const trim = (value: number): number => Number(value.toPrecision(12))

/** Value as written into the base unit, e.g. 1.3 万亿元 to 1.3e12 元 and 20 个百分点 to 0.2 ratio-point. */
export function normalizeValue(value: number, valueMax: number | null, unit: MatchedUnit): NormalizedValue {
  return {
    value: trim(value * unit.factor),
    valueMax: valueMax === null ? null : trim(valueMax * unit.factor),
    unit: unit.base,
  }
}
