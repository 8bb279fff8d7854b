import { z } from 'zod'
import { civilDateText, endpoint, pageOf, pageQuery, queryFlag } from '#kernel/contract'
import { SOURCE_KINDS } from '../domain/confidence.ts'

/** Where a relation comes from: the library, the chain's own records, or a prediction that somebody confirmed. */
export const SUPPLY_ORIGINS = ['library', 'own', 'confirmed_proposal'] as const

const money = z.number().int().min(0).nullable()
const firm = z.object({
  id: z.uuid(),
  name: z.string(),
  /** False: known by name only. */
  inLibrary: z.boolean(),
  district: z.string().nullable(),
})

export const supplyRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  supplier: firm,
  buyer: firm,
  node: z.string().nullable(),
  /** Fen a year; null is unknown. */
  amount: money,
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  /** Of what the buyer needs of the node. */
  share: z.number().nullable(),
  period: z.string().nullable(),
  validFrom: civilDateText.nullable(),
  validUntil: civilDateText.nullable(),
  status: z.enum(['active', 'ended']),
  origin: z.enum(SUPPLY_ORIGINS),
  sourceKind: z.string(),
  source: z.string(),
  observedOn: civilDateText,
  /** On the day of observation, and today. */
  confidence: z.number(),
  trust: z.number(),
  /** The buyer gets the node from nobody else. */
  sole: z.boolean(),
  synthetic: z.boolean(),
})
export type SupplyRow = z.output<typeof supplyRow>

const narrowing = {
  /** A firm at either end. */
  firm: z.uuid().optional(),
  /** A node and everything below it. */
  node: z.string().max(40).optional(),
  /** Codes of districts of either end. */
  district: z.string().max(400).optional(),
  sourceKind: z.enum(SOURCE_KINDS).optional(),
  origin: z.enum(SUPPLY_ORIGINS).optional(),
  status: z.enum(['active', 'ended']).optional(),
  /** At least a half, a fifth to a half, less. */
  freshness: z.enum(['sure', 'fading', 'stale']).optional(),
  sole: queryFlag.optional(),
  batch: z.uuid().optional(),
}

export const listSupplies = endpoint({
  method: 'GET',
  path: '/api/chain/supplies',
  summary: { zh: '供应关系', en: 'Supply relations' },
  access: 'chain.fact.read',
  query: pageQuery.extend(narrowing),
  reply: pageOf(supplyRow),
})

export const exportSupplies = endpoint({
  method: 'GET',
  path: '/api/chain/supplies/export',
  summary: { zh: '导出供应关系', en: 'Export supply relations' },
  access: 'chain.fact.export',
  query: pageQuery
    .omit({ page: true, size: true })
    .extend({ ...narrowing, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})

export const getSupply = endpoint({
  method: 'GET',
  path: '/api/chain/supplies/:id',
  summary: { zh: '一条供应关系及其依据', en: 'A supply relation with its evidence' },
  access: 'chain.fact.read',
  params: z.object({ id: z.uuid() }),
  reply: z.object({
    row: supplyRow,
    evidence: z.string().nullable(),
    /** Why it is trusted as far as it is. */
    halfLifeDays: z.number(),
    ageDays: z.number().int(),
    batchId: z.uuid().nullable(),
    /** Whether it counts: of several facts about the same supplier, buyer and node the newest and surest does. */
    counts: z.boolean(),
    createdBy: z.string(),
    updatedAt: z.string(),
    history: z.array(
      z.object({
        outcome: z.string(),
        note: z.string().nullable(),
        by: z.string(),
        at: z.string(),
        undone: z.boolean(),
      }),
    ),
  }),
})

/** A firm of the library or one met before by its id, or one outside by its name. */
const end = z.union([
  z.object({ id: z.uuid() }),
  z.object({ name: z.string().trim().min(2).max(200), region: z.string().max(12).nullable().optional() }),
])

const values = {
  node: z.string().max(40).nullable(),
  amount: money,
  quantity: z.number().min(0).nullable(),
  unit: z.string().trim().max(20).nullable(),
  share: z.number().min(0).max(1).nullable(),
  period: z.string().trim().max(40).nullable(),
  validFrom: civilDateText.nullable(),
  validUntil: civilDateText.nullable(),
  sourceKind: z.enum(SOURCE_KINDS),
  source: z.string().trim().min(2).max(400),
  observedOn: civilDateText,
  evidence: z.string().trim().max(2_000).nullable(),
}
export const supplyValues = z.object(values)
export type SupplyValues = z.output<typeof supplyValues>

/** What is accepted but unusual, in words. */
const written = z.object({
  id: z.uuid(),
  warnings: z.array(z.object({ zh: z.string(), en: z.string() })),
})

export const createSupply = endpoint({
  method: 'POST',
  path: '/api/chain/supplies',
  summary: { zh: '新增供应关系', en: 'Add a supply relation' },
  access: 'chain.fact.write',
  body: supplyValues.extend({ supplier: end, buyer: end, synthetic: z.boolean().default(false) }),
  reply: written,
})

export const editSupply = endpoint({
  method: 'PUT',
  path: '/api/chain/supplies/:id',
  summary: { zh: '修改供应关系', en: 'Change a supply relation' },
  access: 'chain.fact.write',
  params: z.object({ id: z.uuid() }),
  body: supplyValues.extend({ version: z.number().int(), note: z.string().trim().max(400).optional() }),
  reply: written,
})

/** Ends a relation on a day, or takes the end back. */
export const endSupply = endpoint({
  method: 'POST',
  path: '/api/chain/supplies/:id/end',
  summary: { zh: '终止或恢复供应关系', en: 'End or reopen a supply relation' },
  access: 'chain.fact.write',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    version: z.number().int(),
    /** Null: it is in force again. */
    on: civilDateText.nullable(),
    note: z.string().trim().max(400).optional(),
  }),
  reply: written,
})
