import { z } from 'zod'
import { civilDateText, endpoint, pageOf, pageQuery } from '#kernel/contract'
import { LOCAL_DEFINITIONS } from '../domain/settings.ts'
import { chainRun } from './runs.ts'

/** What a rate is about: the whole city, a vehicle maker, a model, a node of the chain, a district of assembly. */
export const LOCAL_SCOPES = ['city', 'oem', 'model', 'node', 'district'] as const
export type LocalScope = (typeof LOCAL_SCOPES)[number]

/** A node bought outside of which local makers exist; a supplier outside; a node for which a maker must be recruited. */
export const LEVER_KINDS = ['node', 'supplier', 'recruit'] as const
export type LeverKind = (typeof LEVER_KINDS)[number]

const ratio = z.number().nullable()
const definition = z.enum(LOCAL_DEFINITIONS)
const file = z.enum(['xlsx', 'csv']).default('xlsx')
const place = z.enum(['local', 'outside', 'unknown'])
const bilingual = z.object({ zh: z.string(), en: z.string() })

/** A rate with its bounds: what is unknown counted as not local, and as local. */
export const localRate = z.object({
  /** Of what is known; null where nothing is. */
  value: ratio,
  lower: ratio,
  upper: ratio,
  /** Share of the whole of which the place is known. */
  coverage: ratio,
})
export type LocalRateView = z.output<typeof localRate>
const rates = z.object(
  Object.fromEntries(LOCAL_DEFINITIONS.map((name) => [name, localRate])) as {
    [K in (typeof LOCAL_DEFINITIONS)[number]]: typeof localRate
  },
)
export type LocalRates = z.output<typeof rates>

/** Why a rate is not that of the run before: facts, what is known of them, or how it is counted. In ratios. */
const change = z.object({
  previous: z.number(),
  change: z.number(),
  byFacts: z.number(),
  byCoverage: z.number(),
  byDefinition: z.number(),
  /** More of the change came from coverage or definition than from facts. */
  isMisleading: z.boolean(),
})

/** Who may see what of the rates. */
const sight = z.object({ firms: z.boolean() })

/** The city's rates under all definitions, how they moved, and where the value comes from. */
export const localOverview = endpoint({
  method: 'GET',
  path: '/api/chain/local',
  summary: { zh: '本地配套率总览', en: 'Local sourcing at a glance' },
  access: 'chain.analysis.read',
  reply: z.object({
    run: chainRun.nullable(),
    synthetic: z.boolean(),
    sight,
    /** The definition by which the plan's target is measured, and the share from which a part counts as local. */
    definition,
    originThreshold: z.number(),
    rates: rates.nullable(),
    /** Against the run before; absent for the first. */
    changes: z.partialRecord(definition, change),
    trend: z.array(
      z.object({
        runId: z.uuid(),
        asOf: civilDateText,
        at: z.string(),
        rates: z.partialRecord(definition, ratio),
        misleading: z.array(definition),
      }),
    ),
    /** The cost of all vehicles by tier of the firm that adds the value and by place; shares of 1. */
    waterfall: z.array(
      z.object({ tier: z.number().int(), local: z.number(), outside: z.number(), unknown: z.number() }),
    ),
    counts: z
      .object({
        models: z.number().int(),
        /** Models on sale without a bill: not in any rate. */
        modelsWithoutBill: z.number().int(),
        oems: z.number().int(),
        lines: z.number().int(),
        linesWithoutCost: z.number().int(),
        linesWithoutPlace: z.number().int(),
        firms: z.number().int(),
        firmsWithInputs: z.number().int(),
        faults: z.number().int(),
      })
      .nullable(),
  }),
})

const rateRow = z.object({
  scope: z.enum(LOCAL_SCOPES),
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** Of a model: its maker. */
  oemId: z.string().nullable(),
  oem: z.string().nullable(),
  /** Vehicles a year; null is unknown or no matter of this scope. */
  volume: z.number().nullable(),
  /** Fen a year that the rate is about: parts bought, or vehicles. */
  spend: z.number().nullable(),
  firms: z.number().int(),
  /** Fewer than five firms stand behind it: withheld. */
  hidden: z.boolean(),
  rates: rates.nullable(),
  /** Of the chosen definition, for sorting and for tables. */
  value: ratio,
  coverage: ratio,
})
export type LocalRateRow = z.output<typeof rateRow>

const scopeQuery = {
  scope: z.enum(['oem', 'model', 'node', 'district']),
  definition: definition.optional(),
  oem: z.uuid().optional(),
}

/** Rates by vehicle maker, model, node or district, under all definitions. */
export const listLocalRates = endpoint({
  method: 'GET',
  path: '/api/chain/local/rates',
  summary: { zh: '分对象的本地配套率', en: 'Local sourcing by maker, model, node or district' },
  access: 'chain.analysis.read',
  query: pageQuery.extend(scopeQuery),
  reply: pageOf(rateRow),
})

export const exportLocalRates = endpoint({
  method: 'GET',
  path: '/api/chain/local/rates/export',
  summary: { zh: '导出本地配套率', en: 'Export local sourcing rates' },
  access: 'chain.analysis.export',
  query: pageQuery.omit({ page: true, size: true }).extend({ ...scopeQuery, format: file }),
  reply: z.unknown(),
  kind: 'file',
})

/** Where a fact comes from, and how far it is trusted on the day of the run. */
const evidence = {
  sourceKind: z.string(),
  source: z.string(),
  observedOn: civilDateText,
  trust: z.number(),
}

const lineRow = z.object({
  /** The bill line, or the model where it is the assembly itself. */
  id: z.uuid(),
  kind: z.enum(['line', 'assembly']),
  modelId: z.uuid(),
  model: z.string(),
  oemId: z.uuid().nullable(),
  oem: z.string().nullable(),
  parentId: z.uuid().nullable(),
  level: z.number().int(),
  position: z.number().int(),
  node: z.string().nullable(),
  nodeZh: z.string().nullable(),
  nodeEn: z.string().nullable(),
  part: z.string(),
  supplierId: z.uuid().nullable(),
  supplier: z.string().nullable(),
  place,
  /** Fen a vehicle; null is unknown. */
  cost: z.number().nullable(),
  /** Fen a year over all vehicles of the model. */
  spend: z.number().nullable(),
  /** Local share of its value, traced through everything that goes into it. */
  content: ratio,
  contentLower: ratio,
  contentUpper: ratio,
  /** What it adds to the figure asked for; they sum to the figure. */
  contribution: z.number(),
  ...evidence,
})
export type LocalLine = z.output<typeof lineRow>

const linesQuery = {
  scope: z.enum(LOCAL_SCOPES).default('city'),
  id: z.string().max(60).optional(),
  definition: definition.optional(),
}

/** The lines that make a figure, each with its part of it; the parts sum to the figure. */
export const listLocalLines = endpoint({
  method: 'GET',
  path: '/api/chain/local/lines',
  summary: { zh: '构成本地配套率的物料清单行', en: 'The bill lines behind a local sourcing rate' },
  access: 'chain.fact.read',
  query: pageQuery.extend(linesQuery),
  reply: pageOf(lineRow).extend({
    definition,
    figure: ratio,
    /** Sum of the contributions of all lines, not of this page. */
    sum: z.number(),
    /** Lines of others that the caller may not see. */
    withheld: z.number().int(),
    asOf: civilDateText.nullable(),
    synthetic: z.boolean(),
  }),
})

export const exportLocalLines = endpoint({
  method: 'GET',
  path: '/api/chain/local/lines/export',
  summary: { zh: '导出构成本地配套率的物料清单行', en: 'Export the bill lines behind a rate' },
  access: 'chain.fact.export',
  query: pageQuery.omit({ page: true, size: true }).extend({ ...linesQuery, format: file }),
  reply: z.unknown(),
  kind: 'file',
})

const relationRow = z.object({
  id: z.uuid(),
  supplierId: z.uuid(),
  supplier: z.string(),
  place,
  node: z.string().nullable(),
  amount: z.number().nullable(),
  /** Of the buyer's revenue. */
  share: ratio,
  content: ratio,
  /** What it adds to the buyer's local content. */
  contribution: z.number(),
  ...evidence,
})

/** What a firm's local content is made of: its own value, and each relation it buys through. */
export const localFirm = endpoint({
  method: 'GET',
  path: '/api/chain/local/firms/:id',
  summary: { zh: '企业本地价值含量的构成', en: "What a firm's local content is made of" },
  access: 'chain.fact.read',
  params: z.object({ id: z.uuid() }),
  reply: z.object({
    id: z.uuid(),
    name: z.string(),
    place,
    revenue: z.number().nullable(),
    content: ratio,
    contentLower: ratio,
    contentUpper: ratio,
    /** Share of its revenue that is its own value, as far as its purchases are known. */
    own: z.number(),
    ownContribution: z.number(),
    /** Relations whose amount or revenue is unknown are not in the figure. */
    untraced: z.number().int(),
    relations: z.array(relationRow),
    synthetic: z.boolean(),
  }),
})

/** One model: its rates, its whole bill, and what is wrong with it. */
export const localModel = endpoint({
  method: 'GET',
  path: '/api/chain/local/models/:id',
  summary: { zh: '车型的本地配套率与物料清单', en: 'Local sourcing of a vehicle model with its bill' },
  access: 'chain.fact.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ definition: definition.optional() }),
  reply: z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    oemId: z.uuid().nullable(),
    oem: z.string().nullable(),
    segment: z.string().nullable(),
    powertrain: z.string().nullable(),
    volume: z.number().nullable(),
    /** Fen a vehicle; null when the bill tells shares only. */
    cost: z.number().nullable(),
    definition,
    rates,
    lines: z.array(lineRow),
    faults: z.array(z.object({ code: z.string(), part: z.string().nullable(), text: bilingual })),
    asOf: civilDateText,
    synthetic: z.boolean(),
    ...evidence,
  }),
})

const lever = z.object({
  kind: z.enum(LEVER_KINDS),
  /** Code of the node, or id of the supplier. */
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** What the city's rate gains if all of it becomes local, as a ratio: 0.01 is one point. */
  gain: z.number(),
  /** Fen a year bought outside or from unknown places. */
  spend: z.number(),
  lines: z.number().int(),
  /** Local makers in series or small batches. */
  makers: z.number().int(),
  hidden: z.boolean(),
})
export type LocalLever = z.output<typeof lever>

const leverQuery = { kind: z.enum(LEVER_KINDS).optional(), definition: definition.optional() }

/** What would raise the city's rate by how much: each lever by itself. */
export const listLevers = endpoint({
  method: 'GET',
  path: '/api/chain/local/levers',
  summary: { zh: '提升本地配套率的抓手', en: 'Levers of the local sourcing rate' },
  access: 'chain.analysis.read',
  query: pageQuery.extend(leverQuery),
  reply: pageOf(lever).extend({ definition, rate: ratio, synthetic: z.boolean() }),
})

export const exportLevers = endpoint({
  method: 'GET',
  path: '/api/chain/local/levers/export',
  summary: { zh: '导出提升抓手', en: 'Export the levers' },
  access: 'chain.analysis.export',
  query: pageQuery.omit({ page: true, size: true }).extend({ ...leverQuery, format: file }),
  reply: z.unknown(),
  kind: 'file',
})

/** The set of at most N levers within a budget that raises the rate most; `gap` is what a better set could still add. */
export const bestLevers = endpoint({
  method: 'POST',
  path: '/api/chain/local/levers/best',
  summary: { zh: '预算内的最优组合', en: 'The best set of levers within a budget' },
  access: 'chain.analysis.read',
  body: z.object({
    definition: definition.optional(),
    kind: z.enum(LEVER_KINDS),
    count: z.number().int().min(1).max(50),
    /** Fen; without it only the count limits the set. */
    budget: z.number().min(0).optional(),
    /** Fen per lever; those without a cost are taken as unknown and left out when a budget is given. */
    costs: z
      .array(z.object({ id: z.string().max(60), cost: z.number().min(0) }))
      .max(2_000)
      .default([]),
  }),
  reply: z.object({
    definition,
    from: z.number(),
    to: z.number(),
    gain: z.number(),
    /** No set of the levers looked at can gain more than this. */
    bound: z.number(),
    gap: z.number(),
    proven: z.boolean(),
    cost: z.number().nullable(),
    withoutCost: z.number().int(),
    chosen: z.array(lever.extend({ cost: z.number().nullable() })),
  }),
})
