import { z } from 'zod'
import { riskRules } from '../risk/domain/assumptions.ts'
import { DEFAULT_TRUST, SOURCE_KINDS } from './confidence.ts'

/** The five definitions of the local sourcing rate. */
export const LOCAL_DEFINITIONS = [
  'part_count',
  'tier1_spend',
  'traced_value_added',
  'roll_up',
  'originating',
] as const
export type LocalDefinition = (typeof LOCAL_DEFINITIONS)[number]

const trust = z.object({
  confidence: z.number().min(0).max(1),
  halfLifeDays: z.number().int().min(1).max(36_500),
})

/** From when on a node counts as strong, weak or at risk. */
const gapRules = z.object({
  /** Strong: at least this share of local demand is met by local makers … */
  strongShare: z.number().min(0).max(1).default(0.5),
  /** … of whom at least so many deliver in series or small batches. */
  strongFirms: z.number().int().min(1).max(1_000).default(3),
  /** At risk: concentrated from this Herfindahl-Hirschman index on (0.25 is the usual mark) and at the same time … */
  riskConcentration: z.number().min(0).max(1).default(0.25),
  /** … this share of demand hangs on single suppliers that no able local maker could replace; */
  riskIrreplaceable: z.number().min(0).max(1).default(0.3),
  /** or: a firm of the node would stop this share of the whole chain. */
  riskSystemic: z.number().min(0).max(1).default(0.05),
})
export type GapRules = z.output<typeof gapRules>

/** What a city decides about its chain. */
export const chainSettings = z.object({
  /** The definition that the plan's target is measured by. */
  localDefinition: z.enum(LOCAL_DEFINITIONS).default('tier1_spend'),
  /** A part counts as originating from this local share on (roll-up and originating content). */
  originThreshold: z.number().min(0).max(1).default(0.7),
  /** Facts trusted less than this stand in the queue for checking. */
  checkBelow: z.number().min(0).max(1).default(0.5),
  /** Facts trusted less than this no longer count in any figure. */
  dropBelow: z.number().min(0).max(1).default(0.15),
  gap: gapRules.prefault({}),
  /** What is assumed about failures. */
  risk: riskRules.prefault({}),
  trust: z
    .object(
      Object.fromEntries(SOURCE_KINDS.map((kind) => [kind, trust.default(DEFAULT_TRUST[kind])])) as {
        [K in (typeof SOURCE_KINDS)[number]]: z.ZodDefault<typeof trust>
      },
    )
    .prefault({}),
})
export type ChainSettings = z.output<typeof chainSettings>

export const DEFAULT_SETTINGS: ChainSettings = chainSettings.parse({})
