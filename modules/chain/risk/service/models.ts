import type { EndpointReply } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { getFirmRisk } from '../../contract/risk-firm.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { firmSight } from '../../service/sight.ts'
import type { RiskRules } from '../domain/assumptions.ts'
import type { ShockReply } from '../domain/tasks.ts'
import { selectModelsNaming } from '../store/models.ts'

/** Suppliers whose bills are looked up: the failing firm and those that it stops. */
const MOST_NAMED = 300

/** Models whose bills name the firm or one that it stops, each by the worst of them. */
export async function modelsOf(
  ctx: Ctx,
  network: Network,
  firm: number,
  { stoppedFrom }: RiskRules,
  { losses }: ShockReply,
): Promise<EndpointReply<typeof getFirmRisk>['models']> {
  const { firmById } = indexOf(network)
  const own = network.firms.id[firm] as string
  const lossOf = new Map([[own, 1]])
  for (const [at, of] of losses.firm.entries())
    if ((losses.loss[at] as number) >= stoppedFrom && lossOf.size < MOST_NAMED)
      lossOf.set(network.firms.id[of] as string, losses.loss[at] as number)
  const lines = await selectModelsNaming(ctx.db, [...lossOf.keys()], network.asOf)
  const sees = firmSight(ctx, network)
  const { id, name } = network.firms
  const nameOf = (firm: number | undefined) =>
    firm !== undefined && sees(firm) ? { id: id[firm] as string, name: name[firm] as string } : null
  const mayBill = (id: string) => {
    const at = firmById.get(id)
    const facts = { enterpriseId: id, district: at === undefined ? null : network.firms.region[at] || null }
    return ctx.kernel.permissions.decide(ctx.actor, 'chain.fact.read', facts).field('bills')
  }
  const byModel = Map.groupBy(
    lines.filter(({ oemId, supplierId }) => mayBill(oemId) || mayBill(supplierId)),
    ({ id }) => id,
  )
  return [...byModel.values()]
    .map((of) => {
      const worst = of.reduce((a, b) =>
        (lossOf.get(b.supplierId) ?? 0) * Number(b.supplierId === own ? 2 : 1) >
        (lossOf.get(a.supplierId) ?? 0) * Number(a.supplierId === own ? 2 : 1)
          ? b
          : a,
      )
      return {
        id: worst.id,
        code: worst.code,
        name: worst.name,
        oem: nameOf(firmById.get(worst.oemId)),
        direct: worst.supplierId === own,
        lines: of.reduce((sum, line) => sum + line.lines, 0),
        parts: [...worst.parts],
        supplier: nameOf(firmById.get(worst.supplierId)),
        loss: lossOf.get(worst.supplierId) ?? 0,
      }
    })
    .sort((a, b) => Number(b.direct) - Number(a.direct) || b.loss - a.loss || a.code.localeCompare(b.code))
}
