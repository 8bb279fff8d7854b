import type { Indicator } from '#kernel/module'
import { localSourcingRate } from './local/index.ts'

/** What the chain measures for the plan. */
export const chainIndicators: readonly Indicator[] = [localSourcingRate]
