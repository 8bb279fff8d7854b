import { z } from 'zod'
import { civilDateText, endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'
import { SOURCE_KINDS } from '../domain/confidence.ts'

/** The tables that can be imported into the chain: supply relations, vehicle models, bill lines. */
export const CHAIN_TABLES = ['supply', 'model', 'bill'] as const
export const chainTable = z.enum(CHAIN_TABLES)
export type ChainTable = z.output<typeof chainTable>

/** uploaded (columns to be confirmed) → staging → staged (preview) → committing → committed → undoing → undone. */
export const CHAIN_BATCH_STATES = [
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
export const ROW_OUTCOMES = ['create', 'update', 'unchanged', 'faulty'] as const

const notice = z.object({ code: z.string(), zh: z.string(), en: z.string() })

/** One imported file: where its facts come from, how far it is, how many rows it has of each outcome. */
export const chainBatch = z.object({
  id: z.uuid(),
  tableName: chainTable,
  fileName: z.string(),
  state: z.enum(CHAIN_BATCH_STATES),
  jobId: z.uuid().nullable(),
  total: z.number().int(),
  good: z.number().int(),
  faulty: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  sourceKind: z.enum(SOURCE_KINDS),
  source: z.string(),
  observedOn: civilDateText,
  synthetic: z.boolean(),
  error: notice.nullable(),
  createdBy: z.string(),
  createdAt: instantText,
  committedAt: instantText.nullable(),
  undoneAt: instantText.nullable(),
})
export type ChainBatch = z.output<typeof chainBatch>

/** What was guessed of an uploaded file, for the user to correct. */
export const chainFilePreview = z.object({
  batch: chainBatch,
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
export type ChainFilePreview = z.output<typeof chainFilePreview>

const IMPORTS = '/api/chain/imports'
const access = 'chain.fact.import'
const byId = z.object({ id: z.uuid() })
/** Sheet and header row (0: no header, the first row is data), where the guess was wrong. */
const head = {
  sheet: z.string().max(200).nullish(),
  headerRow: z.number().int().min(0).max(1000).nullish(),
}

export const downloadChainTemplate = endpoint({
  method: 'GET',
  path: '/api/chain/import-templates/:table',
  summary: { zh: '下载产业链导入模板', en: 'Download a template for the chain' },
  access,
  params: z.object({ table: chainTable }),
  reply: z.unknown(),
  kind: 'file',
})

/** Multipart: the file; query: which table it is and where its facts come from. */
export const uploadChainImport = endpoint({
  method: 'POST',
  path: IMPORTS,
  summary: { zh: '上传供应关系、车型或物料清单', en: 'Upload supply relations, models or bills' },
  access,
  query: z.object({
    table: chainTable,
    sourceKind: z.enum(SOURCE_KINDS),
    source: z.string().trim().min(1).max(200),
    /** The day on which the facts were true. */
    observedOn: civilDateText,
    synthetic: z.enum(['true', 'false']).default('false'),
  }),
  upload: true,
  reply: chainFilePreview,
})

export const previewChainImport = endpoint({
  method: 'POST',
  path: `${IMPORTS}/:id/preview`,
  summary: { zh: '重新识别表头', en: 'Read the head again' },
  access,
  params: byId,
  body: z.object(head),
  reply: chainFilePreview,
})

/** Reads and checks every row in a job; no fact is written yet. */
export const stageChainImport = endpoint({
  method: 'POST',
  path: `${IMPORTS}/:id/stage`,
  summary: { zh: '读取并校验全部行', en: 'Read and check all rows' },
  access,
  params: byId,
  body: z.object({ mapping: z.record(z.string(), z.number().int().min(0).max(999)), ...head }),
  reply: chainBatch,
})

/** Writes the good rows of a staged batch, all or none, in a job. */
export const commitChainImport = endpoint({
  method: 'POST',
  path: `${IMPORTS}/:id/commit`,
  summary: { zh: '写入合格行', en: 'Write the good rows' },
  access,
  params: byId,
  reply: chainBatch,
})

/** Takes a batch back whole; refused, with the rows, where later edits build upon it (in the batch's error). */
export const undoChainImport = endpoint({
  method: 'POST',
  path: `${IMPORTS}/:id/undo`,
  summary: { zh: '撤销一个批次', en: 'Undo a batch' },
  access,
  params: byId,
  reply: chainBatch,
})

export const cancelChainImport = endpoint({
  method: 'POST',
  path: `${IMPORTS}/:id/cancel`,
  summary: { zh: '放弃一个批次', en: 'Give a batch up' },
  access,
  params: byId,
  reply: chainBatch,
})

export const listChainImports = endpoint({
  method: 'GET',
  path: IMPORTS,
  summary: { zh: '产业链导入批次', en: 'Import batches of the chain' },
  access,
  query: pageQuery.extend({
    table: z.string().max(60).optional(),
    state: z.string().max(120).optional(),
  }),
  reply: pageOf(chainBatch),
})

export const getChainImport = endpoint({
  method: 'GET',
  path: `${IMPORTS}/:id`,
  summary: { zh: '一个产业链导入批次', en: 'One import batch of the chain' },
  access,
  params: byId,
  reply: chainBatch,
})

/** A row with what becomes of it: its outcome, its faults, and what was done with it that a person should know. */
export const chainImportRow = z.object({
  rowNumber: z.number().int(),
  outcome: z.enum(ROW_OUTCOMES),
  raw: z.record(z.string(), z.unknown()),
  faults: z.array(notice.extend({ column: z.string(), value: z.string() })),
  notes: z.array(notice),
})

export const listChainImportRows = endpoint({
  method: 'GET',
  path: `${IMPORTS}/:id/rows`,
  summary: { zh: '批次内的行、错误与提示', en: 'Rows of a batch with faults and notes' },
  access,
  params: byId,
  query: pageQuery.extend({ outcome: z.enum([...ROW_OUTCOMES, 'noted']).optional() }),
  reply: pageOf(chainImportRow),
})

export const downloadChainErrors = endpoint({
  method: 'GET',
  path: `${IMPORTS}/:id/errors`,
  summary: { zh: '下载标出错误的工作簿', en: 'Download the workbook with the wrong cells marked' },
  access,
  params: byId,
  reply: z.unknown(),
  kind: 'file',
})
