import { z } from 'zod'
import { endpoint } from '#kernel/contract'
import { riskCoverage } from './risk.ts'
import { riskAssumptions, riskOutcome, riskTimeline } from './risk-outcome.ts'

const ratio = z.number()

const hits = z.object({
  kind: z.enum(['firm', 'node', 'district']),
  code: z.string().max(40),
  /** Share of its output that is lost. */
  share: z.number().gt(0).max(1),
})
export type ShockHit = z.output<typeof hits>

const days = z.number().int().min(0).max(365).optional()

/** What is hit, and what is assumed otherwise than by the settings for this one question. */
const shockInput = z.object({
  hits: z.array(hits).min(1).max(200),
  eps: z.number().min(1e-9).max(0.1).optional(),
  partDays: days,
  electronicDays: days,
  otherDays: days,
  recoveryDays: days,
  onboardingDays: days,
})

/** Any firms, nodes and districts losing a part of their output at once. */
export const runShock = endpoint({
  method: 'POST',
  path: '/api/chain/risk/shock',
  summary: { zh: '冲击推演', en: 'What a shock would do' },
  access: 'chain.analysis.read',
  body: shockInput,
  reply: riskOutcome.extend(riskTimeline.shape).extend({
    synthetic: z.boolean(),
    asOf: z.string(),
    seconds: z.number(),
    assumptions: riskAssumptions,
    coverage: riskCoverage,
    /** Firms hit at once, and the part of the network's output that goes with them directly. */
    hit: z.number().int(),
    direct: ratio,
  }),
})

/** The firms that a shock reaches, as a table. */
export const exportShock = endpoint({
  method: 'POST',
  path: '/api/chain/risk/shock/export',
  summary: { zh: '导出冲击推演结果', en: 'Export what a shock would do' },
  access: 'chain.analysis.export',
  body: shockInput.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})
