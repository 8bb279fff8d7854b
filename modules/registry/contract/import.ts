import { z } from 'zod'
import { endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

/** The tables that can be imported. */
export const IMPORT_TABLES = ['enterprise', 'capability', 'supply', 'yearly'] as const
export const importTable = z.enum(IMPORT_TABLES)
export type ImportTable = z.output<typeof importTable>

/**
 * States of a batch: uploaded (mapping to be confirmed) → staging → staged (preview) → committing → committed →
 * undoing → undone; or failed, cancelled.
 */
export const BATCH_STATES = [
  'uploaded',
  'staging',
  'staged',
  'committing',
  'committed',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const

export const batch = z.object({
  id: z.uuid(),
  tableName: importTable,
  fileName: z.string(),
  state: z.enum(BATCH_STATES),
  jobId: z.uuid().nullable(),
  total: z.number().int(),
  good: z.number().int(),
  faulty: z.number().int(),
  doubtful: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Confirmed as test data, which a library with a synthetic city demands. */
  testData: z.boolean(),
  createdAt: instantText,
  createdBy: z.string(),
  committedAt: instantText.nullable(),
  undoneAt: instantText.nullable(),
})
export type Batch = z.output<typeof batch>

/** How the file's columns are read: column index (0-based) by table column key. */
export const columnMapping = z.record(z.string(), z.number().int().min(0).max(999))

/** What was guessed of an uploaded file, for the user to correct. */
export const filePreview = z.object({
  batch,
  kind: z.string(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headerRow: z.number().int(),
  headers: z.array(z.string()),
  columns: z.array(
    z.object({
      key: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      required: z.boolean(),
      index: z.number().int().nullable(),
      confidence: z.number().nullable(),
      helpZh: z.string().nullable(),
      helpEn: z.string().nullable(),
    }),
  ),
  missing: z.array(z.string()),
  unmapped: z.array(z.string()),
  sample: z.array(z.array(z.string())),
})
export type FilePreview = z.output<typeof filePreview>

const TAG = '/api/registry/imports'
const byId = z.object({ id: z.uuid() })

export const downloadTemplate = endpoint({
  method: 'GET',
  path: '/api/registry/import-templates/:table',
  summary: { zh: '下载导入模板', en: 'Download an import template' },
  access: 'registry.enterprise.import',
  params: z.object({ table: importTable }),
  reply: z.unknown(),
  kind: 'file',
})

/** Multipart: the file; query: which table it is. */
export const uploadImport = endpoint({
  method: 'POST',
  path: TAG,
  summary: { zh: '上传要导入的表', en: 'Upload a table to import' },
  access: 'registry.enterprise.import',
  query: z.object({ table: importTable }),
  upload: true,
  reply: filePreview,
})

/** Reads the file's head again under another sheet or header row. */
export const previewImport = endpoint({
  method: 'POST',
  path: `${TAG}/:id/preview`,
  summary: { zh: '重新识别表头', en: 'Read the head again' },
  access: 'registry.enterprise.import',
  params: byId,
  body: z.object({
    sheet: z.string().max(200).nullish(),
    /** 0: the file has no header, its first row is data. */
    headerRow: z.number().int().min(0).max(1000).nullish(),
  }),
  reply: filePreview,
})

/** Reads and checks every row in a job; nothing enters the library yet. */
export const stageImport = endpoint({
  method: 'POST',
  path: `${TAG}/:id/stage`,
  summary: { zh: '读取并校验全部行', en: 'Read and check all rows' },
  access: 'registry.enterprise.import',
  params: byId,
  body: z.object({
    mapping: columnMapping,
    sheet: z.string().max(200).nullish(),
    /** 0: the file has no header, its first row is data. */
    headerRow: z.number().int().min(0).max(1000).nullish(),
  }),
  reply: batch,
})

/**
 * Puts the good rows of a staged batch into the library, all or none, in a job. `testData`: the caller confirms that the
 * rows are invented, as a library with a synthetic city demands; they are marked so.
 */
export const commitImport = endpoint({
  method: 'POST',
  path: `${TAG}/:id/commit`,
  summary: { zh: '将合格行写入企业库', en: 'Write the good rows into the library' },
  access: 'registry.enterprise.import',
  params: byId,
  body: z.object({ testData: z.boolean().optional() }).nullish(),
  reply: batch,
})

/** Takes back what a committed batch changed; values edited since are kept and reported. */
export const undoImport = endpoint({
  method: 'POST',
  path: `${TAG}/:id/undo`,
  summary: { zh: '撤销一个批次', en: 'Undo a batch' },
  access: 'registry.enterprise.import',
  params: byId,
  reply: batch,
})

export const cancelImport = endpoint({
  method: 'POST',
  path: `${TAG}/:id/cancel`,
  summary: { zh: '取消一个批次', en: 'Cancel a batch' },
  access: 'registry.enterprise.import',
  params: byId,
  reply: batch,
})

export const listImports = endpoint({
  method: 'GET',
  path: TAG,
  summary: { zh: '导入批次列表', en: 'List import batches' },
  access: 'registry.enterprise.import',
  query: pageQuery,
  reply: pageOf(batch),
})

export const getImport = endpoint({
  method: 'GET',
  path: `${TAG}/:id`,
  summary: { zh: '一个导入批次', en: 'One import batch' },
  access: 'registry.enterprise.import',
  params: byId,
  reply: batch,
})

export const importRow = z.object({
  rowNumber: z.number().int(),
  outcome: z.string(),
  raw: z.record(z.string(), z.unknown()),
  faults: z.array(
    z.object({ column: z.string(), value: z.string(), code: z.string(), zh: z.string(), en: z.string() }),
  ),
  enterpriseId: z.uuid().nullable(),
})

export const listImportRows = endpoint({
  method: 'GET',
  path: `${TAG}/:id/rows`,
  summary: { zh: '批次内的行与错误', en: 'Rows of a batch with their faults' },
  access: 'registry.enterprise.import',
  params: byId,
  query: pageQuery.extend({ outcome: z.string().max(20).optional() }),
  reply: pageOf(importRow),
})

export const downloadErrors = endpoint({
  method: 'GET',
  path: `${TAG}/:id/errors`,
  summary: { zh: '下载标出错误的工作簿', en: 'Download the workbook with the wrong cells marked' },
  access: 'registry.enterprise.import',
  params: byId,
  reply: z.unknown(),
  kind: 'file',
})

export const reviewItem = z.object({
  id: z.uuid(),
  batchId: z.uuid(),
  fileName: z.string(),
  tableName: importTable,
  rowNumber: z.number().int(),
  reason: z.string(),
  zh: z.string(),
  en: z.string(),
  state: z.enum(['open', 'accepted', 'rejected']),
  raw: z.record(z.string(), z.unknown()),
  candidates: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      uscc: z.string().nullable(),
      districtName: z.string().nullable(),
    }),
  ),
})
export type ReviewItem = z.output<typeof reviewItem>

export const listReviews = endpoint({
  method: 'GET',
  path: '/api/registry/reviews',
  summary: { zh: '待核对的行', en: 'Doubtful rows waiting for a decision' },
  access: 'registry.enterprise.import',
  query: pageQuery.extend({
    state: z.enum(['open', 'accepted', 'rejected']).default('open'),
    batch: z.uuid().optional(),
  }),
  reply: pageOf(reviewItem),
})

/** Decides a doubtful row: it is this enterprise, it is a new one, or it is dropped (and kept as a rejected row). */
export const decideReview = endpoint({
  method: 'POST',
  path: '/api/registry/reviews/:id',
  summary: { zh: '对存疑行作出决定', en: 'Decide a doubtful row' },
  access: 'registry.enterprise.import',
  params: byId,
  body: z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('same'), enterpriseId: z.uuid() }),
    z.object({ decision: z.literal('new') }),
    z.object({ decision: z.literal('reject'), note: z.string().trim().max(400).optional() }),
  ]),
  reply: reviewItem,
})
