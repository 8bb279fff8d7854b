import type { Candidate } from './candidate.ts'

const LEAD =
  /^(?:其中|同时|分别|各自|各(?=建|新|培|打|引|布)|并|且|以及|及|和|与|力争|争取|确保|预计|计划|基本|全面|累计|每年|年均|年内|届时|总体|初步|逐步|推动|实现|将|使|培育形成|培育壮大|培育|打造|建成投用|建成|建设|新建|新增|形成|引进|招引|集聚|聚集|突破|完成|推广|组织|开展|举办|支持|带动|达到|保持|不少于|不低于|至少|超过|约|近|到)+/
const TAIL =
  /(?:迈上|迈进|跨上|跃上|冲刺|力争|争取|累计|每年|逐年|均|总计|合计|分别|各自|(?<=[\u4e00-\u9fff]{2})各|稳定|保持|控制|年均|稳步|大幅|再|将|要|提高|提升|增长|增加|上升|扩大|下降|降低|减少|压减|缩短|压缩|降(?=$|至|到)|达到|达成|达|超过|突破|超|实现|完成|保持在|不低于|不少于|不超过|高于|低于|至少|约|近|为|在|到|至|不小于|占|≥|≤|>|<|：|-|“|、|（|以)+$/
const NO_NOUN =
  /^(?:以上|左右|以内|以下|之内|上下|及以上|等|新?的?台阶|大关|关口|门槛|的?(?:目标|水平|规模|标准|台阶)$|完成|实现|达到|建成|用于|并|且|同时|(?:发展|建设|总体|工作)目标|和\d|以(?![^，。；]{2,24}为)|来|在|到|于|进入|跻身|入选|进行|成为|获得|获批|投入|参与|落户|通过|列入|纳入|支持|开展|推动|带动|服务(?!平台|中心|站|机构|企业|商|网点|点|设施)|上线|“高)/
/** What a time expression leaves behind: "2025年底|前建成枢纽2座". */
const REST_OF_TIME = /^(?:年?[底末])?(?:之?前|以前)(?=[\u4e00-\u9fff]*[建完实达形引培新])/
/** A figure with its unit and what joins the next one to it. */
const AND_FIGURE = /\d[\d.]*[^\d、，]{1,6}(?:以上|左右)?(?:、|和|及)/
/** A noun whose size is given first: "5-10家销售收入超过20亿元的骨干设计企业". */
const SIZED_NOUN = /^[^，。；、]{0,14}\d[^，。；、]{0,12}?的([^，。；、\d]{2,})/

const strip = (text: string): string =>
  balanced(
    text
      .replace(TAIL, '')
      .replace(LEAD, '')
      .replace(TAIL, '')
      .replace(/^(?:较|比)(?:20\d\d|上)年.*$/, '')
      .replace(/^[、的（）：-]+|[、的：（-]+$/g, ''),
  )

/** Without a quotation mark that lost its partner. */
function balanced(text: string): string {
  const open = text.split('“').length
  const close = text.split('”').length
  return open === close ? text : text.replace(/[“”]/g, '')
}

/** A long enumeration is told by its last member: "甲、乙等航空器制造业实现产值规模" is 航空器制造业产值规模. */
function shorten(text: string): string {
  if (text.length <= 24) return text
  const last = text.replace(/^.*等(?=.{4})/, '').replace(/(?<=.)实现(?=.{2})/, '')
  return last.slice(-60)
}

/** What is counted: the noun after the unit, else what stands before the number, else the clause before. */
export function subjectOf(candidate: Candidate): string {
  const { text, quantity, near } = candidate
  const noun = nounBehind(text.slice(quantity.end, near.clause.end))
  if (noun !== null && quantity.unit.family !== 'points') return noun
  const listed = respective(candidate)
  if (listed) return shorten(listed)
  const from = Math.max(
    near.clause.start,
    candidate.time && candidate.time.end <= quantity.start ? candidate.time.end : 0,
  )
  const before = text.slice(from, quantity.start).replace(REST_OF_TIME, '').replace(PLACES, '')
  const parts = before.split(AND_FIGURE)
  // "典型应用场景20个、100个": both count the same.
  const lastPart = parts.findLast((part) => strip(part).length >= 2) ?? ''
  const own = strip(lastPart.replace(/(?:由|从)\d[^，]*$/, ''))
  if (own.length >= 2) return shorten(own)
  // "力争营业收入到2025年达到600亿元": the time stands between.
  if (candidate.time && from === candidate.time.end) {
    const ahead = strip(text.slice(near.clause.start, candidate.time.start).replace(/[到至在]$/, ''))
    if (ahead.length >= 2 && !/\d/.test(ahead)) return shorten(ahead)
  }
  const earlier = text
    .slice(near.sentence.start, near.clause.start)
    .split(/[，；：]/)
    .filter((part) => part !== '')
  for (const part of earlier.reverse()) {
    const piece = part.split(AND_FIGURE).at(-1)!
    const subject = strip(piece.replace(/\d.*$/, ''))
    if (subject.length >= 2 && !/年$/.test(subject)) return shorten(subject)
  }
  return own || noun || quantity.unit.text
}

function nounBehind(rest: string): string | null {
  const suffix = /^(?:及)?(?:以上|左右|以内|以下|之内|上下)?(?:的)?/.exec(rest)![0]
  const behind = rest.slice(suffix.length)
  const sized = SIZED_NOUN.exec(behind)
  if (sized) return sized[1]!.slice(0, 60)
  if (/^[、（]/.test(behind)) return null
  // The figure in 500强 is a name.
  const plain = behind.replace(/\d{2,4}强/g, (name) => '强'.repeat(name.length))
  const cut = /\d|、[一二两三四五六七八九十百]{1,3}[家个项座条所支]/.test(plain)
    ? plain.search(/[、（]?(?:\d|和[^，]{0,12}\d|、)/)
    : -1
  const noun = balanced(
    (cut >= 0 ? behind.slice(0, cut) : behind).replace(/[（）].*$/, '').replace(/[、和及]$/, ''),
  )
  return noun.length >= 2 && !NO_NOUN.test(noun) ? noun.slice(0, 60) : null
}

/** "A、B、C分别达到10%、20%、30%": the name at the place of the number; one name alone serves all of them. */
function respective(candidate: Candidate): string | null {
  const { text, quantity, near } = candidate
  const clause = text.slice(near.clause.start, near.clause.end)
  const word = clause.indexOf('分别')
  if (word < 0 || near.clause.start + word > quantity.start) return null
  const from = candidate.time ? Math.max(0, candidate.time.end - near.clause.start) : 0
  const head = clause.slice(Math.min(from, word), word).replace(/^，/, '')
  const numbers = clause.slice(word).match(/\d[\d.]*/g)?.length ?? 0
  if (numbers < 2) return null
  const between = clause.slice(word, quantity.start - near.clause.start)
  const place = (between.match(/\d(?:[^\d、和及]|\.\d)*(?=、|和|及)|\d(?=、|和|及)/g) ?? []).length
  // "甲、乙等核心配套，丙等特色配套分别…": the names are the clauses.
  const clauses = `${text.slice(near.segment.start, near.clause.start)}${head}`.split('，')
  const names = head.split(/、|和|及(?!率|时|其)|与/)
  const chosen =
    names.length === numbers && !/等/.test(head)
      ? wholeNames(names)
      : clauses.length >= numbers && /等/.test(head)
        ? clauses.slice(-numbers)
        : names.length === numbers
          ? names
          : [head]
  return strip((chosen[place] ?? chosen[0]!).replace(/[三3两二四五]年$/, '')) || null
}

/** "公共、居民充电设施": the short names share the noun of the last one. */
function wholeNames(names: string[]): string[] {
  const bare = names.map((name) => name.replace(/^全[市省区县州]/, ''))
  const last = bare.at(-1)!
  return bare.map((name) =>
    name.length <= 4 && last.length >= name.length + 3 && !/[率量比值]$/.test(name)
      ? name + last.slice(name.length)
      : name,
  )
}

const REGION =
  /^(?:力争|争取|确保|推动|支持|其中|实现|引导|在)*(全[市省区县州域国]|我[市省区县]|[^，。；、\d“”]{2,10}?(?:地区|新区|城区|经开区|高新区|开发区|自贸区|都市圈|片区|城市群|自治县|县|区|市|省))(?!级|域|场|块|间|民|委|属|外|校|企|公司|值|化|镇|占|政|内外|范围外|人才|型)/
const NOT_REGION =
  /园区|示范区|集聚区|先导区|试验区|功能区|社区|景区|小区|街区|上市|城市$|各县|标杆|创建|建设|打造|培育|达到|形成|产业|服务区|覆盖|核心区|建成|市$(?<![\u4e00-\u9fff]{2}市)/

const PLACE =
  '[^，。；、\\d“”和在与]{1,8}(?<!园|示范|集聚|功能|先导|试验|社|景|小|街|片|上|城)(?:地区|新区|城区|经开区|高新区|开发区|自贸区|县|区|市|州)'
/** Several places, or each of a group: "在甲区、乙县和丙高新区分别建设", "每个区县各建". */
const PLACES = new RegExp(
  `(?:^|[，；：])(?:在|支持|推动|引导|由)?((?:${PLACE}(?:、|和|与|及))+${PLACE}|(?:各|每个)(?:区县|区市县|县市区|市县|区|县|市))(?=等?(?:分别|各|均|至少|建|新|打|布|培|引|平均))`,
)

/** Region or subset named in the sentence before the number; else the document's own region ("全市"). */
export function scopeOf(
  candidate: Candidate,
  documentScope: string | null,
): { scope: string | null; inherited: boolean } {
  const { text, quantity, near } = candidate
  const from =
    candidate.time && candidate.time.end <= quantity.start ? candidate.time.end : near.segment.start
  const several = PLACES.exec(text.slice(Math.max(from, near.segment.start), quantity.start))
  if (several) return { scope: several[1]!, inherited: false }
  const parts = text
    .slice(Math.max(from, near.segment.start), quantity.start)
    .replace(/^(?:年?[底末]?前?，)/, '')
    .split(/[，：]/)
  if (candidate.time && candidate.time.start > near.clause.start)
    parts.unshift(text.slice(near.clause.start, candidate.time.start))
  for (const part of parts.reverse()) {
    const match = REGION.exec(part)
    if (match && (!NOT_REGION.test(match[1]!) || /^[全我]/.test(match[1]!)))
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
