import type { Ctx } from '#kernel/module'
import type { RiskAssumptions, RiskGroup, RiskLoser, RiskPath } from '../../contract/risk.ts'
import { type Network, NONE } from '../../domain/network.ts'
import { FEW, firmSight, seesAllFirms, shownFirm } from '../../service/sight.ts'
import type { RiskRules } from '../domain/assumptions.ts'
import type { Losses } from '../domain/losses.ts'
import type { ShockReply } from '../domain/tasks.ts'
import type { Prepared } from './prepared.ts'

const MOST_LOSERS = 500

/** Figures of a shock as the caller may see them. */
export function outcomeOf(
  ctx: Ctx,
  network: Network,
  { network: engine }: Prepared,
  rules: RiskRules,
  { figures, converged, losses }: ShockReply,
) {
  const sees = firmSight(ctx, network)
  const seen = [...losses.firm.keys()].filter((at) => sees(losses.firm[at] as number))
  const { previous: _previous, ...shown } = figures
  const isSize = (firm: number) => (engine.output[firm] as number) > 0
  return {
    ...shown,
    eps: rules.eps,
    converged,
    reached: losses.firm.length,
    stopped: losses.loss.filter((loss) => loss >= rules.stoppedFrom).length,
    losers: seen.slice(0, MOST_LOSERS).map((at): RiskLoser => {
      const firm = losses.firm[at] as number
      const loss = losses.loss[at] as number
      return {
        ...shownFirm(network, firm),
        down: losses.down[at] as number,
        up: losses.up[at] as number,
        loss,
        lost: isSize(firm) ? loss * (engine.output[firm] as number) : null,
      }
    }),
    hiddenLosers: losses.firm.length - seen.length,
    byNode: groupsOf(ctx, engine, losses, rules, (firm) => {
      const node = network.firms.node[firm] as number
      return node === NONE ? null : (network.nodes.code[node] as string)
    }),
    byDistrict: groupsOf(ctx, engine, losses, rules, (firm) => network.firms.region[firm] || null),
  }
}

/** Losses by what firms have in common; of fewer than five firms only for who may see single ones. */
function groupsOf(
  ctx: Ctx,
  { output, totalOutput }: Prepared['network'],
  { firm, loss }: Losses,
  { stoppedFrom }: RiskRules,
  codeOf: (firm: number) => string | null,
): RiskGroup[] {
  const groups = new Map<string | null, { firms: number; stopped: number; lost: number }>()
  for (const [at, of] of firm.entries()) {
    const code = codeOf(of)
    const group = groups.get(code) ?? { firms: 0, stopped: 0, lost: 0 }
    group.firms++
    if ((loss[at] as number) >= stoppedFrom) group.stopped++
    group.lost += (loss[at] as number) * (output[of] as number)
    groups.set(code, group)
  }
  const open = seesAllFirms(ctx)
  return [...groups]
    .sort(([, a], [, b]) => b.lost - a.lost)
    .map(([code, { firms, stopped, lost }]) => {
      const hidden = !open && firms < FEW
      return {
        code,
        firms,
        stopped: hidden ? null : stopped,
        lost: hidden ? null : lost,
        share: hidden || totalOutput === 0 ? null : lost / totalOutput,
      }
    })
}

/** The paths to firms that the caller may see; firms on the way that it may not see have no name. */
export function pathsOf(ctx: Ctx, network: Network, { paths }: ShockReply): RiskPath[] {
  const sees = firmSight(ctx, network)
  const named = (firm: number) => (sees(firm) ? shownFirm(network, firm) : null)
  return paths.flatMap(({ firm, loss, direction, links }): RiskPath[] => {
    const to = named(firm)
    if (to === null || direction === 'shock') return []
    return [
      {
        to,
        loss,
        direction,
        steps: links.map((link) => ({
          from: named(link.from),
          to: named(link.to),
          node: network.nodes.code[link.sector] ?? null,
          lossFrom: link.lossFrom,
          lossTo: link.lossTo,
          part: link.part,
        })),
      },
    ]
  })
}

/** The assumptions behind a figure, for the page to show. */
export function shownAssumptions({ eps: _eps, nodeDays: _nodeDays, ...rules }: RiskRules): RiskAssumptions {
  return rules
}
