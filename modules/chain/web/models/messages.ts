import type { Messages } from '#kernel/web'

/** Texts of the page of vehicle models. */
export const modelsTexts: Messages = {
  'chain.models': { zh: '车型与物料清单', en: 'Vehicle models and bills' },
  'chain.models.intro': {
    zh: '车型及其物料清单的完整程度。车型和清单由“导入”进入；点开查看清单与各行的本地配套。',
    en: 'Vehicle models and how far their bills are known. Models and bills come in by import; open one for its lines and their local content.',
  },
  'chain.models.search': { zh: '编号、名称或整车企业', en: 'Code, name or maker' },
  'chain.models.code': { zh: '车型编码', en: 'Code' },
  'chain.models.name': { zh: '车型', en: 'Model' },
  'chain.models.oem': { zh: '整车企业', en: 'Vehicle maker' },
  'chain.models.powertrain': { zh: '动力类型', en: 'Powertrain' },
  'chain.models.segment': { zh: '级别', en: 'Segment' },
  'chain.models.volume': { zh: '年产量', en: 'Vehicles a year' },
  'chain.models.region': { zh: '总装地', en: 'Assembled in' },
  'chain.models.lines': { zh: '物料清单', en: 'Bill' },
  'chain.models.noBill': { zh: '没有清单', en: 'no bill' },
  'chain.models.known': {
    zh: '{{lines}} 行，供应商 {{suppliers}}，成本 {{costs}}',
    en: '{{lines}} lines, {{suppliers}} suppliers, {{costs}} costs',
  },
  'chain.models.assemblyValue': { zh: '总装增值', en: 'Value of assembly' },
  'chain.models.trust': { zh: '当前可信度', en: 'Trusted today' },
  'chain.models.source': { zh: '来源', en: 'Source' },
  'chain.models.observedOn': { zh: '观测日期', en: 'Observed on' },
  'chain.models.bill': { zh: '清单', en: 'Bill' },
  'chain.models.bill.with': { zh: '有清单', en: 'With a bill' },
  'chain.models.bill.without': { zh: '没有清单', en: 'Without' },
  'chain.models.bill.partly': { zh: '清单不完整', en: 'Known in part' },
  'chain.models.empty': { zh: '没有车型', en: 'No vehicle models' },
  'chain.models.emptyHint': {
    zh: '在“导入”中先导入车型表，再导入物料清单；也可能是筛选条件过窄。',
    en: 'Import a table of models, then their bills; or the filters are too narrow.',
  },
}
