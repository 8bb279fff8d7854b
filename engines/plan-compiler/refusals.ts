import type { Candidate } from './candidate.ts'
import { speaksOfThePast } from './times.ts'

const POLICY =
  /给予|奖励|补助|补贴(?!性)|资助|奖补|贴息|加计扣除|免征|减征|减半征收|封顶|最高不超过|最高可|最高[给支奖补不]|最高\d|予以.{0,8}(?:支持|奖|补|扶持)|免收|减免|返还|罚款|处罚|择优.{0,6}支持|按.{0,24}(?:比例|标准)(?:给|予|奖|补|支)|的资金支持|的经费支持|授信额度|兑现/
const COMMITTED_MONEY = /达到|达(?=\d)|规模|设立|组建|突破|发放|募集|撬动|投放|新增|力争|带动|降低|减负|累计/
const THRESHOLD_NOUN =
  /^(?:以上|以下|及以上|左右|级|规模|量级)?(?:级别?)?(?:的)?(?:[^，。；、：\d（）]{0,14}?)(?:企业|项目|集群|园区|产业园|基地|公司|大镇|强镇|强县|大县|强区|街区|商圈|单品|品牌|楼宇|工厂|主体|产业链|赛道|农户|家庭|机构|用户|建筑|锅炉|机组|载体|产业带|乡镇|村)/
/** 单体规模不低于…, 单项投资…: what each of the counted things has to be. */
const PER_ITEM =
  /单(?:体|个|项|台|机|座|套|家|村|宗|站|桩|店|井|炉|线|车|池|栋|柜|园|企)[^，。；、\d]{0,8}(?:规模|投资|投资额|功率|容量|能力|面积|产能|装机|体量|金额)[^，。；、\d]{0,6}$/
/** A property and the verb that brings it to the number: 功率密度达到, 系统寿命超过. */
const PROPERTY_REACHES =
  /(?:密度|寿命|时长|续航|能力|里程|精度|功率|效率|时延|速度|浓度|周期|时间|用时|耗时|天数|小时数|容量|强度|电压|温度|良率|间隙|能耗|煤耗|电耗|排放)[^，。；、\d]{0,6}(?:达到|达|突破|超过|提升至|提升到|提高到|提高至|延长至|延长到|降至|降到|缩短至|缩短到|不低于|不少于|控制在|小于|低于|优于|在)$/
/** "6条产值超…": the amount describes what the count before it counts. */
const COUNT_THEN_AMOUNT =
  /\d(?:个|家|条|座|项|只)(?:以上)?[^，。；、\d]{0,10}(?:产值|收入|营收|规模|投资|投资额|估值|市值|销售额)?(?:超过|超|突破|过|达到?|在)$/
const COUNT_FAMILY = new Set(['count', 'people'])
const STRUCTURAL_VERB =
  /(?:聚焦|围绕|包括|涵盖|涉及|分为|分成|从|按照|针对|坚持|依托|结合|突出|含|包含|共计|共|分|以|紧盯|瞄准|统筹|抓住|把握|面向|划分为?|由)(?:以下|上述|全市|全省|这|重点|其中)?$/
const ATTRIBUTE_VERB = /(?:年产|产能|产量|销量|年销售|载重|总重|规模)(?:达到?|超过?)?$/
const AIMED =
  /达|突破|超过|建|新增|完成|改造|实现|开通|整治|推广|形成|增加|提高|降|控制|力争|新|供|开发|压减|\d$/
const LAYOUT_NOUN =
  /(?:方面|领域|维度|层面|环节|阶段|方向|板块|专班|工作组|领导小组|部分|要素|原则|步骤|重点领域|重点方向|梯队|专项组|章节|附件|地级市|州市|省份|部门|县（市|县区|区县|区市)/
const AHEAD = /力争|争取|目标|计划|将|到20\d\d年|建设|打造|新增|新建|改造|引进|培育|提升|提高|增加|扩大|达到/
const STILL = /，(?:但|然而|不过)[^，。；]{0,8}(?:仍|还|尚|存在|不足)/
const PRIVILEGE =
  '(?:优先|给予|予以|按照?|享受|奖励|一次性|列入|不予|不得|应当|应(?!用|急)|必须|可(?!靠|持|再|复|视|信|控)|免|减按|直接)'
const CONDITION = /(?:^|[，。；：])(?:对于?|凡|鼓励对|经认定为?|符合|满足|具备)[^，。；]{0,60}$/
const PROCEDURE =
  /(?:召开|调度|通报|会商|评估|报送|例会|督查|督导|汇报|总结|检查|考核|会议|研判|巡检|报告|更新一次|联席)/
const FROM_TO =
  /^[^，。；：]{0,14}?(?:提高|提升|增长|增加|扩大|上升|下降|降低|降|减少|压减|缩短|缩减|压缩|跃升|拓展|扩展|升|增|改善|优化|提速|提|调整)(?:到|至|为)/

/**
 * Context rules: why this quantity is no target, or null. (Dates, names, codes and slogans never come this far;
 * see masks.ts.)
 */
export function refusalOf(candidate: Candidate): string | null {
  const { text, quantity, near } = candidate
  const clause = text.slice(near.clause.start, near.clause.end)
  const segment = text.slice(near.segment.start, near.segment.end)
  const before = text.slice(near.clause.start, quantity.start)
  const after = text.slice(quantity.end, Math.min(near.clause.end, quantity.end + 60))
  const { family } = quantity.unit

  if (candidate.sectionKind === 'background' && candidate.time?.role !== 'deadline')
    return 'background-section'
  if (candidate.time?.role === 'past') return 'past-figure'
  const sinceMark = text.slice(candidate.time?.end ?? near.sentence.start, quantity.start)
  if (candidate.time?.role !== 'deadline' && speaksOfThePast(text.slice(near.sentence.start, quantity.end)))
    return 'past-figure'
  if (
    candidate.time?.role === 'deadline' &&
    /(?:已建成|已达|已有|已形成|目前|现有\D{0,8}$|累计已|已累计|已完成)/.test(sinceMark)
  )
    return 'past-figure'
  if (
    /(?:由|从|自)(?:\d{4}年)?(?:年?底)?(?:的|约|不足|目前的?|现在的?|现有的?)?$/.test(before) &&
    FROM_TO.test(after)
  )
    return 'from-value'
  if (
    /(?:由|从)[^，。；]{0,16}$/.test(before) &&
    /^[^，。；：\d]{1,16}(?:到|至|为|达)[^，。；\d]{0,4}\d/.test(after)
  )
    return 'from-value'
  if (/^(?:左右|以上)?的?基础上/.test(after)) return 'from-value'
  // "拥有企业1500家，配套率达40%，但仍存在短板": how things stand.
  if (candidate.time?.role !== 'deadline' && STILL.test(text.slice(quantity.end, near.sentence.end)))
    return 'past-figure'
  // "现有茶园28万亩，年产干茶1.6万吨": all of the sentence tells how things stand, until it looks ahead.
  const sincePresent = /(?:^|[，；])(?:现有|现共有|现拥有)(.*)$/.exec(
    text.slice(near.sentence.start, quantity.start),
  )
  if (sincePresent && candidate.time?.role !== 'deadline' && !AHEAD.test(sincePresent[1]!))
    return 'past-figure'
  if (/(?:原来|原有|原|不足|现在|此前|基数|基期)(?:的)?$|(?:现有|现拥有)[^，。；]{0,14}$/.test(before))
    return 'past-figure'

  if (family === 'money' || family === 'percent') {
    const sincePolicy = POLICY.test(segment)
    if (sincePolicy && (POLICY.test(clause) || !COMMITTED_MONEY.test(before))) return 'policy-terms'
    const capped = /(?:按照?|不超过|最高|每(?:家|户|个|人|项|台|辆))[^，。；]{0,20}$/.test(before)
    if (capped && /给予|奖励|奖补|补助|补贴|资助|贴息|计[提算发]/.test(segment)) return 'policy-terms'
    if (family === 'money' && /注册资本|注册资金|实缴资本|净资产|固定资产原值/.test(before))
      return 'threshold'
  }
  if (POLICY.test(clause) && /(?:对|每|给予|奖励|补助)[^，]{0,14}$/.test(before)) return 'policy-terms'
  if (
    family === 'money' &&
    /每[^，。；、]{1,8}$/.test(before) &&
    /上限|收费|服务费|电价|票价|标准/.test(clause)
  )
    return 'policy-terms'
  if (
    (family === 'money' || family === 'measure' || family === 'technical') &&
    quantity.unit.text !== '倍' &&
    PER_ITEM.test(before)
  )
    return 'per-item-parameter'
  if (isThreshold(candidate, before, after)) return 'threshold'
  if (family === 'measure' && /^(?:的)?(?:服务)?(?:范围|半径)(?:之?内|以内)/.test(after))
    return 'per-item-parameter'
  // "50兆瓦/100兆瓦时示范项目2个": what each of the counted things is.
  if (
    family === 'measure' &&
    /^\/\d|^[^，。；、\d]{2,16}\d+[个座套台]/.test(after) &&
    /\/$|^\//.test(text[quantity.start - 1]! + (after[0] ?? ''))
  )
    return 'per-item-parameter'
  if (family === 'percent') {
    if (/原则上[^，。；]{0,8}$/.test(before)) return 'policy-terms'
    if (/(?:利率|费率|首付|持股|股比|出资比例)[^，。；]{0,8}$/.test(before) && !/降|平均|压/.test(before))
      return 'policy-terms'
  }
  if (/联合(?:至少|不少于)?$/.test(before) || /^(?:及)?以上(?:的)?(?:部门|单位)/.test(after))
    return 'threshold'
  // "…不低于20万元的，优先供地", "负载20公斤以上的整机优先列入…": what somebody has to be.
  const next = text.slice(near.clause.end, near.clause.end + 8)
  const own = text.slice(quantity.end, near.clause.end)
  if (/的$/.test(own) && new RegExp(`^[，：](?:可以?)?${PRIVILEGE}`).test(next)) return 'threshold'
  if (new RegExp(`^[^，。；]{0,20}的[^，。；\\d]{1,12}${PRIVILEGE}`).test(own)) return 'threshold'
  if (CONDITION.test(text.slice(near.segment.start, quantity.start)) && POLICY.test(segment))
    return 'policy-terms'

  const reaches = PROPERTY_REACHES.test(before) && !/支持|鼓励|优先|对于?|符合|满足/.test(before)
  if (family === 'duration' && !reaches) {
    if (!/压缩|缩短|压减|控制|缩减|降|不超过|以内|限时|延长|达到|提升|提高/.test(clause)) return 'duration'
    if (/(?:提前|连续|满|近|每|有效期|公示|超过|之日起)$/.test(before)) return 'duration'
  }
  if (family === 'technical' && !reaches) {
    const aimed = /达到|达(?=\d)|突破|超过|提升至|提升到|提高到|降至|下降到|以上|不低于/.test(clause)
    if (!aimed || (candidate.sectionKind !== 'goals' && !candidate.explicitDeadline))
      return 'technical-parameter'
  }
  if (COUNT_FAMILY.has(family)) {
    const noun = after.slice(0, 10)
    if (STRUCTURAL_VERB.test(before) && !/以上$|建|成/.test(before.slice(-1))) {
      if (
        LAYOUT_NOUN.test(after.slice(0, 16)) ||
        /(?:聚焦|围绕|包括|涵盖|涉及|分为|针对|坚持|紧盯|瞄准|按照|划分为?|面向|依托|突出)(?:全市|全省|这|重点)?$/.test(
          before,
        )
      )
        return 'structure'
    }
    if (quantity.unit.text === '种' && /^(?:形态|模式|类型|方式|路径|情形|形式|渠道|机制|途径)/.test(noun))
      return 'structure'
    if (/^(?:重点)?(?:方面|维度|层面|环节|阶段|板块|步骤|原则|部分|要素|专班|工作组)/.test(noun))
      return 'structure'
    if (
      /^(?:核|中心|核心|轴|带|片区|组团|极|区)?(?:布局|格局|架构)/.test(noun) ||
      /(?:空间|发展)(?:布局|格局)$/.test(clause)
    )
      return 'structure'
    // "江北、临港两个园区…": the places that were just named.
    if (
      quantity.chinese &&
      /(?:、|和|与|及)[^，。；、\d]{1,10}$/.test(before) &&
      !/打造|建|培育|形成|新增|布局|引进/.test(before)
    )
      return 'sum-of-list'
    if (quantity.unit.text === '批' && /(?:清单|名单|目录|榜单)$/.test(before)) return 'procedure'
    if (quantity.unit.text === '次' && PROCEDURE.test(clause) && /每|定期|至少/.test(clause))
      return 'procedure'
    if (candidate.sectionKind === 'safeguards' && PROCEDURE.test(clause)) return 'procedure'
    // "18项重点任务", "22条措施": how the plan is cut, not what it will reach.
    if (
      /^[项条个]$/.test(quantity.unit.text) &&
      /^(?:重点|具体|主要|核心|细化|支持|政策|改革|工作|专项|子)?(?:任务|举措|措施|政策|条款|内容|建设内容|工作任务|政策措施|重大工程|重点工程|专项行动|行动)(?!包|书|清单|计划)/.test(
        noun,
      )
    )
      return 'structure'
    if (/(?:等)$/.test(before) && LAYOUT_NOUN.test(after.slice(0, 12))) return 'structure'
    // "等8个县区", "上述5个领域", "这3家企业": a sum of what was just listed.
    if (
      /(?:等|上述|以上|这|前述)$/.test(before) &&
      !/^(?:以上|余)/.test(after) &&
      !/达到|建成|建设|新建|培育|新增|引进|引育/.test(before.slice(-14)) &&
      !/^(?:[^，]{0,6}，)?(?:重点|着力|加快|全力)?(?:打造|建设|培育|形成|建成|新建|做强)/.test(before)
    )
      return 'sum-of-list'
  }
  // "百亿元企业、千亿元产业": classes of firms and industries.
  if (
    quantity.chinese &&
    family === 'money' &&
    /^(?:企业|产业|集群|园区|项目|县|镇|区|赛道|板块)/.test(after)
  )
    return 'structure'
  // "3000吨级码头", "10万人级社区": a class of things.
  if (family !== 'count' && /^级(?!别)/.test(after)) return 'structure'
  // "1套方案、1张清单": how the work is organised.
  if (
    quantity.value === 1 &&
    /^(?:工作|实施|责任|任务)?(?:专班|方案|清单|机制|台账|办法|政策|图谱|名录)/.test(after)
  )
    return 'structure'
  if (COUNT_FAMILY.has(family)) {
    // "实现3个“1050”", "8大高地和5个集群占…比重": a name, and the owner of the figure that follows.
    if (/^(?:重点|优先|主要)?(?:领域|方向|产业|赛道)(?:列为|作为|开展|进行|发力)/.test(after))
      return 'structure'
    if (/^“[^”]{0,12}\d/.test(after) || /^[^，。；、]{0,24}之一/.test(after)) return 'structure'
    if (/^[^，。；、\d]{1,10}占[^，。；\d]{1,20}\d/.test(after) && !/以上/.test(after.slice(0, 2)))
      return 'structure'
  }
  if (/(?:翻|番)$/.test(before)) return 'doubling-without-number'
  return null
}

/** "营收超10亿元企业20家", "30家年产值1亿元以上的企业": the amount says which firms are counted. */
function isThreshold(candidate: Candidate, before: string, after: string): boolean {
  const { quantity, text, near } = candidate
  const { family } = quantity.unit
  if (family === 'points' || family === 'duration') return false
  // "年产10万辆以上整车企业3家", "120米以下空域占比75%": the bound says which of them the later figure counts.
  const bounded = /^(?:及)?(?:以上|以下)(?:的)?[\u4e00-\u9fff]{2}[^，。；]{0,30}?\d/.test(after)
  if (bounded && (ATTRIBUTE_VERB.test(before) || (family === 'measure' && !AIMED.test(before)))) return true
  // "实现1000米以下空域通信覆盖率达到95%": what follows the bound is what is measured.
  const measured =
    /^(?:及)?(?:以上|以下)(?:的)?[^，。；、\d]{2,20}(?:率|占比|比例|比重)(?:达到?|提高到?|提升到?|提升至|超过|突破|不低于|稳定在)?[^，。；、\d]{0,4}\d/
  if (measured.test(after) && family !== 'count' && family !== 'money') return true
  if (quantity.unit.family === 'count' && !/^(?:及)?(?:以上|以下)的/.test(after)) return false
  if (family === 'money' && /^[^，。；、\d]{2,14}\d{1,5}(?:-\d{1,4})?(?:个|家|条|座|项|只)/.test(after))
    return true
  // "超10亿元30家" behind "超100亿元的企业5家": the noun is said once.
  if (family === 'money' && /^(?:以上|级)?(?:的)?\d{1,5}(?:-\d{1,4})?[家户]/.test(after)) return true
  if (family === 'money' && COUNT_THEN_AMOUNT.test(before)) return true
  // A sum that is spent on building something is a commitment, no threshold: 投资30亿元建设….
  if (/^(?:左右|以上)?，?(?:建设|新建|打造|用于|实施|建成|推进|改造|支持|扶持|开展)/.test(after)) return false
  if (/^(?:以上|以下)?的\d{1,5}(?:-\d{1,4})?(?:个|家|条|座|项|只|名)/.test(after)) return true
  // "480千瓦以上超充桩占比…", "对能耗1万吨以上的用能单位…": nothing is to reach that number.
  const selects = family !== 'percent' && /^(?:及)?(?:以上|以下)(?:的)?[\u4e00-\u9fffA-Za-z]{2}/.test(after)
  if (selects && (before === '' || /^(?:对于?|凡|支持|鼓励|优先|推广|发展)[^，]{0,20}$/.test(before)))
    return true
  // "规模以上（年收入2000万元及以上）企业": the definition of a class, in brackets.
  const bracketed = text[near.clause.start - 1] === '（' && text[near.clause.end] === '）'
  if (
    bracketed &&
    family === 'money' &&
    /^(?:及)?(?:以上|以下)$/.test(after) &&
    /(?:收入|产值|营收|投资|投资额)$/.test(before)
  )
    return true
  const noun = THRESHOLD_NOUN.exec(after)
  if (!noun) return false
  if (/^(?:产业)?(?:基金|投资|资金|贷款)/.test(after)) return false
  const rest = after.slice(noun[0].length)
  const counted = (part: string): boolean =>
    /\d(?:\.\d)?(?:余|多)?(?:万)?(?:个|家|项|座|条|所|户|名|人|栋|只|款)/.test(part) ||
    /[一二两三四五六七八九十百]{1,3}余?(?:个|家|项)/.test(part) ||
    /(?:一批|若干|一系列)/.test(part)
  const attribute =
    /(?:营收|收入|产值|投资|规模|资产|市值|估值|交易额|销售额|税收|面积|产能|人口|人数|占比|比重|比例|强度|增速|增长|容量|能力|金额|额|率|贡献)(?:均|首次|达到|达|超过|超|突破|过|在|不低于|不少于|为|约)?$/.test(
      before,
    )
  if (family === 'percent')
    return attribute && (counted(rest) || counted(before) || /^(?:以上)?的/.test(after))
  if (family === 'people') return attribute
  if (family === 'measure' || family === 'technical')
    return attribute && (counted(rest) || counted(before) || /^(?:及)?(?:以上|以下)的/.test(after))
  if (counted(rest) || counted(before)) return true
  if (/^(?:及)?(?:以上|以下|级)/.test(after)) return true
  if (attribute && /^的/.test(after)) return true
  const clauseRest = text.slice(quantity.end, near.clause.end)
  return attribute && /(?:数量|数|总数)/.test(clauseRest)
}
