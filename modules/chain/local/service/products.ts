import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import type { SourceKind } from '../../domain/confidence.ts'
import { trustOn } from '../../domain/confidence.ts'
import { indexOf, LOCAL, type Network, NONE, OUTSIDE, UNKNOWN_PLACE } from '../../domain/network.ts'
import type { ChainSettings } from '../../domain/settings.ts'
import { localTo } from '../../service/network.ts'
import type { BillLine } from '../domain/bill.ts'
import type { Product } from '../domain/product-graph.ts'
import { type StoredLine, type StoredModel, selectLines, selectModels } from '../store/bills.ts'

/** A model on sale with the lines of its bill that are still trusted; lines stand after what they go into. */
export interface ReadModel {
  readonly stored: StoredModel
  readonly lines: readonly StoredLine[]
  readonly trust: number
  readonly lineTrust: readonly number[]
  readonly product: Product
}

/** The vehicle models on sale on a day with their bills, as far as facts are trusted enough to count. */
export async function readModels(
  ctx: Ctx,
  network: Network,
  settings: ChainSettings,
  asOf: string,
): Promise<ReadModel[]> {
  const isLocal = localTo(ctx, await reference(ctx))
  const models = await selectModels(ctx.db, asOf)
  const byModel = Map.groupBy(
    await selectLines(
      ctx.db,
      models.map(({ id }) => id),
    ),
    ({ modelId }) => modelId,
  )
  const { firmById, nodeByCode } = indexOf(network)
  const placeOf = (region: string | null) =>
    region === null || region === '' ? UNKNOWN_PLACE : isLocal(region) ? LOCAL : OUTSIDE
  const trust = (fact: StoredModel | StoredLine) => {
    const { halfLifeDays } = settings.trust[fact.sourceKind as SourceKind] ?? settings.trust.analyst
    return trustOn(fact.confidence, fact.observedOn, asOf, halfLifeDays)
  }
  return models.flatMap((stored): ReadModel[] => {
    const modelTrust = trust(stored)
    if (modelTrust < settings.dropBelow) return []
    const lines = treeOf((byModel.get(stored.id) ?? []).filter((line) => trust(line) >= settings.dropBelow))
    const at = new Map(lines.map(({ id }, index) => [id, index]))
    const billLine = (line: StoredLine): BillLine => {
      const supplier = line.supplierId === null ? -1 : (firmById.get(line.supplierId) ?? -1)
      const told = placeOf(line.origin)
      return {
        id: line.id,
        parent: line.parentId === null ? -1 : (at.get(line.parentId) as number),
        node: line.node === null ? NONE : (nodeByCode.get(line.node) ?? NONE),
        supplier,
        // A supplier's seat stands for the place of making where nothing better is known.
        place:
          told !== UNKNOWN_PLACE || supplier < 0 ? told : (network.firms.place[supplier] ?? UNKNOWN_PLACE),
        quantity: line.quantity,
        unitCost: line.unitCost,
        costShare: line.costShare,
        localShare: line.localShare,
      }
    }
    return [
      {
        stored,
        lines,
        trust: modelTrust,
        lineTrust: lines.map(trust),
        product: {
          id: stored.id,
          oem: firmById.get(stored.oemId) ?? -1,
          volume: stored.volume,
          place: placeOf(stored.assemblyRegion),
          bill: { assemblyValue: stored.assemblyValue, lines: lines.map(billLine) },
        },
      },
    ]
  })
}

/** Lines with each after its parent; those whose parent no longer counts, and what goes into them, are left out. */
function treeOf(lines: readonly StoredLine[]): StoredLine[] {
  const parts = Map.groupBy(lines, ({ parentId }) => parentId)
  const ordered: StoredLine[] = []
  const add = (parent: string | null) => {
    for (const line of parts.get(parent) ?? []) {
      ordered.push(line)
      add(line.id)
    }
  }
  add(null)
  return ordered
}
