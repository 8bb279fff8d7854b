import type { Candidate } from './candidate.ts'

export interface Verdict {
  score: number
  reason: string[]
}

const STRONG_VERB =
  /满足|接待|启动|迈上|跨越|跨上|达到|达成|达(?=\d)|建成|建设|新建|改建|扩建|新增|培育|培养|打造|突破|超过|超(?=\d)|引进|引育|招引|招募|集聚|聚集|汇聚|归集|形成|实现|完成|推广|推出|开发|攻克|攻关|制定|制修订|修订|编制|发布|认定|创建|建立|组建|布局|改造|实施|举办|开展|组织|开通|覆盖|落地|投产|上市|孵化|遴选|选树|评选|转化|获批|争创|投放|投用|部署|设立|募集|发行|发放|培训|服务|升级|签约|储备|入库|接入|上云|带动|吸引|吸纳|输送|派遣|申报|授权|拥有|安排|投入|撬动|选派|认证|应用|置换|更新|淘汰|压减|节约|控制|压缩|缩短|出口|销售|引入|引导|设置|布设|配置|配备|招收|供给|供应|筹建|筹措|筹集|建好|做强|做大|壮大|净增|累计|发展|整治|治理|修复|造林|搭建|扶持|支撑|整合|统筹|滚动|盘活|腾退|出让|提供|挖掘|生产|研制|研发|招聘|对接|促成|促进|助推|推动|推进|评定|创成|诞生|涌现|运营|上线|改扩建|扩容|提质|取得|获得|保有|收储|处置|回收|利用|拓展|开设|开放|开行|新开|巩固|保持|稳定|贯通|通车|通航|打通|承接|执行|谋划|受理|办理|登记|注册|征集|凝练|导入|办好|建有|普及|替代|惠及|降至|升至|增至|扩大到|提升|提高|增长|增加|下降|降低|减少|上升|缩减/
const HOPE =
  /力争|争取|确保|预期|计划|目标|预计|每年|年均|累计|新增|不少于|不低于|至少|超过|突破|以上|左右|以内|不超过|控制在|高于|低于/
const METRIC =
  /(?:规模|收入|营收|产值|增加值|占比|比重|比例|数量|总量|总数|总规模|覆盖率|率|面积|里程|产能|产量|销量|交易额|销售额|进出口|出口额|金额|投资额?|投资总额|密度|能耗|排放量?|水平|强度|增速|能力|总额|人数|数|量|保有量|机构|企业|人才|平台|项目|值|额|度|规模化|存量|容量|装机)(?:力争|均|总?计|合计|将|要|累计|达到?|突破|超过?|为|约|在|提高到?|提升到?|提升至|增长到?|不低于|不少于|保持|稳定|控制|高于|年均|分别|基本|左右|至|到)*$/
const WEAK_VERB = /支持|鼓励|推荐|协助|帮助|联合|参与|资助/
const DESCRIPTIVE = /^(?:聚焦|围绕|依托|按照|根据|针对|面向|坚持|贯彻|落实|参照|基于|立足|参考)/

/** How much speaks for a target. 3 is the usual bar; each rule that fired is named. */
export function scoreOf(candidate: Candidate): Verdict {
  const { text, quantity, near } = candidate
  const before = text.slice(near.clause.start, quantity.start)
  const after = text.slice(quantity.end, Math.min(near.clause.end, quantity.end + 20))
  const close = before.slice(-30)
  const reason: string[] = []
  let score = 0
  const give = (points: number, rule: string): void => {
    score += points
    reason.push(`${rule} ${points > 0 ? '+' : ''}${points}`)
  }
  const { family } = quantity.unit
  give(1, `unit:${family}`)
  if (candidate.time?.role === 'deadline') give(3, 'deadline-in-sentence')
  else if (candidate.paragraphDeadline) give(1.5, 'deadline-in-paragraph')
  if (candidate.sectionKind === 'goals') give(2, 'goals-section')
  else if (candidate.sectionKind === 'tasks') give(0.5, 'task-section')
  else if (candidate.sectionKind === 'safeguards' && (family === 'count' || family === 'people'))
    give(-0.5, 'safeguards-section')
  else if (candidate.sectionKind === 'background') give(-2, 'background-section')
  if (STRONG_VERB.test(close)) give(2, 'goal-verb')
  else if (family === 'money' && /投资|资金/.test(close)) give(1.5, 'funds')
  else if (
    /^(?:以上)?(?:的)?[^，。；]{0,16}(?:完成|实现|建成|达到|投产|上市|开工|落地|投用|升级|改造|形成|取得|进入|跻身|入选|入围|上榜|成为|成长为|获批)/.test(
      after,
    )
  )
    give(1.5, 'goal-verb-after')
  else if (WEAK_VERB.test(close)) give(1, 'support-verb')
  if (METRIC.test(close)) give(1, 'metric-noun')
  if (HOPE.test(close.slice(-12)) || /^(?:及)?(?:以上|左右|以内|以下|之内)/.test(after))
    give(1, 'commitment-word')
  if (candidate.followsTarget) give(1.5, 'follows-target')
  if (after === '' || /^(?:以上|左右|以内|[、（]|$)/.test(after)) give(0.5, 'closes-clause')
  if (DESCRIPTIVE.test(before) && !STRONG_VERB.test(close)) give(-2, 'descriptive-clause')
  if (quantity.chinese) give(-1, 'chinese-numeral')
  if (
    quantity.value === 1 &&
    family === 'count' &&
    !quantity.valueMax &&
    !candidate.explicitDeadline &&
    candidate.sectionKind !== 'goals'
  )
    give(-0.5, 'single-item')
  return { score, reason }
}
