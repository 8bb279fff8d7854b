import { AppError } from '#kernel/core'
import type { Ctx, Disclosure, Indicator } from '#kernel/module'
import { librarySummary } from '#modules/registry'

/** An indicator with the module that offers it. */
export interface Offered {
  readonly indicator: Indicator
  readonly module: string
}

const offered = new WeakMap<object, ReadonlyMap<string, Offered>>()

/** Everything that the modules offer to measure, by key. */
export function indicatorsOf(ctx: Ctx): ReadonlyMap<string, Offered> {
  let known = offered.get(ctx.kernel.modules)
  if (!known) {
    known = new Map(
      ctx.kernel.modules.flatMap(({ name, indicators }) =>
        indicators.map((indicator) => [indicator.key, { indicator, module: name }] as const),
      ),
    )
    offered.set(ctx.kernel.modules, known)
  }
  return known
}

/** The indicator of a target; undefined when people enter its values, or its module is not there. */
export function indicatorOf(ctx: Ctx, key: string | null): Offered | undefined {
  return key === null ? undefined : indicatorsOf(ctx).get(key)
}

/**
 * Whether figures by district may be told however few firms stand behind them. An indicator that declares nothing is
 * statistical; what people enter is published by who entered it, with its document, and stands for no cell of firms.
 */
export function disclosureOf(offer: Offered | undefined): Disclosure {
  return offer ? (offer.indicator.disclosure ?? 'statistical') : 'public'
}

/** Whether the indicator is declared to grow only. */
export function isCumulative(offer: Offered | undefined): boolean {
  return offer?.indicator.cumulative ?? false
}

/** For binding: refuses an indicator that does not exist or measures in another unit. */
export function requireIndicator(ctx: Ctx, key: string, unit: string): void {
  const found = indicatorsOf(ctx).get(key)
  if (!found) throw new AppError('plan.target.indicator', { value: key }, { field: 'body.indicator' })
  if (found.indicator.unit !== unit) {
    throw new AppError(
      'plan.target.indicatorUnit',
      { indicator: key, has: found.indicator.unit, wants: unit },
      { field: 'body.indicator' },
    )
  }
}

/** Indicators for the binding form. */
export function listOfIndicators(ctx: Ctx) {
  return {
    indicators: [...indicatorsOf(ctx).values()].map(({ indicator, module }) => ({
      key: indicator.key,
      titles: indicator.titles,
      unit: indicator.unit,
      formula: indicator.formula,
      freshDays: indicator.freshDays,
      module,
    })),
  }
}

/**
 * Whether there is anything to measure. An empty library would make every count 0, and an unknown is never a zero;
 * the library belongs to the registry, so only its indicators wait for it.
 */
export async function measurable(ctx: Ctx, offer: Offered): Promise<boolean> {
  return offer.module !== 'registry' || (await librarySummary(ctx)).enterprises > 0
}
