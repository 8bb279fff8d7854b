import { z } from 'zod'
import { civilDateText, endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'
import { comparator, planHead } from './plan.ts'

const span = z.object({ start: z.number().int(), end: z.number().int() })

/** A target found in a plan's text, with where it stands in the text, for review and correction. */
export const compiledTarget = z.object({
  value: z.number(),
  valueMax: z.number().nullable(),
  unit: z.string(),
  comparator,
  deadline: civilDateText.nullable(),
  task: z.string().nullable(),
  subject: z.string(),
  scope: z.string().nullable(),
  sentence: z.string(),
  normalized: z.object({ value: z.number(), valueMax: z.number().nullable(), unit: z.string() }),
  span,
  numberSpan: span,
  confidence: z.number(),
  reasons: z.array(z.string()),
})
export type CompiledTargetDto = z.output<typeof compiledTarget>

export const compiledSection = z.object({
  number: z.string().nullable(),
  title: z.string(),
  level: z.number().int(),
  span,
  departments: z.array(z.string()),
})

export type CompiledSectionDto = z.output<typeof compiledSection>

export const compilation = z.object({
  id: z.uuid(),
  title: z.string(),
  fileName: z.string().nullable(),
  text: z.string(),
  state: z.enum(['draft', 'saved']),
  planId: z.uuid().nullable(),
  sections: z.array(compiledSection),
  targets: z.array(compiledTarget),
  rejected: z.array(z.object({ text: z.string(), sentence: z.string(), reason: z.string(), span })),
  createdAt: instantText,
})
export type Compilation = z.output<typeof compilation>

const TAG = '/api/plan/compilations'
const byId = z.object({ id: z.uuid() })

/** Compiles a pasted text. */
export const compileText = endpoint({
  method: 'POST',
  path: TAG,
  summary: { zh: '编译粘贴的行动计划文本', en: 'Compile a pasted plan' },
  access: 'plan.plan.compile',
  body: z.object({ text: z.string().min(1).max(1_000_000), title: z.string().trim().max(200).optional() }),
  reply: compilation,
})

/** Compiles an uploaded TXT, DOCX or PDF. */
export const compileFile = endpoint({
  method: 'POST',
  path: `${TAG}/upload`,
  summary: { zh: '编译上传的行动计划文件', en: 'Compile an uploaded plan' },
  access: 'plan.plan.compile',
  upload: true,
  reply: compilation,
})

export const getCompilation = endpoint({
  method: 'GET',
  path: `${TAG}/:id`,
  summary: { zh: '一次编译的结果', en: 'One compilation' },
  access: 'plan.plan.compile',
  params: byId,
  reply: compilation,
})

export const listCompilations = endpoint({
  method: 'GET',
  path: TAG,
  summary: { zh: '编译记录', en: 'List of compilations' },
  access: 'plan.plan.compile',
  query: pageQuery,
  reply: pageOf(
    compilation
      .pick({ id: true, title: true, fileName: true, state: true, createdAt: true })
      .extend({ targetCount: z.number().int() }),
  ),
})

/** Saves the corrected list of targets. */
export const reviewCompilation = endpoint({
  method: 'PUT',
  path: `${TAG}/:id`,
  summary: { zh: '保存校对后的目标', en: 'Save the reviewed targets' },
  access: 'plan.plan.compile',
  params: byId,
  body: z.object({
    title: z.string().trim().min(1).max(200).optional(),
    targets: z.array(compiledTarget).max(2000),
  }),
  reply: compilation,
})

/** Turns a reviewed compilation into a plan with tasks and targets. */
export const savePlan = endpoint({
  method: 'POST',
  path: `${TAG}/:id/save`,
  summary: { zh: '存为行动计划', en: 'Save as a plan' },
  access: 'plan.target.write',
  params: byId,
  body: z.object({
    titleZh: z.string().trim().min(1).max(200),
    titleEn: z.string().trim().min(1).max(200),
    startsOn: civilDateText,
    endsOn: civilDateText,
  }),
  reply: planHead,
})
