import { z } from 'zod'
import { civilDateText, endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

/** How a value is to compare with its target. */
export const COMPARATORS = [
  'reach',
  'at_least',
  'more_than',
  'increase_by',
  'at_most',
  'decrease_by',
] as const
export const comparator = z.enum(COMPARATORS)

/**
 * Bounds of the states: probability of reaching the target from which it is green and below which it is red; without a
 * forecast, share of the required pace from which it is green and from which it is amber.
 */
export const STATE_RULE = { greenFrom: 0.7, redBelow: 0.3, paceGreen: 1, paceAmber: 0.8 } as const

/** Where a target stands: by the probability that its forecast gives, else by pace; see `STATE_RULE`. */
export const TARGET_STATES = ['achieved', 'green', 'amber', 'red', 'unknown'] as const
export const targetState = z.enum(TARGET_STATES)

const bilingual = z.object({ zh: z.string(), en: z.string() })

export const task = z.object({
  id: z.uuid(),
  number: z.number().int(),
  titleZh: z.string(),
  titleEn: z.string(),
  summaryZh: z.string().nullable(),
  summaryEn: z.string().nullable(),
  module: z.string().nullable(),
  departments: z.array(z.string()),
})
export type Task = z.output<typeof task>

/** One target at a glance. Values are in base units (`fen`, `ratio`, `count` …); `displayUnit` says how to show them. */
export const targetGlance = z.object({
  id: z.uuid(),
  code: z.string(),
  taskNumber: z.number().int().nullable(),
  nameZh: z.string(),
  nameEn: z.string(),
  unit: z.string(),
  displayUnit: z.string(),
  displayUnitEn: z.string(),
  value: z.number(),
  valueMax: z.number().nullable(),
  comparator,
  baseline: z.number().nullable(),
  deadline: civilDateText,
  scope: z.string().nullable(),
  scopeEn: z.string().nullable(),
  indicator: z.string().nullable(),
  /** True when the indicator is measured from records, false when people enter it. */
  live: z.boolean(),
  current: z.number().nullable(),
  currentPeriod: civilDateText.nullable(),
  previous: z.number().nullable(),
  /** The value is of a district and withheld: fewer than 5 firms stand behind it, or it would give such a figure away. */
  hidden: z.boolean(),
  /** Whether the newest observation is older than the indicator allows. */
  stale: z.boolean(),
  state: targetState,
  /** The rule that decided the state, as a sentence. */
  reason: bilingual,
  progress: z.number().nullable(),
  forecast: z
    .object({ point: z.number(), lower: z.number(), upper: z.number(), method: z.string() })
    .nullable(),
  spark: z.array(z.object({ period: civilDateText, value: z.number().nullable() })),
})
export type TargetGlance = z.output<typeof targetGlance>

export const planHead = z.object({
  id: z.uuid(),
  titleZh: z.string(),
  titleEn: z.string(),
  startsOn: civilDateText,
  endsOn: civilDateText,
})

const TAG = '/api/plan'

export const getCockpit = endpoint({
  method: 'GET',
  path: `${TAG}/cockpit`,
  summary: { zh: '驾驶舱', en: 'Cockpit' },
  access: 'plan.target.read',
  query: z.object({ district: z.string().max(12).optional() }),
  reply: z.object({
    plan: planHead.nullable(),
    asOf: civilDateText,
    synthetic: z.boolean(),
    enterprises: z.number().int(),
    tasks: z.array(task),
    targets: z.array(targetGlance),
    counts: z.record(targetState, z.number().int()),
    /** District values of the indicator shown on the map; withheld cells are null and `hidden`. */
    map: z.object({
      indicator: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      values: z.array(z.object({ region: z.string(), value: z.number().nullable(), hidden: z.boolean() })),
    }),
    changes: z.array(
      z.object({
        targetId: z.uuid(),
        code: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        kind: z.enum(['value', 'state', 'correction']),
        before: z.union([z.number(), z.string()]).nullable(),
        after: z.union([z.number(), z.string()]).nullable(),
        unit: z.string(),
        displayUnit: z.string(),
        displayUnitEn: z.string(),
      }),
    ),
    decisions: z.array(
      z.object({
        kind: z.enum([
          'target_red',
          'target_unknown',
          'target_stale',
          'measure_overdue',
          'measure_blocked',
          'review_open',
        ]),
        text: bilingual,
        link: z.string(),
      }),
    ),
  }),
})

export const listTargets = endpoint({
  method: 'GET',
  path: `${TAG}/targets`,
  summary: { zh: '目标清单', en: 'List of targets' },
  access: 'plan.target.read',
  reply: z.object({ plan: planHead.nullable(), targets: z.array(targetGlance) }),
})

export const exportTargets = endpoint({
  method: 'GET',
  path: `${TAG}/targets/export`,
  summary: { zh: '导出目标', en: 'Export targets' },
  access: 'plan.target.read',
  query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})

export const observation = z.object({
  id: z.uuid(),
  region: z.string().nullable(),
  period: civilDateText,
  value: z.number().nullable(),
  source: z.enum(['live', 'manual', 'history', 'synthetic']),
  note: z.string().nullable(),
  documentId: z.uuid().nullable(),
  documentName: z.string().nullable(),
  recordedAt: instantText,
  recordedBy: z.string(),
  supersededBy: z.uuid().nullable(),
})
export type Observation = z.output<typeof observation>

export const targetDetail = targetGlance.extend({
  taskTitleZh: z.string().nullable(),
  taskTitleEn: z.string().nullable(),
  departments: z.array(z.string()),
  /** Day that the baseline is of, where it has been entered. */
  baselineOn: civilDateText.nullable(),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
  indicatorTitles: bilingual.nullable(),
  formula: bilingual.nullable(),
  freshDays: z.number().nullable(),
  daysLeft: z.number().int(),
  requiredPace: z.number().nullable(),
  actualPace: z.number().nullable(),
  forecastPath: z.array(
    z.object({ period: civilDateText, point: z.number(), lower: z.number(), upper: z.number() }),
  ),
  backtest: z.array(
    z.object({
      method: z.string(),
      smape: z.number().nullable(),
      mase: z.number().nullable(),
      coverage: z.number().nullable(),
      chosen: z.boolean(),
    }),
  ),
  forecastNote: bilingual.nullable(),
  observations: z.array(observation),
  districts: z.array(
    z.object({
      region: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      value: z.number().nullable(),
      previous: z.number().nullable(),
      share: z.number().nullable(),
      hidden: z.boolean(),
      /** For a target that lags: what the district is missing a month of its part of the pace, and why it is named. */
      pull: z
        .object({
          expected: z.number(),
          delivered: z.number(),
          shortfall: z.number(),
          share: z.number(),
          reason: bilingual,
        })
        .nullable(),
    }),
  ),
  /** Since when the districts' own pace is counted; null where no district pulls the target down. */
  pullsSince: civilDateText.nullable(),
  nodes: z.array(
    z.object({
      code: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      value: z.number(),
      change: z.number().nullable(),
    }),
  ),
})
export type TargetDetail = z.output<typeof targetDetail>

const byId = z.object({ id: z.uuid() })

export const getTarget = endpoint({
  method: 'GET',
  path: `${TAG}/targets/:id`,
  summary: { zh: '一个目标', en: 'One target' },
  access: 'plan.target.read',
  params: byId,
  reply: targetDetail,
})

/** The records that make a target's value: columns and rows. */
export const getEvidence = endpoint({
  method: 'GET',
  path: `${TAG}/targets/:id/evidence`,
  summary: { zh: '目标数值背后的记录', en: 'Records behind the value of a target' },
  access: 'plan.target.read',
  params: byId,
  query: pageQuery.extend({ asOf: civilDateText.optional(), district: z.string().max(12).optional() }),
  reply: z.object({
    asOf: civilDateText,
    columns: z.array(z.object({ key: z.string(), titles: bilingual, kind: z.string().optional() })),
    rows: z.array(z.record(z.string(), z.unknown())),
    total: z.number().int(),
  }),
})

export const exportEvidence = endpoint({
  method: 'GET',
  path: `${TAG}/targets/:id/evidence/export`,
  summary: { zh: '导出目标数值背后的记录', en: 'Export the records behind a target' },
  access: 'plan.target.read',
  params: byId,
  query: z.object({
    asOf: civilDateText.optional(),
    district: z.string().max(12).optional(),
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
  }),
  reply: z.unknown(),
  kind: 'file',
})

/**
 * Enters a value for a manual indicator, or corrects one: the older value stays, superseded. Multipart when a document is
 * attached; without one the note must name the value's source.
 */
export const recordObservation = endpoint({
  method: 'POST',
  path: `${TAG}/targets/:id/observations`,
  summary: { zh: '填报或更正一个数值', en: 'Enter or correct a value' },
  access: 'plan.observation.write',
  params: byId,
  body: z.object({
    period: civilDateText,
    value: z.coerce.number(),
    region: z.string().max(12).optional(),
    note: z.string().trim().max(1000).optional(),
  }),
  upload: true,
  reply: observation,
})

export const getObservationDocument = endpoint({
  method: 'GET',
  path: `${TAG}/observations/:id/document`,
  summary: { zh: '下载数值的依据文件', en: 'Download the document behind a value' },
  access: 'plan.target.read',
  params: byId,
  reply: z.unknown(),
  kind: 'file',
})

/** Measures all live indicators now, in a job. */
export const refreshObservations = endpoint({
  method: 'POST',
  path: `${TAG}/refresh`,
  summary: { zh: '立即重算全部指标', en: 'Measure all indicators now' },
  access: 'plan.observation.write',
  reply: z.object({ jobId: z.uuid() }),
})

/** Binds a target to an indicator, sets its baseline or corrects what was compiled. */
export const updateTarget = endpoint({
  method: 'PATCH',
  path: `${TAG}/targets/:id`,
  summary: { zh: '修改目标', en: 'Change a target' },
  access: 'plan.target.write',
  params: byId,
  body: z
    .object({
      nameZh: z.string().trim().min(1).max(200),
      nameEn: z.string().trim().min(1).max(200),
      value: z.number(),
      comparator,
      baseline: z.number().nullable(),
      baselineOn: civilDateText.nullable(),
      deadline: civilDateText,
      indicator: z.string().max(100).nullable(),
      scope: z.string().max(200).nullable(),
    })
    .partial(),
  reply: targetDetail,
})

export const listIndicators = endpoint({
  method: 'GET',
  path: `${TAG}/indicators`,
  summary: { zh: '可绑定的指标', en: 'Indicators that targets can be bound to' },
  access: 'plan.target.read',
  reply: z.object({
    indicators: z.array(
      z.object({
        key: z.string(),
        titles: bilingual,
        unit: z.string(),
        formula: bilingual,
        freshDays: z.number(),
        module: z.string(),
      }),
    ),
  }),
})

export const planList = endpoint({
  method: 'GET',
  path: `${TAG}/plans`,
  summary: { zh: '行动计划列表', en: 'List of plans' },
  access: 'plan.target.read',
  query: pageQuery,
  reply: pageOf(planHead.extend({ active: z.boolean(), source: z.string(), targets: z.number().int() })),
})

export const activatePlan = endpoint({
  method: 'POST',
  path: `${TAG}/plans/:id/activate`,
  summary: { zh: '启用一个行动计划', en: 'Make a plan the active one' },
  access: 'plan.target.write',
  params: byId,
  reply: planHead,
})
