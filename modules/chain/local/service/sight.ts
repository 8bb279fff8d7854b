import type { Ctx } from '#kernel/module'
import { indexOf, LOCAL, type Network, OUTSIDE } from '../../domain/network.ts'

/** Fewer firms than these behind a figure, and it would tell a single firm's. */
export const FEW = 5

/** Whether the caller may see figures of single firms wherever they are. */
export const seesAllFirms = (ctx: Ctx): boolean =>
  ctx.kernel.permissions.decide(ctx.actor, 'chain.analysis.read', {}).field('firms')

/** Whether the caller may see figures about a firm, by its id: everybody's, those of its districts, or its own. */
export function firmSight(ctx: Ctx, network: Network): (id: string | null) => boolean {
  const all = seesAllFirms(ctx)
  const { firmById } = indexOf(network)
  return (id) => {
    if (all) return true
    if (id === null) return false
    const at = firmById.get(id)
    const facts = { enterpriseId: id, district: at === undefined ? null : network.firms.region[at] || null }
    return ctx.kernel.permissions.decide(ctx.actor, 'chain.analysis.read', facts).field('firms')
  }
}

/** Whether the caller may see the bill of a maker, or a line of it by its supplier. */
export function billSight(ctx: Ctx, network: Network): (id: string | null) => boolean {
  const { firmById } = indexOf(network)
  const ask = (facts: object) =>
    ctx.kernel.permissions.decide(ctx.actor, 'chain.fact.read', facts).field('bills')
  const all = ask({})
  return (id) => {
    if (all) return true
    if (id === null) return false
    const at = firmById.get(id)
    return ask({ enterpriseId: id, district: at === undefined ? null : network.firms.region[at] || null })
  }
}

const PLACES = { [LOCAL]: 'local', [OUTSIDE]: 'outside' } as const

/** A place as the contract calls it. */
export const placeName = (place: number): 'local' | 'outside' | 'unknown' =>
  PLACES[place as keyof typeof PLACES] ?? 'unknown'

/** Name of a firm by its id; null for none, and for one that is no longer there. */
export function firmName(network: Network, id: string | null): string | null {
  const at = id === null ? undefined : indexOf(network).firmById.get(id)
  return at === undefined ? null : (network.firms.name[at] as string)
}

export const isKnown = (value: number) => (Number.isNaN(value) ? null : value)
