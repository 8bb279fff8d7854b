import type { EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { getSecondSources } from '../../contract/risk-firm.ts'
import type { Network } from '../../domain/network.ts'
import { firmSight, shownFirm } from '../../service/sight.ts'
import { alternativesFor } from '../domain/alternatives.ts'
import { SECOND_SHARE, type SecondReply } from '../domain/second-sources.ts'
import { asked, secondsSince } from './asked.ts'
import { ask } from './prepared.ts'

/** What a further supplier would save, for each need that only this firm meets. */
export async function secondSourcesOf(ctx: Ctx, id: string): Promise<EndpointReply<typeof getSecondSources>> {
  const begun = performance.now()
  const { network, firm, rules, ready } = await asked(ctx, id)
  const found = await ask<SecondReply>({ kind: 'second', network: ready.network, eps: rules.eps, firm })
  const sees = firmSight(ctx, network)
  const seen = found.slots.filter(({ buyer }) => sees(buyer))
  const ableOn = new Map<number, number>()
  const able = (node: number) => {
    const held = ableOn.get(node)
    if (held !== undefined) return held
    const makers = alternativesFor(network, new Set([node]), new Set([firm])).filter(
      ({ stage }) => stage >= 3,
    )
    const count = new Set(makers.map((maker) => maker.firm)).size
    ableOn.set(node, count)
    return count
  }
  return {
    esri: found.esri,
    withAll: found.withAll,
    assumed: { share: SECOND_SHARE },
    slots: seen.map(({ buyer, sector, amount, dependence, esri }) => ({
      buyer: shownFirm(network, buyer),
      node: network.nodes.code[sector] ?? null,
      amount: isAmountKnown(network, firm, buyer, sector) ? amount : null,
      dependence,
      esri,
      saved: found.esri - esri,
      able: able(sector),
    })),
    hidden: found.slots.length - seen.length + found.more,
    seconds: secondsSince(begun),
  }
}

function isAmountKnown({ relations }: Network, supplier: number, buyer: number, node: number): boolean {
  for (let row = 0; row < relations.supplier.length; row++)
    if (
      relations.supplier[row] === supplier &&
      relations.buyer[row] === buyer &&
      relations.node[row] === node &&
      Number.isNaN(relations.amount[row])
    )
      return false
  return true
}
