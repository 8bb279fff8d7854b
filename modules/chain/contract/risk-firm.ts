import { z } from 'zod'
import { endpoint } from '#kernel/contract'
import { riskCoverage } from './risk.ts'
import { riskAssumptions, riskFirm, riskOutcome, riskPath, riskTimeline } from './risk-outcome.ts'

const ratio = z.number()
const share = z.number().nullable()
const days = z.coerce.number().int().min(0).max(365)

/** A firm by name; null where it is not for the caller's eyes. */
const named = z.object({ id: z.uuid(), name: z.string() })

/** A firm that could deliver what the failing one delivers. */
const alternative = riskFirm.extend({
  node: z.string(),
  stage: z.string().nullable(),
  capacity: z.number().nullable(),
  utilisation: share,
  /** Capacity times what is not used; null is unknown. */
  spare: z.number().nullable(),
})

/** What one firm's failing would do, worked out now. */
export const getFirmRisk = endpoint({
  method: 'GET',
  path: '/api/chain/risk/firms/:id',
  summary: { zh: '一家企业停产的后果', en: 'What the failing of one firm would do' },
  access: 'chain.analysis.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ eps: z.coerce.number().min(1e-9).max(0.1).optional() }),
  reply: riskOutcome.extend({
    firm: riskFirm,
    synthetic: z.boolean(),
    asOf: z.string(),
    seconds: z.number(),
    /** In the newest run; null when it was not in it. */
    position: z.number().int().nullable(),
    of: z.number().int().nullable(),
    importance: z.number().int().nullable(),
    suppliers: z.number().int(),
    buyers: z.number().int(),
    coverage: riskCoverage,
    assumptions: riskAssumptions,
    paths: z.array(riskPath),
    /** Vehicle models whose bills name the firm, or a firm that it stops. */
    models: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        oem: named.nullable(),
        /** The line hangs on the failing firm itself. */
        direct: z.boolean(),
        lines: z.number().int(),
        parts: z.array(z.string()),
        supplier: named.nullable(),
        loss: ratio,
      }),
    ),
    alternatives: z.array(alternative),
  }),
})

/** Who stops on which day, under assumptions that may be changed for this one question. */
export const getFirmDays = endpoint({
  method: 'GET',
  path: '/api/chain/risk/firms/:id/days',
  summary: { zh: '停产按日推演', en: 'A failure day by day' },
  access: 'chain.analysis.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    partDays: days.optional(),
    electronicDays: days.optional(),
    otherDays: days.optional(),
    recoveryDays: days.optional(),
    onboardingDays: days.optional(),
  }),
  reply: riskTimeline.extend({
    assumptions: riskAssumptions,
    seconds: z.number(),
    /** Fen a day that buyers take from spare capacity of others, on average over the horizon. */
    switched: ratio,
    /** Firms whose spare capacity is known by their utilisation and sales. */
    spareFirms: z.number().int(),
    /** Time to survive of the whole: the first day with a loss at another firm; null: none within the horizon. */
    firstDay: z.number().int().nullable(),
    /** Fen of output lost over the horizon; null where no size is known. */
    lost: z.number().nullable(),
    /** Firms that lose anything within the horizon, the failing one among them. */
    hurt: z.number().int(),
    /** The first of those that the caller may see, by what they lose. */
    firms: z.array(
      riskFirm.extend({
        /** Days from the failure to its first loss (time to survive), to its standstill, and to running in full again. Null: not within the horizon. */
        losesOn: z.number().int(),
        stopsOn: z.number().int().nullable(),
        runsOn: z.number().int().nullable(),
        /** Days of normal output lost. */
        lostDays: ratio,
        /** Fen; null where its size is unknown. */
        lost: z.number().nullable(),
      }),
    ),
    /** Of them firms that the caller may not see. */
    hidden: z.number().int(),
  }),
})

/** What a second source would save: the same failure with one more supplier for each buyer that has none. */
export const getSecondSources = endpoint({
  method: 'GET',
  path: '/api/chain/risk/firms/:id/second-sources',
  summary: { zh: '增加第二供应商的效果', en: 'What a second source would save' },
  access: 'chain.analysis.read',
  params: z.object({ id: z.uuid() }),
  reply: z.object({
    seconds: z.number(),
    esri: ratio,
    /** With a second source for all of them at once. */
    withAll: ratio,
    assumed: z.object({ share: ratio }),
    slots: z.array(
      z.object({
        buyer: riskFirm.nullable(),
        node: z.string().nullable(),
        /** Fen a year; null is unknown. */
        amount: z.number().nullable(),
        /** Of what the buyer needs of the node, delivered by the failing firm. */
        dependence: ratio,
        esri: ratio,
        saved: ratio,
        able: z.number().int(),
      }),
    ),
    hidden: z.number().int(),
  }),
})
