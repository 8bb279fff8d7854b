import type { Bilingual } from '#kernel/contract'

/** Texts of the registry's refusals. */
export const registryMessages: Record<string, Bilingual> = {
  'registry.enterprise.notFound': {
    zh: '企业库中没有编号为 {{id}} 的企业。',
    en: 'The library has no enterprise {{id}}.',
  },
  'registry.enterprise.stale': {
    zh: '“{{name}}”在您打开之后已被他人修改（现为第 {{version}} 版），请刷新后再保存。',
    en: '"{{name}}" was changed by somebody since you opened it (now version {{version}}); reload before you save.',
  },
  'registry.official.forbidden': {
    zh: '“{{field}}”属于身份、认定、里程碑或与其他企业的关系，由主管部门或专班登记，企业不能自行填写；请向所在区县或专班提供依据。',
    en: '"{{field}}" is identity, a title, a milestone or a relation to other firms: the district or the task force enters it, not the firm itself. Give them the evidence.',
  },
  'registry.figures.forbidden': {
    zh: '您无权查看全部企业的经营数据，因此不能按营业收入或人数筛选、排序；请先把区县限定在您负责的范围。',
    en: 'You may not see the figures of all enterprises, so you cannot filter or sort by revenue or staff; limit the districts to yours first.',
  },
  'registry.sources.forbidden': {
    zh: '您无权查看导入的原始行。',
    en: 'You may not see the raw imported rows.',
  },
  'registry.uscc.check': {
    zh: '统一社会信用代码 {{value}} 的校验位不符合 GB 32100。',
    en: 'The check character of credit code {{value}} does not follow GB 32100.',
  },
  'registry.uscc.form': {
    zh: '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），“{{value}}”为 {{length}} 位或含有其他字符。',
    en: 'A credit code has 18 digits or capitals (without I, O, S, V, Z); {{value}} has {{length}} or other characters.',
  },
  'registry.uscc.proposal': {
    zh: '统一社会信用代码 {{value}} 不符合 GB 32100，是否应为 {{proposal}}？请核实后改正。',
    en: 'Credit code {{value}} does not follow GB 32100; was {{proposal}} meant? Please check it and correct it.',
  },
  'registry.uscc.duplicate': {
    zh: '企业库中已有这个统一社会信用代码。',
    en: 'The library already has this unified social credit code.',
  },
  'registry.part.duplicate': { zh: '明细中有重复的行。', en: 'The rows repeat one another.' },
  'registry.district.unknown': {
    zh: '没有代码为 {{value}} 的区县。',
    en: 'There is no district with the code {{value}}.',
  },
  'registry.node.unknown': {
    zh: '产业链分类中没有代码为 {{value}} 的环节。',
    en: 'The chain taxonomy has no node {{value}}.',
  },
  'registry.relation.otherMissing': {
    zh: '关系缺少对方企业：请从企业库选择，或（对外供应时）填写名称。',
    en: 'The relation lacks the other enterprise: choose it from the library, or (when supplying) write its name.',
  },
  'registry.change.notFound': { zh: '没有编号为 {{id}} 的修改记录。', en: 'There is no change {{id}}.' },
  'registry.change.notUndoable': {
    zh: '这条修改不能单独撤销；由导入产生的新企业请撤销其批次。',
    en: 'This change cannot be undone alone; an enterprise made by an import is undone with its batch.',
  },
  'registry.demo.realData': {
    zh: '企业库里已有真实企业，不能再载入合成城市：真实企业旁不得出现虚构数字。请换一个空的数据目录。',
    en: 'The library holds real enterprises, so no synthetic city is loaded: invented figures never stand beside real firms. Use an empty data folder.',
  },
  'registry.kind.testDataOnly': {
    zh: '企业库里是合成城市，真实企业不得与虚构数字并列。如为试用，请确认所加内容为测试数据，它将标为“合成”；如要录入真实企业，请先由管理员清除合成数据（命令 zhiqing demo --remove）。',
    en: 'The library holds a synthetic city, and a real firm never stands beside invented figures. To try things out, confirm that what you add is test data; it is then marked synthetic. To enter real firms, an administrator first removes the synthetic data (command: zhiqing demo --remove).',
  },
  'registry.kind.realOnly': {
    zh: '企业库里是真实企业，不接受测试数据。请换一个空的数据目录试用。',
    en: 'The library holds real enterprises and takes no test data. Use an empty data folder to try things out.',
  },
  'registry.document.missing': { zh: '没有收到文件。', en: 'No file arrived.' },
  'registry.document.notFound': { zh: '没有编号为 {{id}} 的附件。', en: 'There is no document {{id}}.' },
}
