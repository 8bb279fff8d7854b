import { z } from 'zod'

/** How large a firm counts: what it turns over in all, or what it sells inside the network (as published). */
export const RISK_SIZES = ['revenue', 'sales'] as const
/**
 * Which inputs a firm cannot do without. `parts`: whatever the taxonomy calls a part; `tree`: of a part maker only what stands
 * below or beside its own node, of others every part; `linear`: nothing, inputs count in proportion; `all`: everything.
 */
export const RISK_ESSENTIALITIES = ['parts', 'tree', 'linear', 'all'] as const
/** When a cascade counts as finished: the published 0.01 and finer ones. */
export const RISK_TOLERANCES = [0.01, 0.001, 0.0001, 0.000001] as const

const days = z.number().int().min(0).max(365)

/**
 * What a city assumes about its chain where it has no records. None of these is a measured fact: pages show them as
 * assumptions and let them be changed.
 */
export const riskRules = z.object({
  /** Steps of a cascade end when no firm loses more in one. */
  eps: z.number().min(1e-9).max(0.1).default(0.01),
  size: z.enum(RISK_SIZES).default('revenue'),
  essentiality: z.enum(RISK_ESSENTIALITIES).default('parts'),
  /** Amounts count in proportion to how far their relation is trusted. */
  byTrust: z.boolean().default(false),
  /** Days of use of every input that is held by makers of parts, of electronic parts, by vehicle makers and others. */
  partDays: days.default(10),
  electronicDays: days.default(20),
  otherDays: days.default(5),
  /** The same for firms of single nodes and everything below them; these go first. */
  nodeDays: z.record(z.string().max(40), days).default({}),
  /** Days until a stopped firm runs again. */
  recoveryDays: days.default(30),
  /** Days of shortage after which a buyer has taken on a supplier with spare capacity. */
  onboardingDays: days.default(30),
  /** From this loss of output on a firm counts as stopped. */
  stoppedFrom: z.number().min(0.01).max(1).default(0.5),
})
export type RiskRules = z.output<typeof riskRules>

/** The assumptions about time, as one question may change them. */
export type TimeAssumptions = Pick<
  RiskRules,
  'partDays' | 'electronicDays' | 'otherDays' | 'nodeDays' | 'recoveryDays' | 'onboardingDays'
>

/** Days to follow: until what was stopped runs again, and inventories along the chain have shown or hidden it. */
export function horizonOf(time: TimeAssumptions): number {
  const held = Math.max(time.partDays, time.electronicDays, time.otherDays, ...Object.values(time.nodeDays))
  return Math.min(365, Math.max(60, time.recoveryDays + 2 * held + 20))
}
