import type { Bilingual } from '#kernel/contract'

/** Texts of the fusion: refusals, what its jobs do, warnings of runs, why a pair is in doubt. */
export const fusionMessages: Record<string, Bilingual> = {
  'registry.fusion.running': {
    zh: '已有一次融合正在排队或运行，请等它结束或先取消它。',
    en: 'A fusion run is waiting or running already; wait for its end or cancel it first.',
  },
  'registry.fusion.busy': {
    zh: '融合期间记录不断被修改，未写入任何内容；请稍后再运行。',
    en: 'The records kept changing while they were fused; nothing was written. Run it again later.',
  },
  'registry.fusion.failed': {
    zh: '因内部错误中止，未写入任何内容。',
    en: 'Stopped on an internal error; nothing was written.',
  },
  'registry.fusion.noModel': {
    zh: '还没有完成过一次全量融合，因此没有可用的权重；请先运行一次全量融合。',
    en: 'No full fusion run has been completed, so there are no weights yet; run a full one first.',
  },
  'registry.fusion.run.notFound': {
    zh: '没有编号为 {{id}} 的融合运行。',
    en: 'There is no fusion run {{id}}.',
  },
  'registry.fusion.load.notFound': {
    zh: '没有编号为 {{id}} 的来源文件。',
    en: 'There is no load of source records {{id}}.',
  },
  'registry.fusion.entity.notFound': {
    zh: '没有编号为 {{id}} 的融合实体，或它已并入其他实体。',
    en: 'There is no entity {{id}}, or it has gone into another one.',
  },
  'registry.fusion.record.notFound': {
    zh: '没有编号为 {{id}} 的来源记录。',
    en: 'There is no source record {{id}}.',
  },
  'registry.fusion.review.notFound': {
    zh: '没有编号为 {{id}} 的待判定记录对。',
    en: 'There is no pair {{id}} to decide.',
  },
  'registry.fusion.operation.notFound': {
    zh: '没有编号为 {{id}} 的操作。',
    en: 'There is no operation {{id}}.',
  },
  'registry.fusion.operation.notUndoable': {
    zh: '只有尚未撤销的合并与拆分可以撤销。',
    en: 'Only a merge or split that has not been undone can be undone.',
  },
  'registry.fusion.review.moved': {
    zh: '这一判定已移动记录，请在“历史与撤销”中撤销对应的合并或拆分。',
    en: 'This decision moved records; undo its merge or split under "History and undo".',
  },
  'registry.fusion.mergeSelf': {
    zh: '不能把一个实体并入它自己。',
    en: 'An entity cannot be merged into itself.',
  },
  'registry.fusion.splitForeign': {
    zh: '所选记录中有 {{count}} 条不属于“{{name}}”，请刷新后再选。',
    en: '{{count}} of the chosen records do not belong to "{{name}}"; reload and choose again.',
  },
  'registry.fusion.splitAll': {
    zh: '“{{name}}”的全部记录都被选中，拆分后什么也不会留下；请至少留下一条。',
    en: 'All records of "{{name}}" were chosen, so nothing would stay; leave at least one.',
  },
  'registry.fusion.inLibrary': {
    zh: '“{{name}}”已在企业库中。',
    en: '"{{name}}" is in the library already.',
  },
  'registry.fusion.notFounded': {
    zh: '“{{name}}”没有可用的企业名称，或其统一社会信用代码已属于库中另一家企业，不能列入企业库。',
    en: '"{{name}}" has no usable name, or its credit code belongs to another enterprise of the library; it cannot enter it.',
  },
  'registry.fusion.sourceFixed': {
    zh: '来源“{{code}}”是企业库自身，必须是基准来源。',
    en: 'The source "{{code}}" is the library itself and stays an anchor.',
  },

  'registry.fusion.fileMissing': { zh: '没有收到文件。', en: 'No file arrived.' },
  'registry.fusion.sourceMissing': {
    zh: '不知道记录来自哪里：请选择来源，或在文件中加上“来源”列。',
    en: 'Nothing says where the records come from: choose a source, or add a column "source" to the file.',
  },
  'registry.fusion.sourceForm': {
    zh: '来源代码以小写字母开头，只含小写字母、数字和下划线，2 至 40 个字符；library 留给企业库自身',
    en: 'a source code begins with a lower-case letter and has 2 to 40 lower-case letters, digits or underscores; library is kept for the library itself',
  },
  'registry.fusion.recordTwice': {
    zh: '与第 {{firstRow}} 行是同一来源的同一记录编号',
    en: 'the same record number of the same source as in row {{firstRow}}',
  },

  'registry.fusion.loading': { zh: '已读取 {{rows}} 行', en: '{{rows}} rows read' },
  'registry.fusion.reading': { zh: '正在读取记录', en: 'Reading the records' },
  'registry.fusion.linking': { zh: '正在比对 {{records}} 条记录', en: 'Comparing {{records}} records' },
  'registry.fusion.writing': { zh: '正在写入金记录', en: 'Writing the golden records' },

  'registry.fusion.warn.codeShared': {
    zh: '统一社会信用代码 {{value}} 出现在 {{records}} 条名称不同的记录上，未作为同一企业的依据。',
    en: 'The credit code {{value}} stands on {{records}} records of different names and was not taken as evidence.',
  },
  'registry.fusion.warn.keyShared': {
    zh: '“{{value}}”（{{field}}）出现在 {{records}} 条记录上，多半是代办机构的，权重已降低。',
    en: '"{{value}}" ({{field}}) stands on {{records}} records, probably an agent\'s; it counts for less.',
  },
  'registry.fusion.warn.codeInvalid': {
    zh: '{{records}} 条记录的统一社会信用代码校验不通过（例如 {{value}}）。',
    en: '{{records}} records have a credit code that fails its check (such as {{value}}).',
  },
  'registry.fusion.warn.rowEmpty': {
    zh: '{{records}} 条记录没有可比对的内容。',
    en: '{{records}} records hold nothing to compare.',
  },
  'registry.fusion.warn.libraryTwice': {
    zh: '企业库中有 {{count}} 家企业与另一家被认为是同一企业，请在待判定中核对。',
    en: '{{count}} enterprises of the library seem to be the same firm as another one; see the pairs to decide.',
  },
  'registry.fusion.warn.codeTaken': {
    zh: '“{{name}}”的统一社会信用代码 {{uscc}} 已属于企业库中另一家企业，未写入。',
    en: 'The credit code {{uscc}} of "{{name}}" belongs to another enterprise of the library and was not written.',
  },

  'registry.fusion.reason.border': {
    zh: '两条记录介于相同与不同之间，目前分属两个实体。',
    en: 'The records are between same and different; now they are two entities.',
  },
  'registry.fusion.reason.weakLink': {
    zh: '这条记录与同一实体中其他记录的联系很弱。',
    en: 'This record hangs on its entity by a weak link.',
  },
  'registry.fusion.reason.codesDiffer': {
    zh: '其他各项几乎一致，但两个有效的统一社会信用代码不同，因此分开。',
    en: 'All else says one firm, but two valid credit codes differ, which keeps them apart.',
  },
  'registry.fusion.reason.contradicted': {
    zh: '有人确认过两者是同一企业，而其后载入的登记记录与此矛盾；目前仍按人的决定。',
    en: 'Somebody confirmed them as one firm, and a register record loaded since contradicts it; the decision still holds.',
  },
  'registry.fusion.reason.libraryTwice': {
    zh: '企业库中的两家企业似为同一家。',
    en: 'Two enterprises of the library seem to be one.',
  },
  'registry.fusion.reason.codeTaken': {
    zh: '记录上的统一社会信用代码属于企业库中的另一家企业。',
    en: 'The credit code on the record belongs to another enterprise of the library.',
  },

  'registry.fusion.rule.codesDiffer': {
    zh: '两个有效的统一社会信用代码不同，不会归为同一企业',
    en: 'two valid credit codes differ: never one enterprise',
  },
  'registry.fusion.rule.branch': {
    zh: '一方是分支机构，与总部分列，另记隶属关系',
    en: 'one is a branch: an entity of its own, tied to its head office',
  },
  'registry.fusion.rule.sameCode': {
    zh: '有效的统一社会信用代码相同',
    en: 'the same valid credit code',
  },
  'registry.fusion.rule.decidedSame': { zh: '已由人判定为同一企业', en: 'decided by people: one enterprise' },
  'registry.fusion.rule.decidedDifferent': {
    zh: '已由人判定为不同企业',
    en: 'decided by people: different enterprises',
  },
}
