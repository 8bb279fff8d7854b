import { z } from 'zod'

const text = z.string().trim().min(1)
const id = z.string().regex(/^[a-z][a-z0-9_-]*$/)
/** A name in both languages; neither may be missing. */
const bilingual = z.strictObject({ zh: text, en: text })

const fileName = z.string().regex(/^[^/\\]+$/)
const nodeCode = z.string().regex(/^[A-Z][A-Z0-9]*$/)
/** GB/T 2260: six digits; a functional zone has no code of its own and adds `-XX` to the code it lies in. */
const regionCode = z.string().regex(/^\d{6}(-[A-Z0-9]+)?$/)

const groupSeed = z.strictObject({
  id,
  zh: text,
  en: text,
  priorities: z.array(nodeCode).default([]),
  source: text.optional(),
})

const outlineSource = z.strictObject({
  /** npm package (as installed) that holds the file; without it the file lies in the pack. */
  package: text.optional(),
  file: text,
  encoding: z.enum(['geojson', 'echarts-utf8']),
  licence: text,
  attribution: text,
  /** Codes as they stand in the file → today's codes. */
  codes: z.record(z.string().regex(/^\d{6}$/), regionCode).default({}),
})
export type OutlineSource = z.infer<typeof outlineSource>

const mapSetting = z.strictObject({
  outlines: outlineSource,
  /** 审图号, the approval a map needs before the public in China sees it; null = not yet entered. */
  approvalNumber: text.nullable(),
  notice: bilingual,
})
export type MapSetting = z.infer<typeof mapSetting>

/** pack.yaml */
export const packFile = z.strictObject({
  format: z.literal(1),
  id,
  titles: bilingual,
  city: bilingual,
  rootRegion: regionCode,
  chain: nodeCode,
  timeZone: z.string().refine(isTimeZone, {
    params: {
      zh: '必须是 IANA 时区，例如 Asia/Shanghai',
      en: 'must be an IANA time zone such as Asia/Shanghai',
    },
  }),
  files: z.strictObject({
    plan: fileName,
    taxonomy: fileName,
    regions: fileName,
    policies: z.array(fileName).default([]),
  }),
  regionGroups: z.array(groupSeed).default([]),
  map: mapSetting.nullable().default(null),
})
export type PackFile = z.infer<typeof packFile>

const measureSeed = z.strictObject({ id: text, zh: text, en: text })

const taskSeed = z.strictObject({
  number: z.int().min(1),
  title: bilingual,
  summary: bilingual,
  /** Modules of the product that serve the task, the first one leading. */
  modules: z.array(id).min(1),
  /** Responsible departments; empty = to be entered, never guessed. */
  departments: z.array(bilingual),
  measures: z.array(measureSeed),
})

const targetSeed = z.strictObject({
  /** Stable code; observations hang on it. */
  code: z.string().regex(/^T\d{2,}$/),
  /** Number of the task; 0 = the plan's goals. */
  task: z.int().min(0),
  name: bilingual,
  /** As written in the plan. */
  value: z.number().positive(),
  unit: bilingual,
  comparison: z.enum(['reach', 'at_least', 'more_than', 'increase_by']),
  /** level: state on the deadline; new: added since the plan's start; annual: within a year; change: against the start. */
  basis: z.enum(['level', 'new', 'annual', 'change']),
  deadline: z.iso.date(),
  scope: z.strictObject({
    zh: text,
    en: text,
    regionGroup: id.optional(),
    /** Which nodes of the taxonomy count. */
    nodes: z.enum(['parts', 'electronics', 'key_link']).optional(),
    subsetOf: text.optional(),
  }),
  /** Money in fen, percentage points as a ratio, 万 and 亿 multiplied out. */
  normalised: z.strictObject({
    value: z.number().positive(),
    unit: z.enum(['fen', 'ratio', 'count', 'person', 'km']),
  }),
  /** `module.indicator`, or `manual` while no module measures it. */
  indicator: z.string().regex(/^(manual|[a-z]+\.[a-z_]+)$/),
  /** Module that serves the target, or will. */
  module: id,
  note: bilingual.optional(),
  where: z.strictObject({ chapter: text, paragraph: z.int().min(1), sentence: z.int().min(1) }),
})
export type TargetSeed = z.infer<typeof targetSeed>

/** plan.yaml */
export const planSeed = z.strictObject({
  title: bilingual,
  status: bilingual,
  period: z.strictObject({ start: z.iso.date(), end: z.iso.date() }),
  coordinator: bilingual.optional(),
  departmentsNote: bilingual.optional(),
  tasks: z.array(taskSeed).min(1),
  targets: z.array(targetSeed),
})
export type PlanSeed = z.infer<typeof planSeed>

const cell = z.string().trim()
const optionalCell = cell.transform((value) => (value === '' ? null : value))
const listCell = cell.transform((value) =>
  value
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)
const yesNo = z.enum(['yes', 'no']).transform((value) => value === 'yes')

/** One row of the taxonomy. Lists are separated by `|`. */
export const taxonomyRow = z.strictObject({
  code: nodeCode,
  parent: optionalCell,
  name_zh: text,
  name_en: text,
  tier: z.enum(['0', '1', '2', '3', '4']).transform(Number),
  stage: z.enum(['', 'upstream', 'midstream', 'downstream']),
  parts: yesNo,
  electronics: yesNo,
  key_link: yesNo,
  key_tasks: listCell,
  gb4754: optionalCell,
  hs: optionalCell,
  synonyms_zh: listCell,
  synonyms_en: listCell,
  shared: listCell,
  note: cell,
})
export type TaxonomyRow = z.infer<typeof taxonomyRow>

/** One row of the regions. */
export const regionRow = z.strictObject({
  code: regionCode,
  parent: optionalCell,
  level: z.enum(['country', 'province', 'city', 'district', 'zone']),
  name_zh: text,
  name_en: text,
  groups: listCell,
  statistics_region: optionalCell,
  priorities: listCell,
  priorities_source: cell,
  note: cell,
})
export type RegionRow = z.infer<typeof regionRow>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
