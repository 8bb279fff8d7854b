import type { Ctx } from '#kernel/module'
import type { Network } from '../../domain/network.ts'

/** Fewer firms than these behind a figure, and it would tell a single firm's. */
export const FEW = 5

/** Whether the caller may see figures of single firms wherever they are. */
export function seesAllFirms(ctx: Ctx): boolean {
  return ctx.kernel.permissions.decide(ctx.actor, 'chain.analysis.read', {}).field('firms')
}

/** Whether the caller may see figures of one firm of the network, by its number. */
export function firmSight(ctx: Ctx, { firms }: Network): (firm: number) => boolean {
  const known = new Map<number, boolean>()
  return (firm) => {
    const held = known.get(firm)
    if (held !== undefined) return held
    const seen = ctx.kernel.permissions
      .decide(ctx.actor, 'chain.analysis.read', {
        district: firms.region[firm] || null,
        enterpriseId: firms.inLibrary[firm] ? (firms.id[firm] as string) : null,
      })
      .field('firms')
    known.set(firm, seen)
    return seen
  }
}
