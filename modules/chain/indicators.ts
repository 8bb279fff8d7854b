import type { Indicator } from '#kernel/module'

/** What the chain measures for the plan. */
export const chainIndicators: readonly Indicator[] = []
