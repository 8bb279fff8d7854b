import type { Ctx } from '#kernel/module'
import type { GraphElement, GraphPicture } from '../../contract/graph.ts'
import { LOCAL, type Network, NONE, OUTSIDE } from '../../domain/network.ts'
import { FEW, knownOr, seesAllFirms } from '../../service/sight.ts'
import { type Flow, flowsBetween } from '../domain/flows.ts'
import type { Gathered, Group } from '../domain/gather.ts'
import type { Wanted } from '../domain/wanted.ts'
import { soleForOf } from './prepared.ts'

/** Groups of firms and the relations between them, as a picture. */
export function pictureOf(ctx: Ctx, network: Network, isWanted: Wanted, gathered: Gathered): GraphPicture {
  const { relations } = network
  const { groups, groupOf, together } = gathered
  const flows = flowsBetween(
    network,
    groups.length,
    (row) => groupOf[relations.supplier[row] as number] as number,
    (row) => groupOf[relations.buyer[row] as number] as number,
    isWanted.relation,
  )
  const elements = groups.map((group) => elementOf(network, group))
  return {
    asOf: network.asOf,
    synthetic: network.synthetic,
    elements,
    links: flows.map((flow) => linkOf(ctx, network, elements, groups, flow)),
    firms: groups.reduce((sum, group) => sum + group.firms, 0),
    gathered: together,
  }
}

export function elementOf(network: Network, { firm, node, hop, firms: count }: Group): GraphElement {
  const { firms, nodes } = network
  const isNode = node !== NONE && node >= 0
  const code = isNode ? (nodes.code[node] as string) : null
  if (firm < 0)
    return {
      key: `more:${hop}:${code ?? ''}`,
      kind: 'more',
      id: code ?? '',
      nameZh: isNode ? (nodes.nameZh[node] as string) : '',
      nameEn: isNode ? (nodes.nameEn[node] as string) : '',
      node: code,
      district: null,
      place: 'unknown',
      inLibrary: false,
      firms: count,
      hop,
      soleFor: 0,
    }
  const place = firms.place[firm]
  return {
    key: `firm:${firms.id[firm]}`,
    kind: 'firm',
    id: firms.id[firm] as string,
    nameZh: firms.name[firm] as string,
    nameEn: firms.name[firm] as string,
    node: code,
    district: firms.region[firm] || null,
    place: place === LOCAL ? 'local' : place === OUTSIDE ? 'outside' : 'unknown',
    inLibrary: firms.inLibrary[firm] === 1,
    firms: 1,
    hop,
    soleFor: soleForOf(network)[firm] as number,
  }
}

/** A link between firms that both have a name is a fact that may be read; of others, sums of few firms are withheld. */
function linkOf(
  ctx: Ctx,
  { nodes, relations }: Network,
  elements: readonly GraphElement[],
  groups: readonly Group[],
  flow: Flow,
): GraphPicture['links'][number] {
  const isNamed = (groups[flow.from]?.firm ?? -1) >= 0 && (groups[flow.to]?.firm ?? -1) >= 0
  const isOpen = isNamed || seesAllFirms(ctx) || (flow.suppliers.size >= FEW && flow.buyers.size >= FEW)
  return {
    from: (elements[flow.from] as GraphElement).key,
    to: (elements[flow.to] as GraphElement).key,
    relations: flow.relations,
    amount: isOpen ? knownOr(flow.amount) : null,
    node: nodes.code[flow.node] ?? null,
    relationId: isNamed && flow.relations === 1 ? (relations.id[flow.row] as string) : null,
    trust: flow.trust,
  }
}
