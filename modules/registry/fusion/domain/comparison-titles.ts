import type { Bilingual } from '#kernel/contract'

/** What the linkage engine compares, by the name of the comparison. */
export const COMPARISON_TITLES: Readonly<Record<string, Bilingual>> = {
  name: { zh: '名称', en: 'Name' },
  region: { zh: '名称中的地区', en: 'Region in the name' },
  branch: { zh: '分支机构', en: 'Branch' },
  form: { zh: '组织形式', en: 'Legal form' },
  code: { zh: '统一社会信用代码', en: 'Credit code' },
  phone: { zh: '电话', en: 'Phone' },
  person: { zh: '法定代表人', en: 'Legal representative' },
  address: { zh: '地址', en: 'Address' },
  established: { zh: '成立日期', en: 'Established' },
}

export const LEVEL_TITLES: Readonly<Record<string, Bilingual>> = {
  silent: { zh: '至少一方没有', en: 'missing on a side' },
  differs: { zh: '不同', en: 'differs' },
  different: { zh: '不同', en: 'differs' },
  sibling: { zh: '字号相同而行业不同', en: 'same trade name, another industry' },
  similarTrade: { zh: '字号相近', en: 'similar trade names' },
  spelledTrade: { zh: '字号的拼音相同', en: 'trade name spelled in pinyin' },
  tradeOnly: { zh: '只有字号相同', en: 'trade name alone' },
  spelled: { zh: '外文名与中文名对应', en: 'spelled or translated' },
  cut: { zh: '一方是简称', en: 'a short form' },
  sameName: { zh: '名称相同', en: 'same name' },
  near: { zh: '相近', en: 'near' },
  alike: { zh: '相似', en: 'alike' },
  slip: { zh: '差一处笔误', en: 'one slip apart' },
  sameCore: { zh: '字号与行业相同', en: 'same trade name and industry' },
  sameDistrict: { zh: '同一区县', en: 'same district' },
  sameRoad: { zh: '同一道路', en: 'same road' },
  sameNumber: { zh: '门牌相同', en: 'same house number' },
  oneOnly: { zh: '仅一方是分支机构', en: 'a branch on one side only' },
  neither: { zh: '都不是分支机构', en: 'no branch on either side' },
  loose: { zh: '相近的组织形式', en: 'forms used for one another' },
  same: { zh: '相同', en: 'same' },
}

/** A level of a comparison in words; one that is not known is shown by its name. */
export function levelTitle(level: string): Bilingual {
  return LEVEL_TITLES[level] ?? { zh: level, en: level }
}
