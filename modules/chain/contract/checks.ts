import { z } from 'zod'
import { civilDateText, endpoint, pageOf, pageQuery } from '#kernel/contract'

/** Facts that are checked: a supply relation, a vehicle model, a line of a bill. */
export const FACT_KINDS = ['supply', 'model', 'bill'] as const
export const CHECK_OUTCOMES = ['confirmed', 'edited', 'ended', 'unsure'] as const
/** Ages of facts in days since they were observed, up to the first, the second …, and older. */
export const CHECK_AGES = [365, 730, 1095] as const

const share = z.number().min(0).max(1).nullable()
const firm = z.object({
  id: z.uuid(),
  name: z.string(),
  /** False: known by name only. */
  inLibrary: z.boolean(),
  district: z.string().nullable(),
})

/** Values of a fact that a check may put right. Money in fen; null is unknown. */
export const checkValues = z.object({
  amount: z.number().int().min(0).nullable().optional(),
  share: share.optional(),
  unitCost: z.number().int().min(0).nullable().optional(),
  costShare: share.optional(),
  localShare: share.optional(),
  annualVolume: z.number().int().min(0).max(10_000_000).nullable().optional(),
  assemblyValue: z.number().int().min(0).nullable().optional(),
})
export type CheckValues = z.output<typeof checkValues>

export const checkFact = z.object({
  kind: z.enum(FACT_KINDS),
  id: z.uuid(),
  version: z.number().int(),
  /** Supplier of a relation or line; null for models and where it is unknown. */
  supplier: firm.nullable(),
  /** Buyer of a relation, maker of the model. */
  buyer: firm.nullable(),
  node: z.string().nullable(),
  /** Of a model or line. */
  model: z.string().nullable(),
  part: z.string().nullable(),
  period: z.string().nullable(),
  values: checkValues,
  sourceKind: z.string(),
  source: z.string(),
  evidence: z.string().nullable(),
  observedOn: civilDateText,
  ageDays: z.number().int(),
  confidence: z.number(),
  /** Confidence today. */
  trust: z.number(),
  /** Fen a year that hang on the fact; the median of its kind where it is not known. */
  weight: z.number(),
  weightKnown: z.boolean(),
  /** Mirrors a relation of the library: its values are put right there. */
  mirrored: z.boolean(),
  synthetic: z.boolean(),
})
export type CheckFact = z.output<typeof checkFact>

/** Facts trusted less than the city's threshold, those first by which most is lost: confidence lost × weight. */
export const listChecks = endpoint({
  method: 'GET',
  path: '/api/chain/checks',
  summary: { zh: '待核查的产业链事实', en: 'Facts of the chain to be checked' },
  access: 'chain.fact.read',
  query: pageQuery.extend({
    kind: z.enum(FACT_KINDS).optional(),
    node: z.string().max(40).optional(),
    district: z.string().max(12).optional(),
    /** Index of the age class: 0 up to the first of CHECK_AGES … 3 older than the last. */
    age: z.coerce.number().int().min(0).max(3).optional(),
  }),
  reply: pageOf(checkFact).extend({
    threshold: z.number(),
    /** By age class, under the same filters but age. */
    ages: z.array(z.number().int()),
    /** Facts of all kinds that count at all, to see the queue against. */
    facts: z.number().int(),
    synthetic: z.boolean(),
  }),
})

/** Decides a fact: still true, other values, ended, or unsure (it rests for some days). */
export const decideCheck = endpoint({
  method: 'POST',
  path: '/api/chain/checks/:kind/:id',
  summary: { zh: '核查一条事实', en: 'Check a fact' },
  access: 'chain.fact.decide',
  params: z.object({ kind: z.enum(FACT_KINDS), id: z.uuid() }),
  body: z.object({
    outcome: z.enum(CHECK_OUTCOMES),
    /** Of the fact as it was seen: a fact that changed meanwhile is not decided. */
    version: z.number().int(),
    note: z.string().trim().max(400).optional(),
    values: checkValues.optional(),
    days: z.number().int().min(1).max(365).default(30),
  }),
  reply: z.object({ checkId: z.uuid() }),
})

/** Takes a check back: the fact is as it was before. */
export const undoCheck = endpoint({
  method: 'POST',
  path: '/api/chain/checks/undo/:id',
  summary: { zh: '撤回一次核查', en: 'Take a check back' },
  access: 'chain.fact.decide',
  params: z.object({ id: z.uuid() }),
  reply: z.object({ kind: z.enum(FACT_KINDS), recordId: z.uuid() }),
})
