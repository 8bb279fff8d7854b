import type { Messages } from '#kernel/web'

/** Texts of the taxonomy and of the district map. */
export const chainMessages = {
  'registry.taxonomy.intro': {
    zh: '产业链的环节，以及每个环节（含下级）有多少家企业能做。',
    en: 'The nodes of the chain, and how many firms can make each of them or anything below it.',
  },
  'registry.taxonomy.search': { zh: '名称、俗称、代码', en: 'Name, synonym, code' },
  'registry.taxonomy.found': { zh: '找到 {{count}} 个环节', en: '{{count}} nodes found' },
  'registry.taxonomy.none': { zh: '没有找到这样的环节', en: 'No such node' },
  'registry.taxonomy.tree': { zh: '产业链树', en: 'Tree of the chain' },
  'registry.taxonomy.key': { zh: '关键环节', en: 'Key link' },
  'registry.taxonomy.keyWhy': {
    zh: '行动计划中的关键环节',
    en: 'A key link of the action plan',
  },
  'registry.taxonomy.electronics': { zh: '汽车电子', en: 'Electronics' },
  'registry.taxonomy.missing': { zh: '缺', en: 'Missing' },
  'registry.taxonomy.missingWhy': {
    zh: '企业库中没有企业具备这个环节的能力。',
    en: 'No firm of the library can make this.',
  },
  'registry.taxonomy.onlyKey': { zh: '只看关键环节', en: 'Key links only' },
  'registry.taxonomy.onlyMissing': { zh: '只看缺失环节', en: 'Missing ones only' },
  'registry.taxonomy.firms': { zh: '查看 {{count}} 家企业', en: 'See {{count}} firms' },
  'registry.taxonomy.count': { zh: '具备能力的企业', en: 'Firms able to make it' },
  'registry.taxonomy.path': { zh: '位置', en: 'Place' },
  'registry.taxonomy.synonyms': { zh: '别名', en: 'Synonyms' },
  'registry.taxonomy.stage': { zh: '产业位置', en: 'Stage of the chain' },
  'registry.taxonomy.stage.upstream': { zh: '上游', en: 'Upstream' },
  'registry.taxonomy.stage.midstream': { zh: '中游', en: 'Midstream' },
  'registry.taxonomy.stage.downstream': { zh: '下游', en: 'Downstream' },
  'registry.taxonomy.stage.aftermarket': { zh: '后市场', en: 'Aftermarket' },
  'registry.taxonomy.code': { zh: '代码', en: 'Code' },
  'registry.taxonomy.children': { zh: '下级环节', en: 'Below it' },
  'registry.taxonomy.picture': { zh: '{{name}}各环节的企业数', en: 'Firms in the nodes of {{name}}' },
  'registry.taxonomy.pictureHint': {
    zh: '面积为企业数；点击环节即选中。一家企业可在多个环节。',
    en: 'Area is the number of firms; choose a node to select it. One firm may stand in several.',
  },
  'registry.taxonomy.empty': { zh: '没有产业链分类', en: 'There is no taxonomy' },
  'registry.taxonomy.emptyHint': {
    zh: '分类来自城市包，请检查服务器载入的城市包。',
    en: 'It comes with the city pack; check which pack the server has loaded.',
  },
  'registry.districts.intro': {
    zh: '各区县的企业数；点击区县即查看其企业。',
    en: 'Firms by district; choose one to see its firms.',
  },
  'registry.districts.map': { zh: '各区县企业数', en: 'Firms by district' },
  'registry.districts.total': { zh: '企业总数', en: 'Firms in all' },
  'registry.districts.with': { zh: '有企业的区县', en: 'Districts with firms' },
  'registry.districts.unit': { zh: '个', en: 'districts' },
  'registry.districts.none': { zh: '没有注明区县', en: 'Without a district' },
  'registry.districts.noOutlines': {
    zh: '本城市包没有区县轮廓，以列表显示。',
    en: 'This city pack has no outlines; here is the list.',
  },
} as const satisfies Messages
