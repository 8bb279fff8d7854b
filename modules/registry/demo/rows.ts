import type {
  CapabilityRow,
  ContactRow,
  EnterpriseRow,
  MonthlyRow,
  OwnershipRow,
  QualificationRow,
  SiteRow,
  SupplyRow,
  YearlyRow,
} from '#engines/synthetic-city'
import { newId } from '#kernel/core'
import type { BulkColumn } from '#kernel/db'
import { nameKey } from '../domain/name-key.ts'
import { gramsOf, gramVector, searchTextOf } from '../domain/search-text.ts'

/** Source written beside every synthetic row. */
export const SYNTHETIC_SOURCE = 'synthetic'

/** Id of a firm by its credit code. */
export type Ids = ReadonlyMap<string, string>

type Written = Record<string, unknown>

/** How the rows of one of the city's tables are written into one of the library's. */
export interface Mapping<Row> {
  readonly table: string
  readonly columns: readonly BulkColumn[]
  readonly write: (row: Row, ids: Ids) => Written | undefined
}

const STAGES = { mass: 'series', pilot: 'small_batch', prototype: 'sample', research: 'developing' } as const
const SITE_KINDS = {
  headquarters: 'office',
  plant: 'factory',
  laboratory: 'rnd',
  warehouse: 'warehouse',
} as const

/** Columns from `name:type` words. */
function columns(text: string): BulkColumn[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const at = word.indexOf(':')
      return { name: word.slice(0, at), type: word.slice(at + 1) }
    })
}

const enterprises: Mapping<EnterpriseRow> = {
  table: 'registry.enterprise',
  columns: columns(`id:uuid uscc:text name:text name_key:text former_names:text[] pinyin:text district:text
    address:text legal_rep:text registered_capital:bigint established:date counted_since:date closed_on:date
    industry_code:text business_scope:text products:text[] recruited_on:date recruited_from:text
    transformed_on:date listed_on:date synthetic:boolean source:text search_text:text grams:tsvector`),
  write: (row, ids) => {
    const { text, pinyin } = searchTextOf({
      name: row.nameZh,
      formerNames: row.formerNamesZh,
      products: row.productNamesZh,
    })
    return {
      id: ids.get(row.uscc),
      uscc: row.uscc,
      name: row.nameZh,
      name_key: nameKey(row.nameZh),
      former_names: row.formerNamesZh,
      pinyin,
      district: row.regionCode,
      address: row.addressZh,
      legal_rep: row.legalRepresentativeZh,
      registered_capital: row.registeredCapitalFen,
      established: row.establishedOn,
      counted_since: row.enteredOn,
      closed_on: row.closedOn,
      industry_code: row.gb4754,
      business_scope: row.scopeZh,
      products: row.productNamesZh,
      recruited_on: row.recruitedOn,
      recruited_from: row.recruitedFromZh,
      transformed_on: row.transformedOn,
      listed_on: row.listedOn,
      synthetic: true,
      source: SYNTHETIC_SOURCE,
      search_text: text,
      grams: gramVector(gramsOf(text)),
    }
  },
}

const sites: Mapping<SiteRow> = {
  table: 'registry.site',
  columns: columns(
    'id:uuid enterprise_id:uuid name:text kind:text district:text address:text area_m2:numeric source:text',
  ),
  write: (row, ids) => ({
    id: newId(),
    enterprise_id: ids.get(row.uscc),
    name: row.nameZh,
    kind: SITE_KINDS[row.kind],
    district: row.regionCode,
    address: row.addressZh,
    area_m2: row.areaSquareMetres,
    source: SYNTHETIC_SOURCE,
  }),
}

const capabilities: Mapping<CapabilityRow> = {
  table: 'registry.capability',
  columns:
    columns(`id:uuid enterprise_id:uuid node:text product:text stage:text capacity:numeric capacity_unit:text
    utilisation:numeric certificates:text[] main:boolean source:text as_of:date`),
  write: (row, ids) => ({
    id: newId(),
    enterprise_id: ids.get(row.uscc),
    node: row.nodeCode,
    product: row.productNamesZh[0] ?? null,
    stage: STAGES[row.stage],
    capacity: row.capacityPerYear,
    capacity_unit: row.capacityPerYear === null ? null : row.unit,
    utilisation: row.utilisation,
    certificates: row.certificates,
    main: row.primary,
    source: SYNTHETIC_SOURCE,
    as_of: row.since,
  }),
}

const qualifications: Mapping<QualificationRow> = {
  table: 'registry.qualification',
  columns: columns(
    'id:uuid enterprise_id:uuid kind:text number:text issued_by:text valid_from:date valid_until:date source:text',
  ),
  write: (row, ids) => ({
    id: newId(),
    enterprise_id: ids.get(row.uscc),
    kind: row.kind,
    number: row.certificateNo,
    issued_by: row.issuerZh,
    valid_from: row.validFrom,
    valid_until: row.validUntil,
    source: SYNTHETIC_SOURCE,
  }),
}

const yearly: Mapping<YearlyRow> = {
  table: 'registry.yearly',
  columns: columns(
    'enterprise_id:uuid year:integer revenue:bigint rnd:bigint output:bigint staff:integer exports:bigint source:text',
  ),
  write: (row, ids) => ({
    enterprise_id: ids.get(row.uscc),
    year: row.year,
    revenue: row.revenueFen,
    rnd: row.researchFen,
    output: row.outputValueFen,
    staff: row.employees,
    exports: row.exportFen,
    source: SYNTHETIC_SOURCE,
  }),
}

const monthly: Mapping<MonthlyRow> = {
  table: 'registry.monthly',
  columns: columns(
    'enterprise_id:uuid month:date revenue:bigint output:bigint staff:integer electricity_kwh:bigint source:text',
  ),
  write: (row, ids) => ({
    enterprise_id: ids.get(row.uscc),
    month: `${row.month}-01`,
    revenue: row.revenueFen,
    output: row.outputValueFen,
    staff: row.employees,
    electricity_kwh: Math.round(row.electricityKwh),
    source: SYNTHETIC_SOURCE,
  }),
}

const RELATION_COLUMNS = columns(
  'id:uuid kind:text from_id:uuid to_id:uuid node:text amount:bigint share:numeric period:text evidence:text source:text',
)

const supplies: Mapping<SupplyRow> = {
  table: 'registry.relation',
  columns: RELATION_COLUMNS,
  write: (row, ids) => ({
    id: newId(),
    kind: 'supplies',
    from_id: ids.get(row.supplierUscc),
    to_id: ids.get(row.buyerUscc),
    node: row.nodeCode,
    amount: row.amountFen,
    share: row.supplierShare,
    period: row.period,
    evidence: row.evidence,
    source: SYNTHETIC_SOURCE,
  }),
}

const ownership: Mapping<OwnershipRow> = {
  table: 'registry.relation',
  columns: RELATION_COLUMNS,
  // The generator's branch relation runs from the firm to its branch; the library's from the branch to its firm.
  write: (row, ids) => ({
    id: newId(),
    kind: row.kind,
    from_id: ids.get(row.kind === 'branch_of' ? row.toUscc : row.fromUscc),
    to_id: ids.get(row.kind === 'branch_of' ? row.fromUscc : row.toUscc),
    share: row.share,
    source: SYNTHETIC_SOURCE,
  }),
}

const contacts: Mapping<ContactRow> = {
  table: 'registry.contact',
  columns: columns('id:uuid enterprise_id:uuid name:text title:text phone:text email:text source:text'),
  write: (row, ids) => ({
    id: newId(),
    enterprise_id: ids.get(row.uscc),
    name: row.nameZh,
    title: row.roleZh,
    phone: row.phone,
    email: row.email,
    source: SYNTHETIC_SOURCE,
  }),
}

/** How each table of the city is written, in the order that references need. */
export const MAPPINGS = {
  enterprises,
  sites,
  capabilities,
  qualifications,
  yearly,
  monthly,
  supplies,
  ownership,
  contacts,
} as const
