import type { Ctx } from '#kernel/module'
import { type Network, NONE } from '../domain/network.ts'

/** Fewer firms than these behind a figure, and it would tell a single firm's. */
export const FEW = 5

/** Whether the caller may see figures of single firms wherever they are. */
export const seesAllFirms = (ctx: Ctx): boolean =>
  ctx.kernel.permissions.decide(ctx.actor, 'chain.analysis.read', {}).field('firms')

/** Whether the caller may see the risk of one firm, by its number: everybody's, those of its districts, or its own. */
export function firmSight(ctx: Ctx, { firms }: Network): (firm: number) => boolean {
  if (seesAllFirms(ctx)) return () => true
  const known = new Map<number, boolean>()
  return (firm) => {
    const held = known.get(firm)
    if (held !== undefined) return held
    const facts = {
      district: firms.region[firm] || null,
      enterpriseId: firms.inLibrary[firm] === 1 ? (firms.id[firm] as string) : null,
    }
    const seen = ctx.kernel.permissions.decide(ctx.actor, 'chain.analysis.read', facts).field('firms')
    known.set(firm, seen)
    return seen
  }
}

/** A firm as pages show it. */
export function shownFirm({ firms, nodes }: Network, firm: number) {
  const node = firms.node[firm] as number
  return {
    id: firms.id[firm] as string,
    name: firms.name[firm] as string,
    district: firms.region[firm] || null,
    node: node === NONE ? null : (nodes.code[node] as string),
    inLibrary: firms.inLibrary[firm] === 1,
  }
}

export const knownOr = (value: number) => (Number.isNaN(value) ? null : value)
