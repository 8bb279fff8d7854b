import type { FeatureName, Reason } from '#engines/link-prediction'
import type { Bilingual } from '#kernel/contract'

/** A reason as it is stored: the value is null where it was unknown for this pair. */
export interface StoredReason {
  readonly feature: FeatureName
  readonly value: number | null
  readonly contribution: number
}

export const stored = ({ feature, value, contribution }: Reason): StoredReason => ({
  feature,
  value: Number.isNaN(value) ? null : value,
  contribution,
})

const count = (value: number) => Math.round(Math.expm1(value))
const percent = (value: number) => `${(value * 100).toFixed(value < 0.1 ? 1 : 0)}%`

interface Names {
  readonly zh: string
  readonly en: string
}

type Say = (value: number, node: Names) => Bilingual
const both = (zh: string, en: string): Bilingual => ({ zh, en })

/** What a known value says. */
const SAY: Record<FeatureName, Say> = {
  supplierLinks: (v) =>
    v === 0
      ? both('供应商没有已知客户', 'The supplier has no known customer')
      : both(`供应商有 ${count(v)} 家已知客户`, `The supplier has ${count(v)} known customers`),
  buyerLinks: (v) =>
    v === 0
      ? both('采购方没有已知供应商', 'The buyer has no known supplier')
      : both(`采购方有 ${count(v)} 家已知供应商`, `The buyer has ${count(v)} known suppliers`),
  need: (v, { zh, en }) =>
    both(
      `与采购方做同样产品的企业中，约 ${percent(v)} 采购${zh}`,
      `Of makers of what the buyer makes, about ${percent(v)} buy ${en}`,
    ),
  similarBuyers: (v) =>
    v > 0
      ? both(
          '与采购方供应商相近的企业也向该供应商采购',
          'Buyers that share suppliers with this one buy from this supplier',
        )
      : both(
          '与采购方供应商相近的企业都不向该供应商采购',
          'No buyer that shares suppliers with this one buys from this supplier',
        ),
  commonPartners: (v) =>
    v > 0
      ? both('双方有共同的交易伙伴', 'Both trade with the same firms')
      : both('双方没有共同的交易伙伴', 'They have no trading partner in common'),
  sameGroup: (v) =>
    v === 1
      ? both('双方属于同一集团', 'Both belong to one group')
      : both('双方不属于同一集团', 'They belong to different groups'),
  sameDistrict: (v) =>
    v === 1
      ? both('双方在同一区县', 'Both are in one district')
      : both('双方不在同一区县', 'They are in different districts'),
  distance: (v) => both(`双方相距约 ${Math.round(v)} 公里`, `They are about ${Math.round(v)} km apart`),
  sizeRatio: (v) =>
    v > Math.log(1.5)
      ? both('供应商的营业收入高于采购方', 'The supplier has more revenue than the buyer')
      : v < -Math.log(1.5)
        ? both('供应商的营业收入低于采购方', 'The supplier has less revenue than the buyer')
        : both('双方规模相近', 'Both are of about one size'),
  supplierSize: () => both('供应商的营业收入规模', "The supplier's size by revenue"),
  stage: (v, { zh, en }) =>
    v >= 1
      ? both(`供应商已批量生产${zh}`, `The supplier makes ${en} in series`)
      : v >= 0.75
        ? both(`供应商小批量生产${zh}`, `The supplier makes ${en} in small batches`)
        : v >= 0.5
          ? both(`供应商的${zh}还在样件阶段`, `The supplier is at samples of ${en}`)
          : both(`供应商还在研发${zh}`, `The supplier is still developing ${en}`),
  lacksSupplier: (v, { zh, en }) =>
    v === 1
      ? both(`采购方还没有已知的${zh}供应商`, `The buyer has no known supplier of ${en}`)
      : both(`采购方已有${zh}供应商`, `The buyer already has a known supplier of ${en}`),
  knownSuppliers: (v, { zh, en }) =>
    both(`采购方已知有 ${v} 家${zh}供应商`, `The buyer has ${v} known suppliers of ${en}`),
  rivals: (v, { zh, en }) => both(`库中有 ${count(v)} 家企业能做${zh}`, `${count(v)} firms can make ${en}`),
  sellsNode: (v, { zh, en }) =>
    v === 0
      ? both(`供应商的${zh}没有已知客户`, `The supplier has no known customer for ${en}`)
      : both(`供应商已向 ${count(v)} 家企业供应${zh}`, `The supplier delivers ${en} to ${count(v)} firms`),
  reverse: (v) =>
    v > 0
      ? both('采购方反过来向该供应商供货', 'The buyer supplies this supplier in turn')
      : both('采购方不向该供应商供货', 'The buyer supplies nothing to this supplier'),
}

/** What is unknown, or kept from the reader, in words of its own. */
const VAGUE: Record<FeatureName, Say> = {
  supplierLinks: () => both('供应商的客户数量', 'How many customers the supplier has'),
  buyerLinks: () => both('采购方的供应商数量', 'How many suppliers the buyer has'),
  need: (_, { zh, en }) => both(`采购方对${zh}的可能需求`, `How likely the buyer is to need ${en}`),
  similarBuyers: () => both('相近采购方的选择', 'What similar buyers chose'),
  commonPartners: () => both('双方交易伙伴的重合', 'Trading partners in common'),
  sameGroup: () => both('集团归属未知', 'Whether they belong to one group is unknown'),
  sameDistrict: () => both('至少一方的区县未知', 'The district of at least one of them is unknown'),
  distance: () => both('双方距离未知', 'How far apart they are is unknown'),
  sizeRatio: () => both('至少一方的营业收入未知', 'The revenue of at least one of them is unknown'),
  supplierSize: () => both('供应商的营业收入未知', "The supplier's revenue is unknown"),
  stage: (_, { zh, en }) =>
    both(`供应商做${zh}的阶段未知`, `At what stage the supplier makes ${en} is unknown`),
  lacksSupplier: (_, { zh, en }) => both(`采购方现有的${zh}供应商`, `The buyer's present suppliers of ${en}`),
  knownSuppliers: (_, { zh, en }) =>
    both(`采购方现有的${zh}供应商`, `The buyer's present suppliers of ${en}`),
  rivals: (_, { zh, en }) => both(`能做${zh}的企业数量`, `How many firms can make ${en}`),
  sellsNode: (_, { zh, en }) => both(`供应商的${zh}客户`, `The supplier's customers for ${en}`),
  reverse: () => both('反方向的供货', 'Trade the other way round'),
}

/** What is nobody's business but the firms' and the offices': how many partners a firm has, and which. */
const CONFIDENTIAL = new Set<FeatureName>([
  'supplierLinks',
  'buyerLinks',
  'similarBuyers',
  'commonPartners',
  'sizeRatio',
  'lacksSupplier',
  'knownSuppliers',
  'sellsNode',
  'reverse',
  'supplierSize',
])

/** Which way a reason points, as a word after its sentence. */
const WAY = {
  for: both('支持', 'speaks for it'),
  against: both('不支持', 'speaks against it'),
}

/**
 * A reason in a sentence of both languages.
 *
 * @param open whether the reader may know whom the firms trade with; otherwise the sentence names the matter only
 */
export function sentence(
  { feature, value, contribution }: StoredReason,
  node: Names,
  open: boolean,
): Bilingual {
  const isVague = value === null || (!open && CONFIDENTIAL.has(feature))
  const said = isVague ? VAGUE[feature](0, node) : SAY[feature](value, node)
  const way = contribution >= 0 ? WAY.for : WAY.against
  return { zh: `${said.zh}（${way.zh}）`, en: `${said.en} (${way.en})` }
}
