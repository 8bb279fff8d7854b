import type { Bilingual } from '#kernel/contract'

const text = (zh: string, en: string): Bilingual => ({ zh, en })

/** Texts of the chain's import: refusals, faults of rows, what is to be said of good ones, what its jobs are doing. */
export const importsMessages: Record<string, Bilingual> = {
  'chain.imports.notFound': text('没有编号为 {{id}} 的导入批次。', 'There is no import batch {{id}}.'),
  'chain.imports.fileMissing': text('没有收到文件。', 'No file arrived.'),
  'chain.imports.observedLater': text(
    '观察日期不能晚于今天（{{today}}）。',
    'The day of observation may not be after today ({{today}}).',
  ),
  'chain.imports.state': text(
    '批次“{{file}}”目前的状态（{{state}}）不允许这一步。',
    'The batch "{{file}}" is in the state {{state}}, which does not allow this step.',
  ),
  'chain.imports.cancelled': text('批次“{{file}}”已被放弃。', 'The batch "{{file}}" was given up.'),
  'chain.imports.failed': text(
    '导入因内部错误中止，未写入任何内容。',
    'The import stopped on an internal error; nothing was written.',
  ),
  'chain.imports.syntheticOnly': text(
    '企业库现为合成城市；只能导入标明为合成的数据。',
    'The library holds a synthetic city; only data marked as synthetic may be imported beside it.',
  ),
  'chain.imports.realOnly': text(
    '企业库中是真实企业；不能导入合成数据。',
    'The library holds real enterprises; synthetic data may not be imported beside them.',
  ),
  'chain.imports.builtUpon': text(
    '不能撤销“{{file}}”：{{total}} 行写入的记录此后已被修改、删除或被其他记录引用（行 {{rows}}）。请先撤回那些改动。',
    '"{{file}}" cannot be undone: the records of {{total}} rows were changed, removed or built upon since (rows {{rows}}). Take those edits back first.',
  ),
  'chain.imports.reading': text('已读取 {{rows}} 行', '{{rows}} rows read'),
  'chain.imports.reviewing': text('正在核对全部 {{rows}} 行', 'Holding all {{rows}} rows against each other'),
  'chain.imports.writing': text('正在写入', 'Writing'),
  'chain.imports.undoing': text('正在撤销', 'Undoing'),

  'chain.imports.firmMissing': text('代码与名称至少填写一项', 'either the code or the name is needed'),
  'chain.imports.codeUnknown': text(
    '企业库中没有代码 {{uscc}}，且未写名称；请补写名称',
    'the library has no code {{uscc}} and no name is given; write the name too',
  ),
  'chain.imports.nameAmbiguous': text(
    '企业库中有 {{count}} 家企业名为或曾名为“{{name}}”；请写统一社会信用代码（{{codes}}）',
    'the library has {{count}} enterprises that are or were called "{{name}}"; write the credit code ({{codes}})',
  ),
  'chain.imports.partyAmbiguous': text(
    '库外有 {{count}} 家不同地区的企业名为“{{name}}”；请先将其纳入企业库并写统一社会信用代码',
    '{{count}} firms outside the library in different places are called "{{name}}"; add the one meant to the library and write its credit code',
  ),
  'chain.imports.nameDiffers': text(
    '代码 {{uscc}} 在企业库中属于“{{known}}”，而此行写的是“{{name}}”',
    'the library has the code {{uscc}} for "{{known}}", but this row says "{{name}}"',
  ),
  'chain.imports.codeDiffers': text(
    '企业库中“{{name}}”的代码为 {{known}}，而此行为 {{uscc}}',
    'the library has "{{name}}" with the code {{known}}, but this row says {{uscc}}',
  ),
  'chain.imports.datesReversed': text('早于起始日 {{from}}', 'lies before the start {{from}}'),
  'chain.imports.rowTwice': text('与第 {{firstRow}} 行是同一条记录', 'the same record as row {{firstRow}}'),
  'chain.imports.twoUnits': text(
    '同一零部件用了两种单位：此行为“{{unit}}”，第 {{firstRow}} 行为“{{first}}”；请统一',
    'one part in two units: "{{unit}}" here, "{{first}}" in row {{firstRow}}; use one',
  ),
  'chain.imports.modelUnknown': text(
    '没有编码为“{{model}}”的车型；请先导入车型表',
    'there is no model with the code "{{model}}"; import the models first',
  ),
  'chain.imports.parentUnknown': text(
    '同一车型中没有上级零部件“{{parent}}”',
    'the same model has no part "{{parent}}" above',
  ),
  'chain.imports.parentAmbiguous': text(
    '上级零部件“{{parent}}”在同一车型中不止一行（{{rows}}）；请写序号',
    'the part above, "{{parent}}", stands in several rows of the model ({{rows}}); write its line number',
  ),
  'chain.imports.parentCircle': text(
    '上下级成环：行 {{rows}}',
    'the parts above form a circle: rows {{rows}}',
  ),
  'chain.imports.parentFaulty': text(
    '上级零部件所在的第 {{row}} 行有误',
    'row {{row}}, the part above, is faulty',
  ),
  'chain.imports.sharesExceed': text(
    '同一层级的成本占比合计为 {{sum}}，超过 100%（行 {{rows}}；其中已入库 {{before}}）',
    'the cost shares of this level come to {{sum}}, more than 100% (rows {{rows}}; {{before}} of it stored before)',
  ),

  'chain.imports.note.outside': text(
    '企业库中没有“{{name}}”，作为库外企业记录',
    'the library has no "{{name}}"; kept as a firm outside it',
  ),
  'chain.imports.note.outsideCode': text(
    '企业库中没有代码 {{uscc}} 和“{{name}}”，作为库外企业记录',
    'the library has neither the code {{uscc}} nor "{{name}}"; kept as a firm outside it',
  ),
  'chain.imports.note.formerName': text(
    '“{{name}}”是“{{now}}”的曾用名',
    '"{{name}}" is a former name of "{{now}}"',
  ),
  'chain.imports.note.self': text(
    '供应商与采购方是同一家企业（自供）',
    'supplier and buyer are the same firm (self-supply)',
  ),
  'chain.imports.note.amountUnknown': text('未写金额，按未知记录', 'no amount given; kept as unknown'),
  'chain.imports.note.supplierUnknown': text('未写供应商，按未知记录', 'no supplier given; kept as unknown'),
  'chain.imports.note.quantityOne': text(
    '未写用量，新行按 1 件记录',
    'no quantity given; a new line is kept as one piece',
  ),
  'chain.imports.note.costUnknown': text(
    '未写单价与成本占比，按未知记录',
    'neither cost nor share given; kept as unknown',
  ),
  'chain.imports.note.storedNewer': text(
    '已有 {{observed}} 的更新记录（{{source}}），保持不变',
    'a newer record of {{observed}} stands ({{source}}); left as it is',
  ),
  'chain.imports.note.storedSurer': text(
    '已有同日更可信的记录（{{observed}}，{{source}}），保持不变',
    'a surer record of the same day stands ({{observed}}, {{source}}); left as it is',
  ),
}
