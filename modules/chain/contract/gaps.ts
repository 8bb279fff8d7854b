import { z } from 'zod'
import { endpoint, pageOf, pageQuery } from '#kernel/contract'
import { chainRun } from './runs.ts'

/** Strong, weak, missing, at risk: 强、弱、缺、险. */
export const GAP_STATES = ['strong', 'weak', 'missing', 'at_risk'] as const
export type GapState = (typeof GAP_STATES)[number]

const share = z.number().nullable()
const bilingual = z.object({ zh: z.string(), en: z.string() })

/** What a node is scored by; each 0 (bad) to 100 (good), null where nothing is known. */
export const gapScores = z.object({
  demand: share,
  capacity: share,
  concentration: share,
  substitutability: share,
  relatedness: share,
  risk: share,
})
export type GapScores = z.output<typeof gapScores>

/** The figures behind the scores. Money in fen a year; null is unknown. */
export const gapFigures = z.object({
  /** What local buyers buy on the node, as far as amounts are known. */
  demand: z.number().nullable(),
  /** Of it from local makers; the bounds count firms of unknown place as outside and as local. */
  localShare: share,
  localShareLow: share,
  localShareHigh: share,
  /** What local makers sell on the node, to whomever. */
  localSales: z.number().nullable(),
  /** Local firms with a capability on the node; of them in series or small batches. */
  firms: z.number().int(),
  ableFirms: z.number().int(),
  suppliers: z.number().int(),
  localSuppliers: z.number().int(),
  /** Herfindahl-Hirschman index of the suppliers of local buyers, 0 … 1. */
  concentration: share,
  /** Share of demand that hangs on one supplier. */
  singleSource: share,
  /** Share of demand for which another able local maker stands ready. */
  substitutable: share,
  /** Share of demand that hangs on one supplier and has no other able local maker. */
  irreplaceable: share,
  /** How much of what is like this node the city's makers already do, 0 … 1. */
  relatedness: share,
  /** The district nearest to the node, by what its makers do. */
  nearestDistrict: z.string().nullable(),
  /** The largest share of the whole chain that one firm of the node would stop. */
  systemicRisk: share,
  /** Bought by vehicle models made here, by their bills. */
  billDemand: z.number().nullable(),
})
export type GapFigures = z.output<typeof gapFigures>

export const gapRow = z.object({
  node: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  parent: z.string().nullable(),
  tier: z.number().int(),
  keyLink: z.boolean(),
  /** Null: nothing is known of the node. */
  state: z.enum(GAP_STATES).nullable(),
  /** States that the bounds of the figures allow besides. */
  alsoPossible: z.array(z.enum(GAP_STATES)),
  /** How urgent, 0 … 100: what a maker here would add, weighted by demand. */
  priority: z.number().nullable(),
  reason: bilingual,
  scores: gapScores,
  figures: gapFigures,
  /** Share of the node's relations with an amount, and their mean trust. */
  coverage: share,
  trust: share,
  facts: z.number().int(),
  /** Figures are withheld: fewer than five firms stand behind them. */
  hidden: z.boolean(),
})
export type GapRow = z.output<typeof gapRow>

const narrowing = {
  state: z.string().max(60).optional(),
  tier: z.coerce.number().int().optional(),
  below: z.string().max(40).optional(),
  key: z.enum(['true']).optional(),
}

/** The gap list as of the newest finished run. */
export const listGaps = endpoint({
  method: 'GET',
  path: '/api/chain/gaps',
  summary: { zh: '强弱缺险清单', en: 'Strong, weak, missing and risky nodes' },
  access: 'chain.analysis.read',
  query: pageQuery.extend(narrowing),
  reply: pageOf(gapRow).extend({
    counts: z.record(z.enum([...GAP_STATES, 'unknown']), z.number().int()),
    run: chainRun.nullable(),
    synthetic: z.boolean(),
  }),
})

export const exportGaps = endpoint({
  method: 'GET',
  path: '/api/chain/gaps/export',
  summary: { zh: '导出强弱缺险清单', en: 'Export the gap list' },
  access: 'chain.analysis.export',
  query: pageQuery
    .omit({ page: true, size: true })
    .extend({ ...narrowing, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})

/** One node: its suppliers and buyers behind the figures, and the makers that could step in. */
export const getGap = endpoint({
  method: 'GET',
  path: '/api/chain/gaps/:node',
  summary: { zh: '一个环节的强弱与依据', en: 'One node of the gap list with its evidence' },
  access: 'chain.analysis.read',
  params: z.object({ node: z.string().max(40) }),
  reply: z.object({
    row: gapRow,
    synthetic: z.boolean(),
    /** Present only for who may see firms. */
    relations: z
      .array(
        z.object({
          id: z.uuid(),
          supplierId: z.uuid(),
          supplier: z.string(),
          supplierPlace: z.enum(['local', 'outside', 'unknown']),
          buyerId: z.uuid(),
          buyer: z.string(),
          amount: z.number().nullable(),
          trust: z.number(),
        }),
      )
      .nullable(),
    makers: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          district: z.string(),
          stage: z.string().nullable(),
          capacity: z.number().nullable(),
          utilisation: z.number().nullable(),
        }),
      )
      .nullable(),
    districts: z.array(z.object({ code: z.string(), relatedness: z.number(), firms: z.number().int() })),
    related: z.array(
      z.object({ node: z.string(), nameZh: z.string(), nameEn: z.string(), proximity: z.number() }),
    ),
  }),
})
