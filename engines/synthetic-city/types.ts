/** A node of the chain taxonomy, as the city pack holds it. */
export interface NodeInput {
  code: string
  parent: string | null
  nameZh: string
  nameEn: string
  /** 0 root, 1 system, 2 assembly, 3 part, 4 sub-part or material. */
  tier: number
  electronics: boolean
  parts: boolean
  /** upstream, midstream, downstream or the pack's own word. */
  stage: string
  synonymsZh: string[]
  /** Industry code of GB/T 4754 where the pack knows it. */
  gb4754?: string
  /** True for complete vehicles. Without it, a node that is no part and is named as a vehicle counts as one. */
  oem?: boolean
}

/** A district. `group` may hold several groups parted by `|`; one that contains `western` is a western district. */
export interface RegionInput {
  code: string
  nameZh: string
  group: string
  weight?: number
}

export interface CityOptions {
  /** 1,000 to 1,000,000. */
  enterprises: number
  seed: number | string
  taxonomy: NodeInput[]
  regions: RegionInput[]
  /** The day the city is looked at, YYYY-MM-DD; nothing in it is later, save the ends of certificates. */
  asOf: string
  /** With true, `dirtyRows` gives the same firms as messy source tables. */
  dirty?: boolean
  /** Name of the city in enterprise names; 重庆 without it. */
  cityZh?: string
}

/** Which firms, and how many rows a chunk holds; every firm's rows are the same whatever the range. */
export interface Range {
  /** First firm index, 0 without it. */
  from?: number
  /** One past the last firm index. */
  to?: number
  /** Rows per chunk, 5,000 without it. A chunk never parts the rows of one firm, so it may hold a few more. */
  chunkRows?: number
}

export type EnterpriseStatus = 'active' | 'deregistered'
/** Size class of the 2011 rule for industry (staff and revenue). */
export type SizeClass = 'large' | 'medium' | 'small' | 'micro'

/** Every row carries the mark: nothing of the city may be taken for a real firm. */
export interface Synthetic {
  synthetic: true
}

export interface EnterpriseRow extends Synthetic {
  index: number
  uscc: string
  nameZh: string
  /** District or city and trade name. */
  shortNameZh: string
  formerNamesZh: string[]
  /** Names on the market: the trade name and brands. */
  tradeNamesZh: string[]
  productNamesZh: string[]
  regionCode: string
  addressZh: string
  legalRepresentativeZh: string
  /** 0 for a branch, which has no capital of its own. */
  registeredCapitalFen: number
  establishedOn: string
  /** Since when the firm belongs to the chain: recruited, transformed, founded in it or taken up. */
  enteredOn: string
  status: EnterpriseStatus
  closedOn: string | null
  gb4754: string
  scopeZh: string
  employees: number
  sizeClass: SizeClass
  parts: boolean
  electronics: boolean
  /** 0 vehicle maker, 1 to 3 supplier tier, null for services. */
  chainTier: number | null
  nodeCode: string
  recruitedOn: string | null
  recruitedFromZh: string | null
  transformedOn: string | null
  listedOn: string | null
  stockCode: string | null
  /** Credit code of the firm whose branch it is. */
  branchOf: string | null
}

export type SiteKind = 'headquarters' | 'plant' | 'laboratory' | 'warehouse'
export interface SiteRow extends Synthetic {
  uscc: string
  siteNo: number
  nameZh: string
  kind: SiteKind
  regionCode: string
  addressZh: string
  areaSquareMetres: number
  since: string
}

export type CapabilityStage = 'mass' | 'pilot' | 'prototype' | 'research'
export interface CapabilityRow extends Synthetic {
  uscc: string
  nodeCode: string
  primary: boolean
  stage: CapabilityStage
  productNamesZh: string[]
  /** Per year, in `unit`; null where nothing is made in series yet. */
  capacityPerYear: number | null
  unit: string
  /** Ratio of output to capacity; null without capacity. */
  utilisation: number | null
  certificates: string[]
  since: string
}

export type QualificationKind = 'srdi' | 'little_giant' | 'high_tech' | 'iatf16949' | 'iso14001'
export interface QualificationRow extends Synthetic {
  uscc: string
  kind: QualificationKind
  nameZh: string
  certificateNo: string
  issuerZh: string
  validFrom: string
  /** Last day of validity; may lie before the key date. */
  validUntil: string
}

export interface YearlyRow extends Synthetic {
  uscc: string
  year: number
  revenueFen: number
  outputValueFen: number
  profitFen: number
  taxFen: number
  researchFen: number
  exportFen: number
  employees: number
  researchers: number
  electricityKwh: number
}

export interface MonthlyRow extends Synthetic {
  uscc: string
  /** YYYY-MM */
  month: string
  revenueFen: number
  outputValueFen: number
  employees: number
  electricityKwh: number
}

export interface SupplyRow extends Synthetic {
  supplierUscc: string
  buyerUscc: string
  nodeCode: string
  amountFen: number
  /** Ratio of the supplier's revenue of the period. */
  supplierShare: number
  /** The year, YYYY. */
  period: string
  since: string
  evidence: string
}

export interface OwnershipRow extends Synthetic {
  kind: 'owns' | 'branch_of'
  /** Owner, or the firm that has the branch. */
  fromUscc: string
  toUscc: string
  /** Ratio of the shares; null for a branch. */
  share: number | null
  since: string
}

export interface ContactRow extends Synthetic {
  uscc: string
  nameZh: string
  roleZh: string
  /** A number that no exchange can assign: the subscriber part begins with 0. */
  phone: string
  /** In the reserved domain example.com (RFC 2606). */
  email: string
}

/** One month of the counts that follow from the firms' dates, at the end of the month. */
export interface MonthlyCount extends Synthetic {
  month: string
  enterprises: number
  partsEnterprises: number
  electronicsEnterprises: number
  westernPartsEnterprises: number
  /** Cumulative since the start of the year before the key date. */
  recruited: number
  transformed: number
  newlyListed: number
  srdi: number
  littleGiants: number
}

export interface HistorySeries extends Synthetic {
  code: string
  nameZh: string
  nameEn: string
  unit: string
  points: { month: string; value: number }[]
}

export type Fault =
  | 'name_variant'
  | 'name_spaces'
  | 'full_width'
  | 'code_missing'
  | 'code_letter_for_digit'
  | 'code_transposed'
  | 'code_lower_case'
  | 'date_as_text'
  | 'money_as_text'
  | 'former_name'
  | 'region_as_name'
  | 'duplicate'

/** One row of a messy table; `truth` is the key that only the examiner may read. */
export interface DirtyRow extends Synthetic {
  table: 'district_ledger' | 'association_list'
  /** 1-based, as a spreadsheet shows it: 1 is the merged title, 2 the header. */
  rowNo: number
  kind: 'title' | 'header' | 'data'
  cells: string[]
  truth: { index: number; uscc: string; faults: Fault[] } | null
}
