import { z } from 'zod'
import { civilDateText } from '#kernel/contract'

export const uscc = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NP-RTUW-Y]{18}$/)
export const fen = z.number().int()
export const text = (max: number) => z.string().trim().max(max)
export const optionalText = (max: number) => text(max).nullish()

/** Kinds of qualification that the plan and the policies count. */
export const QUALIFICATION_KINDS = [
  'srdi',
  'little_giant',
  'high_tech',
  'iatf16949',
  'iso14001',
  'smart_factory',
  'future_factory',
  'listed_pool',
  'other',
] as const
export const qualificationKind = z.enum(QUALIFICATION_KINDS)

/** How far a firm is with a part: developing, sample, small batch, series. */
export const CAPABILITY_STAGES = ['developing', 'sample', 'small_batch', 'series'] as const
export const RELATION_KINDS = ['supplies', 'owns', 'branch_of'] as const

export const siteBody = z.object({
  id: z.uuid().optional(),
  name: text(200),
  kind: z.enum(['factory', 'office', 'rnd', 'warehouse', 'test', 'other']),
  district: z.string().max(12).nullish(),
  address: optionalText(400),
  areaM2: z.number().min(0).nullish(),
  powerKva: z.number().min(0).nullish(),
})
export const capabilityBody = z.object({
  id: z.uuid().optional(),
  node: z.string().max(40),
  product: optionalText(200),
  stage: z.enum(CAPABILITY_STAGES).nullish(),
  capacity: z.number().min(0).nullish(),
  capacityUnit: optionalText(40),
  utilisation: z.number().min(0).max(2).nullish(),
  certificates: z.array(text(80)).max(40).default([]),
  main: z.boolean().default(false),
  asOf: civilDateText.nullish(),
})
export const qualificationBody = z.object({
  id: z.uuid().optional(),
  kind: qualificationKind,
  number: optionalText(80),
  issuedBy: optionalText(120),
  validFrom: civilDateText.nullish(),
  validUntil: civilDateText.nullish(),
})
export const yearlyBody = z.object({
  year: z.number().int().min(1978).max(2100),
  revenue: fen.nullish(),
  rnd: fen.nullish(),
  output: fen.nullish(),
  staff: z.number().int().min(0).nullish(),
  exports: fen.nullish(),
})
export const contactBody = z.object({
  id: z.uuid().optional(),
  name: text(80),
  title: optionalText(80),
  phone: optionalText(40),
  email: z.email().max(200).nullish(),
})
export const relationBody = z.object({
  id: z.uuid().optional(),
  kind: z.enum(RELATION_KINDS),
  /** Which way it points from this enterprise: it supplies/owns/is a branch of the other, or the other way round. */
  direction: z.enum(['out', 'in']),
  otherId: z.uuid().nullish(),
  otherName: optionalText(200),
  node: z.string().max(40).nullish(),
  amount: fen.nullish(),
  share: z.number().min(0).max(1).nullish(),
  period: optionalText(20),
  evidence: optionalText(400),
})
