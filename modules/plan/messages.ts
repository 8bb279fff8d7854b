import type { Bilingual } from '#kernel/contract'

/** Texts of the plan's refusals and notices. */
export const planMessages: Record<string, Bilingual> = {
  'plan.none.notFound': {
    zh: '还没有启用的行动计划：请先编译一份文件并保存，或载入城市包。',
    en: 'There is no active plan: compile a document and save it first, or load a city pack.',
  },
  'plan.plan.notFound': { zh: '没有编号为 {{id}} 的行动计划。', en: 'There is no plan {{id}}.' },
  'plan.plan.period': {
    zh: '计划的结束日期 {{endsOn}} 须晚于开始日期 {{startsOn}}。',
    en: 'The plan must end after it starts: {{endsOn}} is not after {{startsOn}}.',
  },
  'plan.target.notFound': { zh: '没有编号为 {{id}} 的目标。', en: 'There is no target {{id}}.' },
  'plan.target.indicator': {
    zh: '没有名为 {{value}} 的指标；可绑定的指标见指标列表。',
    en: 'There is no indicator {{value}}; see the list of indicators.',
  },
  'plan.target.indicatorUnit': {
    zh: '指标 {{indicator}} 的单位是 {{has}}，目标的单位是 {{wants}}，不能绑定。',
    en: 'Indicator {{indicator}} is in {{has}} but the target is in {{wants}}; they cannot be bound.',
  },
  'plan.observation.live': {
    zh: '“{{name}}”由实时指标 {{indicator}} 计算，不能手工填报；如数值有误，请更正其背后的记录，或先改为手工填报。',
    en: '"{{name}}" is measured live by {{indicator}} and cannot be entered by hand: correct the records behind it, or make the target manual first.',
  },
  'plan.observation.future': {
    zh: '数值日期 {{value}} 晚于今天 {{today}}：只能填报已经发生的数值。',
    en: 'The value is dated {{value}}, after today ({{today}}): only what has happened can be entered.',
  },
  'plan.observation.tooEarly': {
    zh: '数值日期 {{value}} 早于 {{earliest}}：最早可填到计划开始前五年。',
    en: 'The value is dated {{value}}, before {{earliest}}: at most five years before the plan starts.',
  },
  'plan.observation.negative': {
    zh: '数值 {{value}} 不能为负：“{{name}}”以{{unit}}计。',
    en: 'The value {{value}} cannot be negative: "{{name}}" is counted in {{unit}}.',
  },
  'plan.observation.whole': {
    zh: '数值 {{value}} 须为整数：“{{name}}”以{{unit}}计。',
    en: 'The value {{value}} must be a whole number: "{{name}}" is counted in {{unit}}.',
  },
  'plan.observation.source': {
    zh: '“{{name}}”的数值没有来源：请附依据文件，或在说明中写明出处（如文件名、文号、台账）。',
    en: 'The value of "{{name}}" has no source: attach a document, or name in the note where it comes from (a file, its number, a register).',
  },
  'plan.observation.notFound': { zh: '没有编号为 {{id}} 的数值。', en: 'There is no value {{id}}.' },
  'plan.observation.document.notFound': {
    zh: '这个数值没有附依据文件。',
    en: 'No document is attached to this value.',
  },
  'plan.region.unknown': {
    zh: '没有代码为 {{value}} 的区县。',
    en: 'There is no district with the code {{value}}.',
  },
  'plan.evidence.manual': {
    zh: '“{{name}}”由手工填报，没有可下钻的记录；依据见每个数值所附的文件。',
    en: '"{{name}}" is entered by hand and has no records behind it; see the documents attached to its values.',
  },
  'plan.task.notFound': { zh: '没有编号为 {{id}} 的任务。', en: 'There is no task {{id}}.' },
  'plan.measure.notFound': { zh: '没有编号为 {{id}} 的举措。', en: 'There is no measure {{id}}.' },
  'plan.measure.stale': {
    zh: '举措“{{title}}”在您打开之后已被他人修改（现为第 {{version}} 版），请刷新后再保存。',
    en: 'Measure "{{title}}" was changed by somebody since you opened it (now version {{version}}); reload before you save.',
  },
  'plan.measure.owner': {
    zh: '没有编号为 {{value}} 的账号，不能作为责任人。',
    en: 'There is no account {{value}} to own the measure.',
  },
  'plan.measure.targetElsewhere': {
    zh: '目标不属于这个行动计划。',
    en: 'The target does not belong to this plan.',
  },
  'plan.measure.blockerMissing': {
    zh: '状态为“受阻”时须写明受阻原因。',
    en: 'Say what blocks the measure when its state is "blocked".',
  },
  'plan.report.notFound': { zh: '没有编号为 {{id}} 的报告。', en: 'There is no report {{id}}.' },
  'plan.report.future': {
    zh: '{{month}} 还没有开始，不能生成调度报告。',
    en: '{{month}} has not begun; there is no report to make.',
  },
  'plan.report.beforePlan': {
    zh: '{{month}} 早于计划开始的月份 {{start}}，不能生成调度报告。',
    en: '{{month}} is before the month in which the plan starts ({{start}}).',
  },
  'plan.compilation.notFound': {
    zh: '没有编号为 {{id}} 的编译记录。',
    en: 'There is no compilation {{id}}.',
  },
  'plan.compilation.conflict': {
    zh: '这次编译已经存为行动计划，不能再改；请重新编译。',
    en: 'This compilation was already saved as a plan and cannot change; compile again.',
  },
  'plan.compilation.empty': {
    zh: '没有目标可存：请先校对，至少保留一个目标。',
    en: 'There is no target to save: review the list and keep at least one.',
  },
  'plan.compilation.deadline': {
    zh: '第 {{row}} 个目标“{{subject}}”的期限 {{value}} 早于计划开始日期 {{startsOn}}。',
    en: 'Target {{row}}, "{{subject}}": the deadline {{value}} is before the plan starts ({{startsOn}}).',
  },
  'plan.file.missing': { zh: '请选择一个文件。', en: 'Choose a file.' },
  'plan.file.encoding': {
    zh: '文本编码无法识别，支持 UTF-8 与 GB18030。',
    en: 'The text is neither UTF-8 nor GB18030.',
  },
  'plan.file.tooBig': {
    zh: '文件展开后超过 {{limitMb}} MB，已停止读取。请去掉大幅图片后另存，或改为粘贴文字。',
    en: 'The file unpacks to more than {{limitMb}} MB and reading was stopped. Save it without large pictures, or paste the text.',
  },
  'plan.file.tooSlow': {
    zh: '{{seconds}} 秒内没有读完，已停止。请只上传方案正文。',
    en: 'The file was not read within {{seconds}} seconds and reading was stopped. Upload only the plan itself.',
  },
  'plan.file.tooHeavy': {
    zh: '读取该文件所需内存过大，已停止。请只上传方案正文，或改为粘贴文字。',
    en: 'Reading the file took too much memory and was stopped. Upload only the plan itself, or paste the text.',
  },
  'plan.file.docx': {
    zh: '无法读取该 Word 文件，可能已损坏或加密。',
    en: 'The Word file cannot be read; it may be damaged or encrypted.',
  },
  'plan.file.pdf': {
    zh: '无法读取该 PDF，可能已损坏或加密。',
    en: 'The PDF cannot be read; it may be damaged or encrypted.',
  },
  'plan.file.scanned': {
    zh: 'PDF 中没有文字（可能是扫描件），请先识别文字。',
    en: 'The PDF holds no text (a scan?); run text recognition first.',
  },
  'plan.file.type': {
    zh: '这是旧版 Word（.doc）文件，请另存为 .docx 后再上传。',
    en: 'This is an old Word file (.doc); save it as .docx and try again.',
  },
  'plan.file.tooLong': {
    zh: '文本有 {{length}} 个字符，最多 {{limit}} 个。',
    en: 'The text has {{length}} characters; at most {{limit}} are read.',
  },
  'plan.refresh.progress': {
    zh: '已重算 {{done}} 个目标，共 {{total}} 个：{{code}}',
    en: '{{done}} of {{total}} targets measured: {{code}}',
  },
}
