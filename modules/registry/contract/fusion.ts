import { z } from 'zod'
import { civilDateText, endpoint, pageOf, pageQuery, queryFlag } from '#kernel/contract'
import {
  fusionChange,
  fusionEntity,
  fusionEntityRow,
  fusionLoad,
  fusionOperation,
  fusionReview,
  fusionRun,
  fusionSource,
  OPERATION_KINDS,
  pairComparison,
} from './fusion-words.ts'

const TAG = '/api/registry/fusion'
const READ = 'registry.fusion.read'
const DECIDE = 'registry.fusion.decide'
const byId = z.object({ id: z.uuid() })

export const fusionSummary = endpoint({
  method: 'GET',
  path: `${TAG}/summary`,
  summary: { zh: '数据融合概况', en: 'Fusion at a glance' },
  access: READ,
  reply: z.object({
    records: z.number().int(),
    unfused: z.number().int(),
    entities: z.number().int(),
    inLibrary: z.number().int(),
    openReviews: z.number().int(),
    constraints: z.number().int(),
    sources: z.array(fusionSource),
    lastRun: fusionRun.nullable(),
    running: fusionRun.nullable(),
  }),
})

/** Which sources stand together behind golden records: for each set of sources how many have exactly these. */
export const fusionCoverage = endpoint({
  method: 'GET',
  path: `${TAG}/coverage`,
  summary: { zh: '各来源的重合情况', en: 'How the sources overlap' },
  access: READ,
  reply: z.object({ sets: z.array(z.object({ sources: z.array(z.string()), entities: z.number().int() })) }),
})

export const changeSource = endpoint({
  method: 'PUT',
  path: `${TAG}/sources/:code`,
  summary: { zh: '新增或修改来源', en: 'Add or change a source' },
  access: DECIDE,
  params: z.object({ code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/) }),
  body: fusionSource.omit({ code: true, records: true }),
  reply: fusionSource,
})

/**
 * Reads a CSV or XLSX file of source records in a job: whole or not at all, faulty rows kept out and told. A record that
 * the source had before is superseded, its old version kept. `observedOn`: the day the source speaks of, today if absent.
 */
export const loadFusionRecords = endpoint({
  method: 'POST',
  path: `${TAG}/records`,
  summary: { zh: '载入来源记录', en: 'Load source records' },
  access: DECIDE,
  query: z.object({
    source: z
      .string()
      .regex(/^[a-z][a-z0-9_]{1,39}$/)
      .optional(),
    observedOn: civilDateText.optional(),
  }),
  reply: fusionLoad,
  upload: true,
})

export const listFusionLoads = endpoint({
  method: 'GET',
  path: `${TAG}/loads`,
  summary: { zh: '来源文件载入记录', en: 'List loads of source records' },
  access: READ,
  query: pageQuery,
  reply: pageOf(fusionLoad),
})

export const getFusionLoad = endpoint({
  method: 'GET',
  path: `${TAG}/loads/:id`,
  summary: { zh: '一次来源文件载入', en: 'One load of source records' },
  access: READ,
  params: byId,
  reply: fusionLoad,
})

/** Starts a run in a job; refused while another one runs. */
export const startFusion = endpoint({
  method: 'POST',
  path: `${TAG}/runs`,
  summary: { zh: '运行数据融合', en: 'Run the fusion' },
  access: DECIDE,
  body: z.object({
    /** `incremental` places new and changed records only; the first run is always a full one. */
    kind: z.enum(['full', 'incremental']).default('full'),
    /** Confirms that the records are test data: demanded beside a synthetic city, and what is founded is marked so. */
    testData: z.boolean().default(false),
  }),
  reply: fusionRun,
})

export const listRuns = endpoint({
  method: 'GET',
  path: `${TAG}/runs`,
  summary: { zh: '融合运行记录', en: 'List fusion runs' },
  access: READ,
  query: pageQuery,
  reply: pageOf(fusionRun),
})

export const getRun = endpoint({
  method: 'GET',
  path: `${TAG}/runs/:id`,
  summary: { zh: '一次融合运行', en: 'One fusion run' },
  access: READ,
  params: byId,
  reply: fusionRun,
})

export const listEntities = endpoint({
  method: 'GET',
  path: `${TAG}/entities`,
  summary: { zh: '融合后的企业', en: 'List golden records' },
  access: READ,
  query: pageQuery.extend({
    source: z.string().max(40).optional(),
    doubtful: queryFlag.optional(),
    outside: queryFlag.optional(),
  }),
  reply: pageOf(fusionEntityRow),
})

export const getEntity = endpoint({
  method: 'GET',
  path: `${TAG}/entities/:id`,
  summary: { zh: '一条金记录及其来源', en: 'One golden record with its sources' },
  access: READ,
  params: byId,
  reply: fusionEntity,
})

/** The golden record of an enterprise of the library, if records were fused into it. */
export const getEnterpriseEntity = endpoint({
  method: 'GET',
  path: '/api/registry/enterprises/:id/fusion',
  summary: { zh: '企业的金记录', en: 'The golden record of an enterprise' },
  access: READ,
  params: byId,
  reply: fusionEntity.nullable(),
})

export const comparePair = endpoint({
  method: 'GET',
  path: `${TAG}/compare`,
  summary: { zh: '对照两条记录', en: 'Compare two records' },
  access: READ,
  query: z.object({ left: z.uuid(), right: z.uuid() }),
  reply: pairComparison,
})

export const listFusionReviews = endpoint({
  method: 'GET',
  path: `${TAG}/reviews`,
  summary: { zh: '待判定的记录对', en: 'Pairs waiting for a decision' },
  access: READ,
  query: pageQuery.extend({ state: z.enum(['open', 'same', 'different', 'later']).default('open') }),
  reply: pageOf(fusionReview),
})

export const decideFusionReview = endpoint({
  method: 'POST',
  path: `${TAG}/reviews/:id`,
  summary: { zh: '判定一对记录', en: 'Decide a pair' },
  access: DECIDE,
  params: byId,
  body: z.object({
    /** `open` takes a decision back that moved no record; one that did is undone by its operation. */
    decision: z.enum(['same', 'different', 'later', 'open']),
    note: z.string().trim().max(400).optional(),
  }),
  reply: z.object({ review: fusionReview, operation: fusionOperation.nullable() }),
})

/** Makes one entity of several; remembered for ever as a constraint, until undone. */
export const mergeEntities = endpoint({
  method: 'POST',
  path: `${TAG}/merge`,
  summary: { zh: '合并', en: 'Merge entities' },
  access: DECIDE,
  body: z.object({
    into: z.uuid(),
    others: z.array(z.uuid()).min(1).max(100),
    note: z.string().trim().max(400).optional(),
  }),
  reply: fusionOperation,
})

/** Takes records out of an entity, into one of their own. */
export const splitEntity = endpoint({
  method: 'POST',
  path: `${TAG}/entities/:id/split`,
  summary: { zh: '拆分', en: 'Split an entity' },
  access: DECIDE,
  params: byId,
  body: z.object({
    records: z.array(z.uuid()).min(1).max(1000),
    note: z.string().trim().max(400).optional(),
  }),
  reply: fusionOperation,
})

/** Enters an entity that stands outside the library into it, by a person's decision. */
export const foundEnterprise = endpoint({
  method: 'POST',
  path: `${TAG}/entities/:id/found`,
  summary: { zh: '列入企业库', en: 'Enter into the library' },
  access: DECIDE,
  params: byId,
  body: z.object({ testData: z.boolean().default(false) }),
  reply: fusionEntity,
})

export const listOperations = endpoint({
  method: 'GET',
  path: `${TAG}/operations`,
  summary: { zh: '合并、拆分与运行的历史', en: 'History of merges, splits and runs' },
  access: READ,
  query: pageQuery.extend({ entity: z.uuid().optional(), kind: z.enum(OPERATION_KINDS).optional() }),
  reply: pageOf(fusionOperation),
})

/** Puts the records back where they were; what was decided later about the same records stays, and is reported. */
export const undoOperation = endpoint({
  method: 'POST',
  path: `${TAG}/operations/:id/undo`,
  summary: { zh: '撤销一次合并或拆分', en: 'Undo a merge or split' },
  access: DECIDE,
  params: byId,
  reply: z.object({ operation: fusionOperation, kept: z.number().int() }),
})

export const fusionChanges = endpoint({
  method: 'GET',
  path: `${TAG}/changes`,
  summary: { zh: '金记录变更流', en: 'Change feed of the golden records' },
  access: READ,
  query: z.object({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  reply: z.object({ changes: z.array(fusionChange), next: z.number().int() }),
})

/** The golden records as a table, or which record belongs to which. */
export const exportFusion = endpoint({
  method: 'GET',
  path: `${TAG}/export`,
  summary: { zh: '导出金记录', en: 'Export golden records' },
  access: READ,
  query: z.object({
    what: z.enum(['golden', 'membership']).default('golden'),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  reply: z.unknown(),
  kind: 'file',
})
