import type { DaysOutcome, StopLink, StopPath } from '#engines/systemic-risk'
import type { Ctx } from '#kernel/module'
import type { RiskAssumptions, RiskGroup, RiskLoser, RiskPath } from '../../contract/risk-outcome.ts'
import { type Network, NONE } from '../../domain/network.ts'
import { FEW, firmSight, seesAllFirms, shownFirm } from '../../service/sight.ts'
import type { RiskRules } from '../domain/assumptions.ts'
import { timelineOf } from '../domain/days.ts'
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
  const supplyOf = suppliesAlong(ctx, network, paths)
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
          supply: supplyOf(link, direction),
          node: network.nodes.code[link.sector] ?? null,
          lossFrom: link.lossFrom,
          lossTo: link.lossTo,
          part: link.part,
        })),
      },
    ]
  })
}

const keyOf = (supplier: number, buyer: number) => supplier * 2 ** 24 + buyer

/**
 * The relation behind each link, where the caller may read it. Downstream goods run along the link, upstream against it; of
 * several between the same two the one of the link's node goes first, then the largest.
 */
function suppliesAlong(ctx: Ctx, network: Network, paths: ShockReply['paths']) {
  const { relations, firms, nodes } = network
  const ends = ({ from, to }: StopLink, direction: StopPath['direction']) =>
    direction === 'up' ? keyOf(to, from) : keyOf(from, to)
  const rows = new Map<number, number[]>()
  for (const { links, direction } of paths) for (const link of links) rows.set(ends(link, direction), [])
  for (let row = 0; row < relations.id.length; row++)
    rows.get(keyOf(relations.supplier[row] as number, relations.buyer[row] as number))?.push(row)
  const facts = (firm: number) => ({
    enterpriseId: firms.inLibrary[firm] === 1 ? (firms.id[firm] as string) : null,
    district: firms.region[firm] || null,
  })
  const may = (firm: number) =>
    ctx.kernel.permissions.decide(ctx.actor, 'chain.fact.read', facts(firm)).field('relations')
  return (link: StopLink, direction: StopPath['direction']): string | null => {
    if (!may(link.from) && !may(link.to)) return null
    const weight = (row: number) => relations.amount[row] || 0
    const isOn = (row: number) =>
      Number(relations.node[row] === link.sector && link.sector < nodes.code.length)
    const [row] = (rows.get(ends(link, direction)) ?? []).toSorted(
      (a, b) => isOn(b) - isOn(a) || weight(b) - weight(a),
    )
    return row === undefined ? null : (relations.id[row] as string)
  }
}

/** A failure by day; counts of fewer than five firms only for who may see single ones. */
export function shownTimeline(ctx: Ctx, outcome: DaysOutcome) {
  const { begins, stops, ...timeline } = timelineOf(outcome)
  const open = seesAllFirms(ctx)
  const shown = (counts: number[]) =>
    counts.map((count) => (open || count === 0 || count >= FEW ? count : null))
  return { ...timeline, begins: shown(begins), stops: shown(stops) }
}

/** The assumptions behind a figure, for the page to show. */
export function shownAssumptions({ eps: _eps, nodeDays: _nodeDays, ...rules }: RiskRules): RiskAssumptions {
  return rules
}
