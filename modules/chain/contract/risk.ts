import { z } from 'zod'
import { endpoint, pageOf, pageQuery } from '#kernel/contract'
import { RISK_ESSENTIALITIES, RISK_SIZES, RISK_TOLERANCES } from '../risk/domain/assumptions.ts'
import { chainRun } from './runs.ts'

export { RISK_TOLERANCES }

const ratio = z.number()
const share = z.number().nullable()
const days = z.coerce.number().int().min(0).max(365)

/** What a computation of all firms takes; what is left out is as the city's settings say. */
export const riskRunInput = z.object({
  eps: z.number().min(1e-9).max(0.1).optional(),
})

/** How the amounts of relations and the sizes of firms came about; see the module's guide. */
export const riskCoverage = z.object({
  relations: z.number().int(),
  known: z.number().int(),
  bySupplier: z.number().int(),
  byNode: z.number().int(),
  byAll: z.number().int(),
  equal: z.number().int(),
  self: z.number().int(),
  unusable: z.number().int(),
  firms: z.number().int(),
  firmsWithRevenue: z.number().int(),
  firmsWithoutSize: z.number().int(),
  firmsWithoutNode: z.number().int(),
})

/** What a finished run keeps beside the firms. Shares are of the output of all firms of the network. */
export const riskSummary = z.object({
  eps: ratio,
  size: z.enum(RISK_SIZES),
  essentiality: z.enum(RISK_ESSENTIALITIES),
  byTrust: z.boolean(),
  stoppedFrom: ratio,
  seconds: z.number(),
  threads: z.number().int(),
  coverage: riskCoverage,
  mean: ratio,
  median: ratio,
  largest: ratio,
  /** Firms that would stop at least 10 %, 5 % and 1 % of the chain. */
  over: z.object({ ten: z.number().int(), five: z.number().int(), one: z.number().int() }),
  /** Part of the sum of all ESRI that the first 1 % and 10 % of firms have. */
  topPercent: ratio,
  topTenth: ratio,
  /** Gini index of ESRI over all firms. */
  gini: ratio,
  /** The ranked curve, at ranks that grow evenly on a logarithmic scale, with the share of all ESRI up to there. */
  curve: z.array(z.object({ rank: z.number().int(), esri: ratio, upTo: ratio })),
  meanSteps: ratio,
  mostSteps: z.number().int(),
  /** Largest rise of a firm's ESRI in its last step. */
  lastRise: ratio,
  /** The first firms again at a tolerance of 1e-6: how far the figures are from converged. */
  convergence: z
    .object({
      firms: z.number().int(),
      eps: ratio,
      meanShort: ratio,
      mostShort: ratio,
      /** Of the first ten, how many are among the first ten by the converged figures. */
      sameTop: z.number().int(),
      of: z.number().int(),
    })
    .nullable(),
})
export type RiskSummary = z.output<typeof riskSummary>

const firm = z.object({
  id: z.uuid(),
  name: z.string(),
  district: z.string().nullable(),
  node: z.string().nullable(),
  inLibrary: z.boolean(),
})

/** One firm of the ranked list. */
export const riskRow = firm.extend({
  /** Rank by ESRI, 1 is the worst. */
  position: z.number().int(),
  esri: ratio,
  down: ratio,
  up: ratio,
  steps: z.number().int(),
  /** At a tolerance of 1e-6, for the first firms. */
  converged: share,
  /** Firms that lose anything, and that count as stopped; worked out in advance for the first firms only. */
  reached: z.number().int().nullable(),
  stopped: z.number().int().nullable(),
  /** Rank by PageRank against the flow of goods, as of now. */
  importance: z.number().int().nullable(),
  revenue: z.number().nullable(),
})
export type RiskRow = z.output<typeof riskRow>

const narrowing = {
  district: z.string().max(200).optional(),
  /** A node and everything below it. */
  node: z.string().max(40).optional(),
  place: z.enum(['library', 'outside']).optional(),
}

/** The state of the newest run and what it says about the whole chain. */
export const riskOverview = endpoint({
  method: 'GET',
  path: '/api/chain/risk',
  summary: { zh: '断链风险总览', en: 'Failure risk at a glance' },
  access: 'chain.analysis.read',
  reply: z.object({
    run: chainRun.nullable(),
    summary: riskSummary.nullable(),
    relations: z.number().int(),
    firms: z.number().int(),
    synthetic: z.boolean(),
    /** What a new run would take. */
    eps: ratio,
  }),
})

export const listRisks = endpoint({
  method: 'GET',
  path: '/api/chain/risk/firms',
  summary: { zh: '企业断链风险排名', en: 'Firms ranked by failure risk' },
  access: 'chain.analysis.read',
  query: pageQuery.extend(narrowing),
  reply: pageOf(riskRow).extend({ withheld: z.number().int() }),
})

export const exportRisks = endpoint({
  method: 'GET',
  path: '/api/chain/risk/firms/export',
  summary: { zh: '导出企业断链风险排名', en: 'Export the ranking by failure risk' },
  access: 'chain.analysis.export',
  query: pageQuery
    .omit({ page: true, size: true })
    .extend({ ...narrowing, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})

/** A firm that loses output; `lost` in fen of its size a year, null where its size is unknown. */
const loser = firm.extend({
  down: ratio,
  up: ratio,
  loss: ratio,
  lost: z.number().nullable(),
})
export type RiskLoser = z.output<typeof loser>

/** Losses of firms that belong together. Null: fewer than five firms, withheld from who may not see them. */
const group = z.object({
  code: z.string().nullable(),
  firms: z.number().int(),
  stopped: z.number().int().nullable(),
  lost: z.number().nullable(),
  /** Of the output of the whole network. */
  share: share,
})
export type RiskGroup = z.output<typeof group>

/** The strongest chain of firms from the failure to one that loses by it. */
const path = z.object({
  to: firm,
  loss: ratio,
  /** `down`: it lacks inputs; `up`: it lacks buyers. */
  direction: z.enum(['down', 'up']),
  steps: z.array(
    z.object({
      /** Null: not for the caller's eyes. */
      from: firm.nullable(),
      to: firm.nullable(),
      /** What is supplied along the step. */
      node: z.string().nullable(),
      /** Share of output that each end loses. */
      lossFrom: ratio,
      lossTo: ratio,
      /** Share of the loss of the firm at the end that comes by this step. */
      part: ratio,
    }),
  ),
})
export type RiskPath = z.output<typeof path>

const outcome = z.object({
  esri: ratio,
  down: ratio,
  up: ratio,
  steps: z.number().int(),
  residual: ratio,
  eps: ratio,
  converged: share,
  reached: z.number().int(),
  stopped: z.number().int(),
  losers: z.array(loser),
  /** Reached firms that the caller may not see; they count in the groups. */
  hiddenLosers: z.number().int(),
  byNode: z.array(group),
  byDistrict: z.array(group),
})

const assumption = z.object({
  size: z.enum(RISK_SIZES),
  essentiality: z.enum(RISK_ESSENTIALITIES),
  byTrust: z.boolean(),
  partDays: z.number(),
  electronicDays: z.number(),
  otherDays: z.number(),
  recoveryDays: z.number(),
  onboardingDays: z.number(),
  stoppedFrom: ratio,
})
export type RiskAssumptions = z.output<typeof assumption>

/** A firm that could deliver what the failing one delivers. */
const alternative = firm.extend({
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
  reply: outcome.extend({
    firm,
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
    assumptions: assumption,
    paths: z.array(path),
    /** Vehicle models whose bills name the firm, or a firm that it stops. */
    models: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        oem: z.string().nullable(),
        /** The line hangs on the failing firm itself. */
        direct: z.boolean(),
        lines: z.number().int(),
        parts: z.array(z.string()),
        supplier: z.string().nullable(),
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
  reply: z.object({
    assumptions: assumption,
    horizon: z.number().int(),
    seconds: z.number(),
    /** Share of the whole network's output that is lost on each day. */
    curve: z.array(ratio),
    /** Fen a day that buyers take from spare capacity of others, on average over the horizon. */
    switched: ratio,
    /** Firms whose spare capacity is known by their utilisation and sales. */
    spareFirms: z.number().int(),
    /** Time to survive of the whole: the first day with a loss at another firm; null: none within the horizon. */
    firstDay: z.number().int().nullable(),
    /** Fen of output lost over the horizon; null where no size is known. */
    lost: z.number().nullable(),
    firms: z.array(
      firm.extend({
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
        buyer: firm.nullable(),
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

const hits = z.object({
  kind: z.enum(['firm', 'node', 'district']),
  code: z.string().max(40),
  /** Share of its output that is lost. */
  share: z.number().gt(0).max(1),
})
export type ShockHit = z.output<typeof hits>

/** Any firms, nodes and districts losing a part of their output at once. */
export const runShock = endpoint({
  method: 'POST',
  path: '/api/chain/risk/shock',
  summary: { zh: '冲击推演', en: 'What a shock would do' },
  access: 'chain.analysis.read',
  body: z.object({
    hits: z.array(hits).min(1).max(200),
    eps: z.number().min(1e-9).max(0.1).optional(),
    partDays: z.number().int().min(0).max(365).optional(),
    electronicDays: z.number().int().min(0).max(365).optional(),
    otherDays: z.number().int().min(0).max(365).optional(),
    recoveryDays: z.number().int().min(0).max(365).optional(),
    onboardingDays: z.number().int().min(0).max(365).optional(),
  }),
  reply: outcome.extend({
    synthetic: z.boolean(),
    asOf: z.string(),
    seconds: z.number(),
    assumptions: assumption,
    coverage: riskCoverage,
    /** Firms hit at once, and the part of the network's output that goes with them directly. */
    hit: z.number().int(),
    direct: ratio,
    horizon: z.number().int(),
    curve: z.array(ratio),
  }),
})
