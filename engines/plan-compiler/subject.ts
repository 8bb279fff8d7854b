import type { Candidate } from './candidate.ts'

const LEAD =
  /^(?:其中|同时|并|且|以及|及|和|与|力争|争取|确保|预计|计划|基本|全面|累计|每年|年均|年内|届时|总体|初步|逐步|推动|实现|将|使|培育形成|培育壮大|培育|打造|建成投用|建成|建设|新建|新增|形成|引进|招引|集聚|聚集|突破|完成|推广|组织|开展|举办|支持|带动|达到|保持|不少于|不低于|至少|超过|约|近|到)+/
const TAIL =
  /(?:力争|争取|累计|均|总计|合计|分别|稳定|保持|控制|年均|稳步|大幅|再|将|要|提高|提升|增长|增加|上升|扩大|下降|降低|减少|压减|缩短|压缩|达到|达成|达|超过|突破|超|实现|完成|保持在|不低于|不少于|不超过|高于|低于|至少|约|近|为|在|到|至|不小于|占|≥|≤|>|<|：|-|“|、|（|以)+$/
const NO_NOUN =
  /^(?:以上|左右|以内|以下|之内|上下|及以上|的?(?:目标|水平|规模|标准)$|完成|实现|达到|建成|用于|并|且|同时|和\d|以)/

const strip = (text: string): string =>
  text
    .replace(TAIL, '')
    .replace(LEAD, '')
    .replace(TAIL, '')
    .replace(/^[、的“”（）：-]+|[、的：（-]+$/g, '')

/** What is counted: the noun after the unit, else what stands before the number, else the clause before. */
export function subjectOf(candidate: Candidate): string {
  const { text, quantity, near } = candidate
  const rest = text.slice(quantity.end, near.clause.end)
  const suffix = /^(?:及)?(?:以上|左右|以内|以下|之内|上下)?(?:的)?/.exec(rest)![0]
  const behind = rest.slice(suffix.length)
  const cut = behind.search(/[、（]?(?:\d|和[^，]{0,12}\d|、)/)
  const noun = (cut >= 0 ? behind.slice(0, cut) : behind).replace(/[（）].*$/, '')
  if (noun.length >= 2 && !NO_NOUN.test(noun) && quantity.unit.family !== 'points')
    return noun.slice(0, 60).replace(/[、和及]$/, '')
  const listed = respective(candidate)
  if (listed) return listed
  const from = Math.max(
    near.clause.start,
    candidate.time && candidate.time.end <= quantity.start ? candidate.time.end : 0,
  )
  const before = text.slice(from, quantity.start)
  const lastPart = before.split(/\d[\d.]*[^\d、，]{1,6}(?:以上|左右)?(?:、|和|及)/).at(-1)!
  const own = strip(lastPart.replace(/(?:由|从)\d[^，]*$/, ''))
  if (own.length >= 2) return own.slice(-60)
  const earlier = text
    .slice(near.sentence.start, near.clause.start)
    .split(/[，；：]/)
    .filter((part) => part !== '')
  for (const part of earlier.reverse()) {
    const subject = strip(part.replace(/\d.*$/, ''))
    if (subject.length >= 2 && !/年$/.test(subject)) return subject.slice(-60)
  }
  return own || quantity.unit.text
}

/** "A、B、C分别达到10%、20%、30%": the name at the place of the number. */
function respective(candidate: Candidate): string | null {
  const { text, quantity, near } = candidate
  const clause = text.slice(near.clause.start, near.clause.end)
  const word = clause.indexOf('分别')
  if (word < 0 || near.clause.start + word > quantity.start) return null
  const from = candidate.time ? Math.max(0, candidate.time.end - near.clause.start) : 0
  const names = clause
    .slice(Math.min(from, word), word)
    .replace(/^，/, '')
    .split(/、|和|及|与/)
  const between = clause.slice(word, quantity.start - near.clause.start)
  const place = (between.match(/\d(?:[^\d、和及]|\.\d)*(?=、|和|及)|\d(?=、|和|及)/g) ?? []).length
  const name = names[place]
  return name === undefined ? null : strip(name) || null
}

const REGION =
  /^(?:力争|争取|确保|推动|支持|其中|实现|引导|在)*(全[市省区县州域国]|我[市省区县]|[^，。；、\d“”]{2,10}?(?:地区|新区|城区|经开区|高新区|开发区|自贸区|都市圈|片区|城市群|自治县|县|区|市|省))(?!级|域|场|块|间|民|委|属|外|校|企|公司|值|化|镇|占|政|内外|范围外|人才|型)/
const NOT_REGION =
  /园区|示范区|集聚区|先导区|试验区|功能区|社区|景区|小区|街区|上市|城市$|各县|标杆|创建|建设|打造|培育|达到|形成|产业|服务区|覆盖|核心区|建成|市$(?<![\u4e00-\u9fff]{2}市)/

/** Region or subset named in the sentence before the number; else the document's own region ("全市"). */
export function scopeOf(
  candidate: Candidate,
  documentScope: string | null,
): { scope: string | null; inherited: boolean } {
  const { text, quantity, near } = candidate
  const from =
    candidate.time && candidate.time.end <= quantity.start ? candidate.time.end : near.segment.start
  const parts = text
    .slice(Math.max(from, near.segment.start), quantity.start)
    .replace(/^(?:年?[底末]?前?，)/, '')
    .split(/[，：]/)
  for (const part of parts.reverse()) {
    const match = REGION.exec(part)
    if (match && (!NOT_REGION.test(match[1]!) || /^全/.test(match[1]!)))
      return { scope: match[1]!, inherited: false }
  }
  return { scope: documentScope, inherited: true }
}

/** "全市" for a city's plan, "全省", "全区", "全县" likewise; null when the title does not say. */
export function documentScopeOf(title: string | null): string | null {
  if (!title) return null
  const name = title.replace(/^.*?(?:关于印发|印发)《?/, '')
  const own = /^《?([\u4e00-\u9fff]{2,9}?)(自治区|自治州|新区|开发区|高新区|经开区|市|省|县|区|州)/.exec(name)
  if (!own) return /全国|中国|国家/.test(name) ? '全国' : null
  // "重庆市渝北区…" is the district's plan.
  const inner = /^[\u4e00-\u9fff]{2,7}?(区|县)(?!域)/.exec(name.slice(own[0].length))
  if (own[2] === '市' && inner && !/产业|示范|园/.test(inner[0])) return `全${inner[1]}`
  if (/区$/.test(own[2]!)) return '全区'
  return `全${own[2]!.slice(-1)}`
}
