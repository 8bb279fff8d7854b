import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { civilDate } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import { CHECK_AGES, type CheckFact, type listChecks } from '../../contract/checks.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { countQueue, type QueueQuery, type QueueRow, selectQueue } from '../store/queue.ts'

/** A page of the facts that the caller may see and that are trusted too little, the gravest first. */
export async function findChecks(
  ctx: Ctx,
  { page, size, kind, node, district, age, q }: EndpointInput<typeof listChecks>['query'],
): Promise<EndpointReply<typeof listChecks>> {
  const network = await networkOf(ctx)
  const { checkBelow, trust } = await settingsOf(ctx)
  const halfLives = Object.fromEntries(
    Object.entries(trust).map(([of, { halfLifeDays }]) => [of, halfLifeDays]),
  )
  const query: QueueQuery = {
    asOf: civilDate(ctx.kernel.now()),
    below: checkBelow,
    halfLives,
    kind,
    q,
    nodes: node === undefined ? undefined : (await reference(ctx)).below(node),
    firms: seenFirms(ctx, network),
    alsoFirms: district === undefined ? undefined : firmsIn(network, new Set([district])),
  }
  const counted = await countQueue(ctx.db, query, CHECK_AGES)
  const rows = await selectQueue(ctx.db, query, {
    ages: CHECK_AGES,
    age,
    offset: (page - 1) * size,
    limit: size,
  })
  if (rows.length > 0)
    await ctx.kernel.audit.append(ctx, {
      action: 'chain.checks.read',
      resource: 'chain.fact',
      recordId: null,
      detail: { rows: rows.length, kind: kind ?? null, node: node ?? null, district: district ?? null },
    })
  return {
    rows: rows.map((row) => shownFact(network, row)),
    total: age === undefined ? counted.ages.reduce((sum, n) => sum + n, 0) : (counted.ages[age] ?? 0),
    page,
    size,
    threshold: checkBelow,
    ages: counted.ages,
    facts: counted.facts,
    synthetic: network.synthetic,
  }
}

/** The firms whose facts the caller may see; undefined: all. Either end of a fact is enough. */
function seenFirms(ctx: Ctx, network: Network): readonly string[] | undefined {
  const scope = ctx.kernel.permissions.filter(ctx.actor, 'chain.fact.read')
  if (scope.kind === 'any') return undefined
  if (scope.kind === 'none') return []
  const own = scope.enterpriseId === null ? [] : [scope.enterpriseId]
  return [...firmsIn(network, new Set(scope.districts)), ...own]
}

const firmsIn = ({ firms }: Network, districts: ReadonlySet<string>) =>
  firms.id.filter((_, at) => districts.has(firms.region[at] as string))

function shownFact(network: Network, { supplierId, buyerId, fields, ...row }: QueueRow): CheckFact {
  return {
    ...row,
    supplier: shownFirm(network, supplierId),
    buyer: shownFirm(network, buyerId),
    values: fields,
  }
}

function shownFirm(network: Network, id: string | null): CheckFact['supplier'] {
  if (id === null) return null
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
