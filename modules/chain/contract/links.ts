import { z } from 'zod'
import { civilDateText, endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'
import { chainRun } from './runs.ts'

/** What became of a predicted relation. */
export const PROPOSAL_STATES = ['open', 'confirmed', 'refused'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

const firm = z.object({
  id: z.uuid(),
  /** Null: the firm is no longer in the library. */
  name: z.string().nullable(),
  district: z.string().nullable(),
})

/** A relation that may exist, as the list shows it. Never a fact: no figure counts it before somebody confirms it. */
export const proposalRow = z.object({
  id: z.uuid(),
  supplier: firm,
  buyer: firm,
  node: z.string(),
  nodeZh: z.string(),
  nodeEn: z.string(),
  /** Of candidates like this one so many are true, 0 … 1. */
  probability: z.number(),
  state: z.enum(PROPOSAL_STATES),
  /** State of the node in the newest gap list; null where it is not known. */
  gap: z.string().nullable(),
  /** The strongest reason. */
  reason: z.object({ zh: z.string(), en: z.string() }),
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  refusedBecause: z.string().nullable(),
  /** The relation that was made of it. */
  supplyId: z.uuid().nullable(),
})
export type ProposalRow = z.output<typeof proposalRow>

/** A stored fact that a reason stands on. */
export const proposalFact = z.object({
  kind: z.enum(['relation', 'capability']),
  /** Of the relation; null for a capability. */
  relationId: z.uuid().nullable(),
  from: firm,
  /** The buyer of the relation; null for a capability. */
  to: firm.nullable(),
  node: z.string().nullable(),
  /** Fen a year; null is unknown. */
  amount: z.number().nullable(),
  stage: z.string().nullable(),
})
export type ProposalFact = z.output<typeof proposalFact>

export const proposalReason = z.object({
  feature: z.string(),
  zh: z.string(),
  en: z.string(),
  /** What it adds to the log-odds against the average candidate; negative speaks against the relation. */
  contribution: z.number(),
  facts: z.array(proposalFact),
  /** Facts there are in all; not all of many are listed, nor those the reader may not see. */
  factCount: z.number().int().nullable(),
})
export type ProposalReason = z.output<typeof proposalReason>

const narrowing = {
  below: z.string().max(40).optional(),
  district: z.string().max(12).optional(),
  state: z.string().max(60).optional(),
  /** At least this probability, 0 … 1. */
  atLeast: z.coerce.number().min(0).max(1).optional(),
  /** Only nodes that are weak, missing or at risk in the newest gap list. */
  gaps: z.enum(['true']).optional(),
}

export const listProposals = endpoint({
  method: 'GET',
  path: '/api/chain/proposals',
  summary: { zh: '推测的供应关系', en: 'Predicted supply relations' },
  access: 'chain.analysis.read',
  query: pageQuery.extend(narrowing),
  reply: pageOf(proposalRow).extend({
    counts: z.record(z.enum(PROPOSAL_STATES), z.number().int()),
    run: chainRun.nullable(),
    synthetic: z.boolean(),
  }),
})

export const exportProposals = endpoint({
  method: 'GET',
  path: '/api/chain/proposals/export',
  summary: { zh: '导出推测的供应关系', en: 'Export predicted supply relations' },
  access: 'chain.analysis.export',
  query: pageQuery
    .omit({ page: true, size: true })
    .extend({ ...narrowing, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})

const share = z.object({ value: z.number(), low: z.number(), high: z.number() })
const ranked = z.object({
  auc: z.number().nullable(),
  averagePrecision: z.number().nullable(),
  precisionAt: z.array(z.number()),
})

/** How far the predictions of a run can be relied on, measured on relations that were hidden from it. */
export const linkReliability = z.object({
  /** Known relations that could be learnt from, and pairs of firms hidden at random. */
  relations: z.number().int(),
  hiddenShare: z.number(),
  proposed: z.number().int(),
  floor: z.number(),
  warnings: z.array(
    z.object({ code: z.enum(['tooFewRelations', 'unreachable']), zh: z.string(), en: z.string() }),
  ),
  evaluation: z
    .object({
      heldOut: z.number().int(),
      reachable: z.number().nullable(),
      candidates: z.number().int(),
      positives: z.number().int(),
      at: z.array(z.number().int()),
      model: ranked,
      preferentialAttachment: ranked,
      commonNeighbours: ranked,
      brier: z.number().nullable(),
      calibrationError: z.number().nullable(),
      /** Predicted probability beside the share found, with the interval that holds it 95 times in 100. */
      bins: z.array(
        z.object({
          from: z.number(),
          to: z.number(),
          cases: z.number().int(),
          predicted: z.number(),
          found: share,
        }),
      ),
    })
    .nullable(),
})
export type LinkReliability = z.output<typeof linkReliability>

export const getLinkReliability = endpoint({
  method: 'GET',
  path: '/api/chain/proposals/reliability',
  summary: { zh: '推测的可靠程度', en: 'Reliability of the predictions' },
  access: 'chain.analysis.read',
  reply: z.object({
    run: chainRun.nullable(),
    reliability: linkReliability.nullable(),
    synthetic: z.boolean(),
  }),
})

const one = z.object({ id: z.uuid() })

/** One predicted relation: its reasons in sentences, and the facts that each stands on. */
export const getProposal = endpoint({
  method: 'GET',
  path: '/api/chain/proposals/:id',
  summary: { zh: '一条推测的供应关系及理由', en: 'One predicted relation with its reasons' },
  access: 'chain.analysis.read',
  params: one,
  reply: z.object({ row: proposalRow, reasons: z.array(proposalReason), synthetic: z.boolean() }),
})

/** Somebody found out that the relation exists: it becomes a fact with this source. */
export const confirmProposal = endpoint({
  method: 'POST',
  path: '/api/chain/proposals/:id/confirm',
  summary: { zh: '确认一条推测的供应关系', en: 'Confirm a predicted relation' },
  access: 'chain.fact.decide',
  params: one,
  body: z.object({
    source: z.string().trim().min(2).max(200),
    observedOn: civilDateText,
    /** Fen a year. */
    amount: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish(),
    evidence: z.string().trim().max(1_000).nullish(),
  }),
  reply: proposalRow,
})

export const refuseProposal = endpoint({
  method: 'POST',
  path: '/api/chain/proposals/:id/refuse',
  summary: { zh: '否定一条推测的供应关系', en: 'Refuse a predicted relation' },
  access: 'chain.fact.decide',
  params: one,
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: proposalRow,
})

/** Takes a decision back; a relation made by it is removed unless it was touched since. */
export const undoProposal = endpoint({
  method: 'POST',
  path: '/api/chain/proposals/:id/undo',
  summary: { zh: '撤回对推测关系的决定', en: 'Take back the decision on a predicted relation' },
  access: 'chain.fact.decide',
  params: one,
  reply: proposalRow,
})
