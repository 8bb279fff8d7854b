import { soleSuppliers } from '#engines/graph'
import { civilDate } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { SupplyRow } from '../../contract/facts.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import type { StoredSupply, SupplyQuery } from '../store/supplies.ts'

/** What every view of relations needs. */
export interface Frame {
  readonly network: Network
  readonly query: SupplyQuery
  readonly sole: ReadonlySet<string>
}

const soles = new WeakMap<Network, ReadonlySet<string>>()

/** Relations whose buyer gets the node from nobody else, by id; worked out once for a network. */
function soleRelations(network: Network): ReadonlySet<string> {
  const known = soles.get(network)
  if (known) return known
  const { supplier, buyer, node, id } = network.relations
  const found = new Set(
    soleSuppliers(network.firms.id.length, supplier, buyer, node)
      .filter((of) => of.supplier !== of.buyer)
      .flatMap(({ rows }) => rows.map((row) => id[row] as string)),
  )
  soles.set(network, found)
  return found
}

/** The chain of today and the firms whose relations the caller may see: either end is enough. */
export async function frameOf(ctx: Ctx): Promise<Frame> {
  const network = await networkOf(ctx)
  const { trust } = await settingsOf(ctx)
  const seen = seenFirms(ctx, network)
  return {
    network,
    sole: soleRelations(network),
    query: {
      asOf: civilDate(ctx.kernel.now()),
      halfLives: Object.fromEntries(
        Object.entries(trust).map(([kind, { halfLifeDays }]) => [kind, halfLifeDays]),
      ),
      ends: seen ? [seen] : [],
    },
  }
}

function seenFirms(ctx: Ctx, network: Network): readonly string[] | undefined {
  const scope = ctx.kernel.permissions.filter(ctx.actor, 'chain.fact.read')
  if (scope.kind === 'any') return undefined
  if (scope.kind === 'none') return []
  const own = scope.enterpriseId === null ? [] : [scope.enterpriseId]
  return [...firmsIn(network, new Set(scope.districts)), ...own]
}

export const firmsIn = ({ firms }: Network, districts: ReadonlySet<string>) =>
  firms.id.filter((_, at) => districts.has(firms.region[at] as string))

export function shownSupply({ network, sole }: Frame, stored: StoredSupply): SupplyRow {
  const {
    supplierId,
    buyerId,
    libraryId,
    evidence: _e,
    batchId: _b,
    createdBy: _c,
    updatedAt: _u,
    ageDays: _a,
    ...row
  } = stored
  return {
    ...row,
    supplier: shownFirm(network, supplierId),
    buyer: shownFirm(network, buyerId),
    origin:
      libraryId !== null ? 'library' : row.sourceKind === 'confirmed_proposal' ? 'confirmed_proposal' : 'own',
    sole: sole.has(row.id),
  }
}

function shownFirm(network: Network, id: string): SupplyRow['supplier'] {
  const at = indexOf(network).firmById.get(id)
  // Closed firms are not in the network; the fact still names one.
  if (at === undefined) return { id, name: '', inLibrary: true, district: null }
  const { name, inLibrary, region } = network.firms
  return {
    id,
    name: name[at] as string,
    inLibrary: inLibrary[at] === 1,
    district: (region[at] as string) || null,
  }
}
