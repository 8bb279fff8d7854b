import { z } from 'zod'
import { RISK_ESSENTIALITIES, RISK_SIZES } from '../risk/domain/assumptions.ts'

const ratio = z.number()
const share = z.number().nullable()

/** A firm as the pages of failure risk name it. */
export const riskFirm = z.object({
  id: z.uuid(),
  name: z.string(),
  district: z.string().nullable(),
  node: z.string().nullable(),
  inLibrary: z.boolean(),
})

/** A firm that loses output; `lost` in fen of its size a year, null where its size is unknown. */
export const riskLoser = riskFirm.extend({
  down: ratio,
  up: ratio,
  loss: ratio,
  lost: z.number().nullable(),
})
export type RiskLoser = z.output<typeof riskLoser>

/** Losses of firms that belong together. Null: fewer than five firms, withheld from who may not see them. */
export const riskGroup = z.object({
  code: z.string().nullable(),
  firms: z.number().int(),
  stopped: z.number().int().nullable(),
  lost: z.number().nullable(),
  /** Of the output of the whole network. */
  share: share,
})
export type RiskGroup = z.output<typeof riskGroup>

/** The strongest chain of firms from the failure to one that loses by it. */
export const riskPath = z.object({
  to: riskFirm,
  loss: ratio,
  /** `down`: it lacks inputs; `up`: it lacks buyers. */
  direction: z.enum(['down', 'up']),
  steps: z.array(
    z.object({
      /** Null: not for the caller's eyes. */
      from: riskFirm.nullable(),
      to: riskFirm.nullable(),
      /** The supply relation between the two; null: not for the caller's eyes. */
      supply: z.uuid().nullable(),
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
export type RiskPath = z.output<typeof riskPath>

/** What a shock does, as far as the caller may see it. */
export const riskOutcome = z.object({
  esri: ratio,
  down: ratio,
  up: ratio,
  steps: z.number().int(),
  residual: ratio,
  eps: ratio,
  converged: share,
  /** Firms that lose something through the chain; one that was hit itself counts when it loses more than the hit took. */
  reached: z.number().int(),
  stopped: z.number().int(),
  /** The largest lost output first. */
  losers: z.array(riskLoser),
  /** Reached firms that the caller may not see; they count in the groups. */
  hiddenLosers: z.number().int(),
  byNode: z.array(riskGroup),
  byDistrict: z.array(riskGroup),
})

/** A failure followed in time, over the firms of the whole network. */
export const riskTimeline = z.object({
  horizon: z.number().int(),
  /** Share of the whole network's output that is lost on each day. */
  curve: z.array(ratio),
  /** Firms that lose for the first time, and that come to a standstill, on each day. Null: fewer than five, withheld. */
  begins: z.array(z.number().int().nullable()),
  stops: z.array(z.number().int().nullable()),
})

/** What a figure assumes where there are no records. */
export const riskAssumptions = z.object({
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
export type RiskAssumptions = z.output<typeof riskAssumptions>
