import { z } from 'zod'
import {
  civilDateText,
  commaList,
  endpoint,
  instantText,
  pageOf,
  pageQuery,
  queryFlag,
} from '#kernel/contract'
import {
  capabilityBody,
  contactBody,
  fen,
  optionalText,
  qualificationBody,
  relationBody,
  siteBody,
  text,
  uscc,
  yearlyBody,
} from './parts.ts'

/** A row of the enterprise list. Figures are absent when the caller may not see them. */
export const enterpriseRow = z.object({
  id: z.uuid(),
  uscc: z.string().nullable(),
  name: z.string(),
  district: z.string().nullable(),
  districtName: z.string().nullable(),
  mainNode: z.string().nullable(),
  mainNodeName: z.string().nullable(),
  parts: z.boolean(),
  electronics: z.boolean(),
  qualifications: z.array(z.string()),
  /** Newest yearly revenue in fen, and its year. */
  revenue: fen.nullish(),
  revenueYear: z.number().int().nullish(),
  staff: z.number().int().nullish(),
  established: civilDateText.nullable(),
  synthetic: z.boolean(),
  updatedAt: instantText,
})
export type EnterpriseRow = z.output<typeof enterpriseRow>

export const enterpriseFilter = z.object({
  district: commaList.optional(),
  group: z.string().max(40).optional(),
  /** Chain nodes; a node stands for everything below it. */
  node: commaList.optional(),
  qualification: commaList.optional(),
  parts: queryFlag.optional(),
  electronics: queryFlag.optional(),
  recruited: queryFlag.optional(),
  transformed: queryFlag.optional(),
  listed: queryFlag.optional(),
  revenueMin: z.coerce.number().int().optional(),
  revenueMax: z.coerce.number().int().optional(),
  batch: z.uuid().optional(),
})

const TAG = '/api/registry'

export const listEnterprises = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises`,
  summary: { zh: '企业列表', en: 'List enterprises' },
  access: 'registry.enterprise.read',
  query: pageQuery.extend(enterpriseFilter.shape),
  reply: pageOf(enterpriseRow),
})

export const exportEnterprises = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises/export`,
  summary: { zh: '导出企业', en: 'Export enterprises' },
  access: 'registry.enterprise.export',
  query: z.object({
    ...enterpriseFilter.shape,
    q: z.string().max(200).optional(),
    sort: z.string().max(60).optional(),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  reply: z.unknown(),
  kind: 'file',
})

/** Counts per facet value for the current filter. */
export const enterpriseFacets = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises/facets`,
  summary: { zh: '企业分面计数', en: 'Facet counts of enterprises' },
  access: 'registry.enterprise.read',
  query: z.object({ ...enterpriseFilter.shape, q: z.string().max(200).optional() }),
  reply: z.object({
    total: z.number().int(),
    districts: z.array(z.object({ code: z.string(), count: z.number().int() })),
    nodes: z.array(z.object({ code: z.string(), count: z.number().int() })),
    qualifications: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  }),
})

/** Fields of the enterprise itself, as written by people. */
export const enterpriseBody = z.object({
  uscc: uscc.nullish(),
  name: text(200).min(2),
  nameEn: optionalText(200),
  formerNames: z.array(text(200)).max(40).optional(),
  district: z.string().max(12).nullish(),
  address: optionalText(400),
  legalRep: optionalText(80),
  registeredCapital: fen.min(0).nullish(),
  established: civilDateText.nullish(),
  countedSince: civilDateText.nullish(),
  closedOn: civilDateText.nullish(),
  industryCode: optionalText(10),
  businessScope: optionalText(4000),
  products: z.array(text(200)).max(100).optional(),
  recruitedOn: civilDateText.nullish(),
  recruitedFrom: optionalText(100),
  transformedOn: civilDateText.nullish(),
  listedOn: civilDateText.nullish(),
  listedBoard: optionalText(40),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullish(),
})

/** A value that hardly can be, in words of both languages; `year` for yearly figures. */
export const enterpriseDoubt = z.object({
  part: z.string(),
  field: z.string(),
  year: z.number().int().nullable(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})
export type EnterpriseDoubt = z.output<typeof enterpriseDoubt>

/** One enterprise with all that is known of it; parts that the caller may not see are absent and named in `hidden`. */
export const enterpriseDetail = enterpriseBody.partial().extend({
  id: z.uuid(),
  uscc: z.string().nullish(),
  name: z.string(),
  products: z.array(z.string()).nullish(),
  formerNames: z.array(z.string()).nullish(),
  website: z.string().nullish(),
  districtName: z.string().nullish(),
  parts: z.boolean(),
  electronics: z.boolean(),
  synthetic: z.boolean(),
  source: z.string(),
  version: z.number().int(),
  createdAt: instantText,
  updatedAt: instantText,
  sites: z
    .array(siteBody.extend({ id: z.uuid(), districtName: z.string().nullish(), source: z.string() }))
    .optional(),
  capabilities: z
    .array(capabilityBody.extend({ id: z.uuid(), nodeName: z.string().nullish(), source: z.string() }))
    .optional(),
  qualifications: z
    .array(
      qualificationBody.extend({ id: z.uuid(), kind: z.string(), valid: z.boolean(), source: z.string() }),
    )
    .optional(),
  yearly: z.array(yearlyBody.extend({ source: z.string() })).optional(),
  monthly: z
    .array(
      z.object({
        month: z.string(),
        revenue: fen.nullable(),
        output: fen.nullable(),
        staff: z.number().int().nullable(),
        electricityKwh: z.number().nullable(),
        source: z.string(),
      }),
    )
    .optional(),
  relations: z
    .array(
      relationBody.extend({
        id: z.uuid(),
        otherName: z.string().nullish(),
        nodeName: z.string().nullish(),
        source: z.string(),
      }),
    )
    .optional(),
  contacts: z
    .array(contactBody.extend({ id: z.uuid(), email: z.string().nullish(), source: z.string() }))
    .optional(),
  documents: z
    .array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        fileName: z.string(),
        bytes: z.number(),
        createdAt: instantText,
      }),
    )
    .optional(),
  hidden: z.array(z.string()),
  editable: z.boolean(),
  /** Fields and parts that the caller may not write although the enterprise is editable. */
  closed: z.array(z.string()),
  /** What is doubtful in what the caller sees, as stored: typed, self-declared or imported. */
  doubts: z.array(enterpriseDoubt),
})
export type EnterpriseDetail = z.output<typeof enterpriseDetail>

const byId = z.object({ id: z.uuid() })

export const getEnterprise = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises/:id`,
  summary: { zh: '企业详情', en: 'One enterprise' },
  access: 'registry.enterprise.read',
  params: byId,
  reply: enterpriseDetail,
})

export const createEnterprise = endpoint({
  method: 'POST',
  path: `${TAG}/enterprises`,
  summary: { zh: '新增企业', en: 'Add an enterprise' },
  access: 'registry.enterprise.write',
  /** `testData`: the caller confirms that the firm is invented, as a library with a synthetic city demands. */
  body: enterpriseBody.extend({ testData: z.boolean().optional() }),
  reply: enterpriseDetail,
})

/** Changes fields; `version` guards against overwriting somebody else's edit (409 `registry.enterprise.stale`). */
export const updateEnterprise = endpoint({
  method: 'PATCH',
  path: `${TAG}/enterprises/:id`,
  summary: { zh: '修改企业', en: 'Change an enterprise' },
  access: 'registry.enterprise.write',
  params: byId,
  body: enterpriseBody.partial().extend({ version: z.number().int() }),
  reply: enterpriseDetail,
})

/** Replaces one part of an enterprise: the rows given are kept or added, those left out are removed. */
export const replacePart = endpoint({
  method: 'PUT',
  path: `${TAG}/enterprises/:id/parts`,
  summary: { zh: '替换企业的一类明细', en: 'Replace one part of an enterprise' },
  access: 'registry.enterprise.write',
  params: byId,
  body: z.discriminatedUnion('part', [
    z.object({ part: z.literal('sites'), version: z.number().int(), rows: z.array(siteBody).max(500) }),
    z.object({
      part: z.literal('capabilities'),
      version: z.number().int(),
      rows: z.array(capabilityBody).max(500),
    }),
    z.object({
      part: z.literal('qualifications'),
      version: z.number().int(),
      rows: z.array(qualificationBody).max(500),
    }),
    z.object({ part: z.literal('yearly'), version: z.number().int(), rows: z.array(yearlyBody).max(100) }),
    z.object({ part: z.literal('contacts'), version: z.number().int(), rows: z.array(contactBody).max(200) }),
    z.object({
      part: z.literal('relations'),
      version: z.number().int(),
      rows: z.array(relationBody).max(2000),
    }),
  ]),
  reply: enterpriseDetail,
})

export const fieldChange = z.object({
  id: z.number().int(),
  part: z.string(),
  recordId: z.string(),
  operation: z.enum(['insert', 'update', 'delete']),
  field: z.string().nullable(),
  oldValue: z.unknown(),
  newValue: z.unknown(),
  source: z.string(),
  batchId: z.uuid().nullable(),
  at: instantText,
  actor: z.string(),
  undone: z.boolean().optional(),
})

export const enterpriseHistory = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises/:id/history`,
  summary: { zh: '企业各字段的历史', en: 'History of every field of an enterprise' },
  access: 'registry.enterprise.read',
  params: byId,
  query: pageQuery.extend({ field: z.string().max(60).optional() }),
  reply: pageOf(fieldChange),
})

/** Puts the value of one change back, as a new change. */
export const undoChange = endpoint({
  method: 'POST',
  path: `${TAG}/enterprises/:id/history/:change/undo`,
  summary: { zh: '撤销一次修改', en: 'Undo one change' },
  access: 'registry.enterprise.write',
  params: z.object({ id: z.uuid(), change: z.coerce.number().int() }),
  reply: enterpriseDetail,
})

/** The raw rows, as imported, that an enterprise was made of. */
export const enterpriseSources = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises/:id/sources`,
  summary: { zh: '企业的来源原始行', en: 'Raw source rows of an enterprise' },
  access: 'registry.enterprise.read',
  params: byId,
  query: pageQuery,
  reply: pageOf(
    z.object({
      batchId: z.uuid(),
      fileName: z.string(),
      tableName: z.string(),
      rowNumber: z.number().int(),
      raw: z.record(z.string(), z.unknown()),
      importedAt: instantText,
    }),
  ),
})

export const addDocument = endpoint({
  method: 'POST',
  path: `${TAG}/enterprises/:id/documents`,
  summary: { zh: '上传企业附件', en: 'Attach a document' },
  access: 'registry.enterprise.write',
  params: byId,
  upload: true,
  reply: enterpriseDetail,
})

export const getDocument = endpoint({
  method: 'GET',
  path: `${TAG}/enterprises/:id/documents/:document`,
  summary: { zh: '下载企业附件', en: 'Download a document' },
  access: 'registry.enterprise.read',
  params: z.object({ id: z.uuid(), document: z.uuid() }),
  reply: z.unknown(),
  kind: 'file',
})
