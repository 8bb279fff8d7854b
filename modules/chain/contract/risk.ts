import { z } from 'zod'
import { endpoint, pageOf, pageQuery } from '#kernel/contract'
import { RISK_ESSENTIALITIES, RISK_SIZES, RISK_TOLERANCES } from '../risk/domain/assumptions.ts'
import { riskFirm } from './risk-outcome.ts'
import { chainRun } from './runs.ts'

export { RISK_TOLERANCES }

const ratio = z.number()
const share = z.number().nullable()
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

/** One firm of the ranked list. */
export const riskRow = riskFirm.extend({
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
  /** Tier of the main node. */
  tier: z.number().int().nullable(),
  revenue: z.number().nullable(),
})
export type RiskRow = z.output<typeof riskRow>

const narrowing = {
  district: z.string().max(200).optional(),
  /** A node and everything below it. */
  node: z.string().max(40).optional(),
  place: z.enum(['library', 'outside']).optional(),
  /** Tiers of main nodes, as a list: 1,2. */
  tier: z.string().max(20).optional(),
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
