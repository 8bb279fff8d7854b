import { z } from 'zod'
import { civilDateText, endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

export const MEASURE_STATES = ['open', 'doing', 'blocked', 'done', 'dropped'] as const
export const measureState = z.enum(MEASURE_STATES)

export const measure = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  taskNumber: z.number().int(),
  targetId: z.uuid().nullable(),
  title: z.string(),
  titleEn: z.string().nullable(),
  department: z.string().nullable(),
  ownerAccount: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  dueOn: civilDateText.nullable(),
  progress: z.number().min(0).max(1),
  state: measureState,
  blocker: z.string().nullable(),
  overdue: z.boolean(),
  /** When its owner or department was last reminded of the day it is due. */
  remindedAt: instantText.nullable(),
  updatedAt: instantText,
  version: z.number().int(),
})
export type Measure = z.output<typeof measure>

export const measureNote = z.object({
  id: z.uuid(),
  at: instantText,
  author: z.string(),
  progress: z.number().nullable(),
  state: z.string().nullable(),
  text: z.string(),
})

const TAG = '/api/plan/measures'
const byId = z.object({ id: z.uuid() })

const filters = {
  task: z.coerce.number().int().optional(),
  target: z.uuid().optional(),
  state: z.string().max(60).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  mine: z.enum(['true', 'false']).optional(),
}

export const listMeasures = endpoint({
  method: 'GET',
  path: TAG,
  summary: { zh: '举措列表', en: 'List of measures' },
  access: 'plan.measure.read',
  query: pageQuery.extend(filters),
  reply: pageOf(measure),
})

export const exportMeasures = endpoint({
  method: 'GET',
  path: `${TAG}/export`,
  summary: { zh: '导出举措', en: 'Export measures' },
  access: 'plan.measure.read',
  query: z.object({
    ...filters,
    q: z.string().max(200).optional(),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  reply: z.unknown(),
  kind: 'file',
})

export const getMeasure = endpoint({
  method: 'GET',
  path: `${TAG}/:id`,
  summary: { zh: '一项举措', en: 'One measure' },
  access: 'plan.measure.read',
  params: byId,
  /** With it, what the caller may do to it. */
  reply: measure.extend({ mayReport: z.boolean(), mayEdit: z.boolean() }),
})

const body = z.object({
  taskId: z.uuid(),
  targetId: z.uuid().nullish(),
  title: z.string().trim().min(2).max(300),
  titleEn: z.string().trim().max(300).nullish(),
  department: z.string().trim().max(200).nullish(),
  ownerAccount: z.uuid().nullish(),
  dueOn: civilDateText.nullish(),
})

export const createMeasure = endpoint({
  method: 'POST',
  path: TAG,
  summary: { zh: '新增举措', en: 'Add a measure' },
  access: 'plan.measure.write',
  body,
  reply: measure,
})

export const updateMeasure = endpoint({
  method: 'PATCH',
  path: `${TAG}/:id`,
  summary: { zh: '修改举措', en: 'Change a measure' },
  access: 'plan.measure.write',
  params: byId,
  body: body.partial().extend({ version: z.number().int() }),
  reply: measure,
})

/** Reports progress: share done, state, blocker, and a note. */
export const reportProgress = endpoint({
  method: 'POST',
  path: `${TAG}/:id/notes`,
  summary: { zh: '填报举措进展', en: 'Report progress of a measure' },
  access: 'plan.measure.write',
  params: byId,
  body: z.object({
    text: z.string().trim().min(1).max(2000),
    progress: z.number().min(0).max(1).optional(),
    state: measureState.optional(),
    blocker: z.string().trim().max(500).nullish(),
  }),
  reply: measure,
})

export const measureNotes = endpoint({
  method: 'GET',
  path: `${TAG}/:id/notes`,
  summary: { zh: '举措的进展记录', en: 'Progress notes of a measure' },
  access: 'plan.measure.read',
  params: byId,
  query: pageQuery,
  reply: pageOf(measureNote),
})

/**
 * The page for a dispatch meeting: the overall targets first (no task, no number), then per task all its targets, the
 * worst first, and its measures overdue, blocked or due soon. Every target of the plan stands in exactly one group.
 */
export const dispatchMeeting = endpoint({
  method: 'GET',
  path: '/api/plan/meeting',
  summary: { zh: '调度会视图', en: 'Dispatch meeting view' },
  access: 'plan.measure.read',
  reply: z.object({
    asOf: civilDateText,
    tasks: z.array(
      z.object({
        /** Null for the targets that belong to no single task. */
        taskId: z.uuid().nullable(),
        number: z.number().int().nullable(),
        titleZh: z.string(),
        titleEn: z.string(),
        departments: z.array(z.string()),
        targets: z.array(
          z.object({
            id: z.uuid(),
            code: z.string(),
            nameZh: z.string(),
            nameEn: z.string(),
            state: z.string(),
          }),
        ),
        overdue: z.array(measure),
        blocked: z.array(measure),
        dueSoon: z.array(measure),
      }),
    ),
  }),
})
