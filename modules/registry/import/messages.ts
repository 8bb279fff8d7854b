import type { Bilingual } from '#kernel/contract'

/** Texts of the import: refusals, faults of cells, doubts, and what its jobs are doing. */
export const importMessages: Record<string, Bilingual> = {
  'registry.import.notFound': {
    zh: '没有编号为 {{id}} 的导入批次。',
    en: 'There is no import batch {{id}}.',
  },
  'registry.import.fileMissing': { zh: '没有收到文件。', en: 'No file arrived.' },
  'registry.import.state': {
    zh: '批次“{{file}}”目前的状态（{{state}}）不允许这一步。',
    en: 'The batch "{{file}}" is in the state {{state}}, which does not allow this step.',
  },
  'registry.import.cancelled': { zh: '批次“{{file}}”已被取消。', en: 'The batch "{{file}}" was cancelled.' },
  'registry.import.busy': {
    zh: '写入“{{file}}”期间企业库不断被他人修改，未写入任何内容；请稍后再试。',
    en: 'The library kept changing while "{{file}}" was being written; nothing was written. Try again later.',
  },
  'registry.import.failed': {
    zh: '导入因内部错误中止，未写入任何内容。',
    en: 'The import stopped on an internal error; nothing was written.',
  },
  'registry.import.reading': { zh: '已读取 {{rows}} 行', en: '{{rows}} rows read' },
  'registry.import.writing': { zh: '正在写入企业库', en: 'Writing into the library' },
  'registry.import.undoing': { zh: '正在撤销批次', en: 'Undoing the batch' },

  'registry.import.districtUnknown': {
    zh: '没有名为“{{term}}”的区县；请写区县全称、简称或 6 位代码',
    en: 'there is no district "{{term}}"; write its full name, short name or 6-digit code',
  },
  'registry.import.nodeUnknown': {
    zh: '产业链分类中没有“{{term}}”；请写环节的编码、名称或同义词',
    en: 'the chain taxonomy has no "{{term}}"; write the code, name or a synonym of a node',
  },
  'registry.import.termAmbiguous': {
    zh: '“{{term}}”可指 {{allowed}}；请写编码',
    en: '"{{term}}" may be {{allowed}}; write the code',
  },
  'registry.import.website': {
    zh: '网址应以 http:// 或 https:// 开头',
    en: 'a website begins with http:// or https://',
  },
  'registry.import.noFirm': {
    zh: '统一社会信用代码与企业名称至少填写一项',
    en: 'either the credit code or the name of the enterprise is needed',
  },
  'registry.import.noName': { zh: '新企业须有名称', en: 'a new enterprise needs a name' },
  'registry.import.firmUnknown': {
    zh: '企业库中没有“{{name}}”；请先导入企业表',
    en: 'the library has no "{{name}}"; import the enterprise table first',
  },
  'registry.import.noBuyer': {
    zh: '采购方的代码与名称至少填写一项',
    en: 'either the code or the name of the buyer is needed',
  },
  'registry.import.sameFirm': {
    zh: '供应商与采购方是同一家企业',
    en: 'supplier and buyer are the same enterprise',
  },
  'registry.import.rowTwice': {
    zh: '与第 {{firstRow}} 行是同一条记录',
    en: 'the same record as row {{firstRow}}',
  },
  'registry.import.districtForbidden': {
    zh: '“{{name}}”属于{{district}}，您只能导入本区县的企业',
    en: '"{{name}}" belongs to {{districtEn}}; you may import enterprises of your own districts only',
  },
  'registry.import.districtMissing': {
    zh: '未写区县；您只能导入本区县的企业，须写明区县',
    en: 'the district is missing; you may import enterprises of your own districts only, so it has to be given',
  },

  'registry.import.doubt.nameDiffers': {
    zh: '代码 {{uscc}} 在企业库中属于“{{known}}”，而此行的名称是“{{name}}”：是更名，还是代码写错？',
    en: 'The library has the code {{uscc}} for "{{known}}", but this row says "{{name}}": renamed, or a wrong code?',
  },
  'registry.import.doubt.codeDiffers': {
    zh: '企业库中的“{{known}}”代码为 {{knownUscc}}，而此行为 {{uscc}}：同名的两家企业，还是代码写错？',
    en: 'The library has "{{known}}" with the code {{knownUscc}}, but this row says {{uscc}}: two firms of one name, or a wrong code?',
  },
  'registry.import.doubt.nameSeveral': {
    zh: '企业库中有 {{count}} 家企业名为“{{name}}”，此行的代码为 {{uscc}}：是哪一家？',
    en: 'The library has {{count}} enterprises called "{{name}}"; this row has the code {{uscc}}: which one is it?',
  },
  'registry.import.doubt.nameTwiceInFile': {
    zh: '“{{name}}”（代码 {{uscc}}）与第 {{firstRow}} 行同名：重复的行，还是另一家企业？',
    en: '"{{name}}" (code {{uscc}}) has the name of row {{firstRow}}: a repeated row, or another firm?',
  },
  'registry.review.notFound': {
    zh: '没有编号为 {{id}} 的待核对行。',
    en: 'There is no row {{id}} to review.',
  },
  'registry.review.decided': { zh: '这一行已有决定。', en: 'This row has been decided already.' },
}
