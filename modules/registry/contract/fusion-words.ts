import { z } from 'zod'
import { civilDateText, instantText } from '#kernel/contract'

/** What a source may say of an enterprise; the names are those of the linkage engine's enterprise records. */
export const RECORD_FIELDS = [
  'name',
  'uscc',
  'legalRep',
  'phone',
  'address',
  'city',
  'established',
  'formerNames',
] as const
export const recordField = z.enum(RECORD_FIELDS)
export type RecordField = z.output<typeof recordField>

/** Where records come from. `trust` (0 to 1) decides whose value survives; an anchor's records may found an enterprise. */
export const fusionSource = z.object({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  trust: z.number().min(0).max(1),
  /** Trust in single fields, where it differs. */
  fieldTrust: z.partialRecord(recordField, z.number().min(0).max(1)),
  anchor: z.boolean(),
  records: z.number().int(),
})
export type FusionSource = z.output<typeof fusionSource>

/** One row of a source as it is kept, and the entity it was given to. */
export const fusionRecord = z.object({
  id: z.uuid(),
  source: z.string(),
  externalId: z.string(),
  observedOn: civilDateText.nullable(),
  fields: z.partialRecord(recordField, z.string()),
  entityId: z.uuid().nullable(),
  entityName: z.string().nullable(),
})
export type FusionRecord = z.output<typeof fusionRecord>

/** A surviving value with where it comes from, and the other values that were seen. */
export const goldenValue = z.object({
  field: recordField,
  value: z.string().nullable(),
  recordId: z.uuid().nullable(),
  source: z.string().nullable(),
  observedOn: civilDateText.nullable(),
  /** How much trust stands behind the value, less by what speaks for other values, 0 to 1. */
  confidence: z.number().min(0).max(1).nullable(),
  others: z.array(z.object({ value: z.string(), source: z.string(), recordId: z.uuid() })),
})
export type GoldenValue = z.output<typeof goldenValue>

/** An entity: the records that are one enterprise, and its golden record. */
export const fusionEntityRow = z.object({
  id: z.uuid(),
  name: z.string(),
  uscc: z.string().nullable(),
  enterpriseId: z.uuid().nullable(),
  /** The head office's entity, when this is a branch. */
  headId: z.uuid().nullable(),
  records: z.number().int(),
  sources: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  openReviews: z.number().int(),
  updatedAt: instantText,
})
export type FusionEntityRow = z.output<typeof fusionEntityRow>

export const fusionEntity = fusionEntityRow.extend({
  headName: z.string().nullable(),
  branches: z.array(z.object({ id: z.uuid(), name: z.string() })),
  golden: z.array(goldenValue),
  members: z.array(fusionRecord),
})
export type FusionEntity = z.output<typeof fusionEntity>

/** Weight of one comparison, in bits: positive speaks for one enterprise, negative against. */
export const fieldWeight = z.object({
  comparison: z.string(),
  level: z.string(),
  zh: z.string(),
  en: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  weight: z.number(),
})

export const pairComparison = z.object({
  left: fusionRecord,
  right: fusionRecord,
  /** Sum of the weights and the prior, in bits, and the probability that follows. */
  weight: z.number(),
  prior: z.number(),
  probability: z.number().min(0).max(1),
  fields: z.array(fieldWeight),
  /** What forbids or decides the pair whatever its weight: `codesDiffer`, `branch`, `decidedSame`, `decidedDifferent`. */
  rules: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
})
export type PairComparison = z.output<typeof pairComparison>

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const fusionRun = z.object({
  id: z.uuid(),
  kind: z.enum(['full', 'incremental']),
  state: z.enum(RUN_STATES),
  jobId: z.uuid().nullable(),
  records: z.number().int(),
  pairs: z.number().int().nullable(),
  entities: z.number().int().nullable(),
  /** New entities, and records that moved between entities. */
  created: z.number().int().nullable(),
  moved: z.number().int().nullable(),
  /** Enterprises that the run founded in the library. */
  founded: z.number().int().nullable(),
  reviews: z.number().int().nullable(),
  /** Expected by the model itself, not measured against truth. */
  expectedPrecision: z.number().nullable(),
  expectedRecall: z.number().nullable(),
  largest: z.number().int().nullable(),
  /** What a person should know: keys shared by too many records, codes given to many firms. */
  warnings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  seconds: z.number().nullable(),
  error: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  startedAt: instantText,
  startedBy: z.string(),
  endedAt: instantText.nullable(),
})
export type FusionRun = z.output<typeof fusionRun>

/** A pair that waits for a person. `gain`: expected number of wrong pairs that a decision would mend. */
export const fusionReview = z.object({
  id: z.uuid(),
  left: fusionRecord,
  right: fusionRecord,
  probability: z.number(),
  gain: z.number(),
  reason: z.string(),
  zh: z.string(),
  en: z.string(),
  together: z.boolean(),
  state: z.enum(['open', 'same', 'different', 'later']),
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
})
export type FusionReview = z.output<typeof fusionReview>

export const OPERATION_KINDS = ['run', 'merge', 'split', 'undo'] as const

/** Something that moved records between entities, and can be taken back. */
export const fusionOperation = z.object({
  id: z.uuid(),
  kind: z.enum(OPERATION_KINDS),
  summaryZh: z.string(),
  summaryEn: z.string(),
  moved: z.number().int(),
  entities: z.array(z.object({ id: z.uuid(), name: z.string() })),
  note: z.string().nullable(),
  actor: z.string(),
  at: instantText,
  undoneAt: instantText.nullable(),
  undoable: z.boolean(),
})
export type FusionOperation = z.output<typeof fusionOperation>

/** One entry of the change feed; `seq` grows for ever, read on from the last one seen. */
export const fusionChange = z.object({
  seq: z.number().int(),
  entityId: z.uuid(),
  kind: z.enum(['created', 'updated', 'merged', 'split', 'removed']),
  /** For `merged` where the records went, for `split` where they came from. */
  otherId: z.uuid().nullable(),
  fields: z.array(recordField),
  at: instantText,
})

export const LOAD_STATES = ['queued', 'loading', 'done', 'failed', 'cancelled'] as const

/** A file of source records that was, or is being, read. */
export const fusionLoad = z.object({
  id: z.uuid(),
  /** The source given with the file; null when each row names its own. */
  source: z.string().nullable(),
  fileName: z.string(),
  state: z.enum(LOAD_STATES),
  jobId: z.uuid().nullable(),
  total: z.number().int(),
  added: z.number().int(),
  /** Rows that superseded what the source said before; the old version is kept. */
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Rows that were not taken, each with its faults below (the first thousand). */
  faulty: z.number().int(),
  faults: z.array(
    z.object({
      row: z.number().int(),
      column: z.string(),
      value: z.string(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  error: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  createdAt: instantText,
  createdBy: z.string(),
  endedAt: instantText.nullable(),
})
export type FusionLoad = z.output<typeof fusionLoad>
