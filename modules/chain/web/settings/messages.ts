import type { Messages } from '#kernel/web'

/** Texts of the chain's settings. */
export const settingsTexts: Messages = {
  'chain.settings': { zh: '计算口径', en: 'Settings of the chain' },
  'chain.settings.never': {
    zh: '尚未修改，使用产品自带的取值；这些取值是约定，不是测得的。',
    en: 'Never changed: as the product begins. These values are conventions, not measured ones.',
  },
  'chain.settings.changed': { zh: '{{by}} 于 {{at}} 修改', en: 'Changed by {{by}}, {{at}}' },
  'chain.settings.readOnly': {
    zh: '您可以查看计算口径；修改需要产业链分析的写权限。',
    en: 'You may read the settings; changing them takes the right to write analyses of the chain.',
  },
  'chain.settings.saved': {
    zh: '已保存。此前的计算结果已过时，请重新计算。',
    en: 'Saved. What was computed before is out of date now: compute anew.',
  },
  'chain.settings.willAge': {
    zh: '保存后，此前的计算结果会标为“事实已有变动”。',
    en: 'After saving, earlier results say that facts have changed since.',
  },
  'chain.settings.nothing': { zh: '没有改动', en: 'Nothing changed' },
  'chain.settings.reset': { zh: '放弃改动', en: 'Undo changes' },
  'chain.settings.save': { zh: '保存', en: 'Save' },
  'chain.settings.usual': { zh: '自带取值：{{value}}', en: 'Begins with: {{value}}' },
  'chain.settings.usualColumn': { zh: '自带取值', en: 'Begins with' },
  'chain.settings.yes': { zh: '是', en: 'yes' },
  'chain.settings.no': { zh: '否', en: 'no' },
  'chain.settings.daysUnit': { zh: '天', en: 'days' },
  'chain.settings.confidence': { zh: '当日可信度', en: 'Trusted on its day' },
  'chain.settings.halfLife': { zh: '减半所需天数', en: 'Halves after' },
  'chain.settings.addNode': { zh: '为某个环节单独设定', en: 'Set one for a node' },
  'chain.settings.remove': { zh: '取消“{{node}}”的设定', en: 'Remove that of "{{node}}"' },
  'chain.settings.section.local': { zh: '本地配套率', en: 'Local sourcing' },
  'chain.settings.section.facts': { zh: '事实的可信度', en: 'How far facts are trusted' },
  'chain.settings.section.gap': { zh: '强弱缺险', en: 'Gaps' },
  'chain.settings.section.risk': { zh: '断链风险', en: 'Failure risk' },
  'chain.settings.of.localDefinition': { zh: '目标采用的定义', en: 'Definition of the target' },
  'chain.settings.why.localDefinition': {
    zh: '计划目标按哪一种本地配套率计量；五种定义都会算出并列显示。',
    en: 'Which of the five rates measures the plan’s target; all five are shown.',
  },
  'chain.settings.of.originThreshold': { zh: '原产门槛', en: 'Threshold of origin' },
  'chain.settings.why.originThreshold': {
    zh: '本地含量达到多少，零件才算本地原产（逐级累积、原产含量两种定义用）。',
    en: 'From which local share on a part counts as local (roll-up and originating content).',
  },
  'chain.settings.of.checkBelow': { zh: '进入待核查', en: 'To be checked below' },
  'chain.settings.why.checkBelow': {
    zh: '当前可信度低于它的事实进入“待核查”。',
    en: 'Facts trusted less than this today wait to be checked.',
  },
  'chain.settings.of.dropBelow': { zh: '不再计入', en: 'Left out below' },
  'chain.settings.why.dropBelow': {
    zh: '当前可信度低于它的事实不计入任何数字。',
    en: 'Facts trusted less than this today count in no figure.',
  },
  'chain.settings.of.gap.strongShare': { zh: '强：本地供应占比', en: 'Strong: share met locally' },
  'chain.settings.why.gap.strongShare': {
    zh: '本地企业至少满足这么多本地需求，环节才算强。',
    en: 'A node is strong when local makers meet at least this share of local demand.',
  },
  'chain.settings.of.gap.strongFirms': { zh: '强：量产企业数', en: 'Strong: makers in series' },
  'chain.settings.why.gap.strongFirms': {
    zh: '同时至少有这么多家本地企业批量或小批量供货。',
    en: 'and at least so many of them deliver in series or small batches.',
  },
  'chain.settings.of.gap.riskConcentration': { zh: '险：集中度', en: 'At risk: concentration' },
  'chain.settings.why.gap.riskConcentration': {
    zh: '供应商赫芬达尔指数达到它，且不可替代的需求过多，环节为险。',
    en: 'Herfindahl index of suppliers from which, together with the next, a node is at risk.',
  },
  'chain.settings.of.gap.riskIrreplaceable': { zh: '险：不可替代需求', en: 'At risk: irreplaceable demand' },
  'chain.settings.why.gap.riskIrreplaceable': {
    zh: '依赖单一供应商且本地无人可替代的需求占比。',
    en: 'Share of demand that hangs on single suppliers whom no local maker could replace.',
  },
  'chain.settings.of.gap.riskSystemic': { zh: '险：系统性风险', en: 'At risk: systemic risk' },
  'chain.settings.why.gap.riskSystemic': {
    zh: '环节上某家企业停产会使全链损失达到这么多，环节为险。',
    en: 'or one firm of the node would stop this share of the whole chain.',
  },
  'chain.settings.of.risk.size': { zh: '企业规模', en: 'Size of firms' },
  'chain.settings.why.risk.size': {
    zh: '损失按什么加权：营业收入，或网络内销售额（论文做法）。',
    en: 'What losses are weighed by: revenue, or sales inside the network (as published).',
  },
  'chain.settings.of.risk.essentiality': { zh: '必需投入', en: 'Essential inputs' },
  'chain.settings.why.risk.essentiality': {
    zh: '缺了哪些投入企业就不能生产。',
    en: 'Which inputs a firm cannot do without.',
  },
  'chain.settings.of.risk.byTrust': { zh: '按可信度折算金额', en: 'Amounts by trust' },
  'chain.settings.why.risk.byTrust': {
    zh: '开启后，供应金额按当前可信度打折。',
    en: 'Amounts count in proportion to how far their relation is trusted.',
  },
  'chain.settings.of.risk.eps': { zh: '误差界', en: 'Tolerance' },
  'chain.settings.why.risk.eps': {
    zh: '一步之内没有企业多损失这么多时停止；论文取 0.01，越小越慢。',
    en: 'A cascade ends when no firm loses more in one step; 0.01 as published, smaller is slower.',
  },
  'chain.settings.of.risk.stoppedFrom': { zh: '计为停产', en: 'Counts as stopped from' },
  'chain.settings.why.risk.stoppedFrom': {
    zh: '产出损失达到它的企业计为停产。',
    en: 'From this loss of output on a firm counts as stopped.',
  },
  'chain.settings.of.risk.partDays': { zh: '零部件企业库存', en: 'Inventories of part makers' },
  'chain.settings.why.risk.partDays': {
    zh: '假设每种投入存有这么多天的用量。',
    en: 'Days of use held of every input.',
  },
  'chain.settings.of.risk.electronicDays': { zh: '电子零部件企业库存', en: 'Of makers of electronics' },
  'chain.settings.why.risk.electronicDays': {
    zh: '同上，电子零部件企业。',
    en: 'The same, of makers of electronic parts.',
  },
  'chain.settings.of.risk.otherDays': { zh: '整车及其他企业库存', en: 'Of vehicle makers and others' },
  'chain.settings.why.risk.otherDays': {
    zh: '同上，整车和其他企业。',
    en: 'The same, of vehicle makers and all others.',
  },
  'chain.settings.of.risk.recoveryDays': { zh: '恢复生产', en: 'Recovery' },
  'chain.settings.why.risk.recoveryDays': {
    zh: '停产企业多少天后恢复。',
    en: 'Days until a stopped firm runs again.',
  },
  'chain.settings.of.risk.onboardingDays': { zh: '导入替代供应商', en: 'Taking on a supplier' },
  'chain.settings.why.risk.onboardingDays': {
    zh: '短缺多少天后，买方能用上有余量的其他供应商。',
    en: 'Days of shortage after which a buyer has taken on a supplier with spare capacity.',
  },
  'chain.settings.of.risk.nodeDays': { zh: '单个环节的库存', en: 'Inventories of single nodes' },
  'chain.settings.why.risk.nodeDays': {
    zh: '该环节及其下级的企业优先采用。',
    en: 'Firms of the node and below it take these first.',
  },
}
