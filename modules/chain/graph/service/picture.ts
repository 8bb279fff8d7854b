import type { Ctx } from '#kernel/module'
import type { GraphElement, GraphLink, GraphPicture } from '../../contract/graph.ts'
import { LOCAL, type Network, NONE, OUTSIDE } from '../../domain/network.ts'
import { FEW, firmSight, knownOr, seesAllFirms } from '../../service/sight.ts'
import { type Flow, flowsBetween } from '../domain/flows.ts'
import type { Gathered, Group } from '../domain/gather.ts'
import type { Wanted } from '../domain/wanted.ts'
import { soleForOf } from './prepared.ts'
import { mayTell, relationSight } from './seen.ts'

/** Groups of firms and the relations between them, as a picture of what the caller may see. */
export function pictureOf(ctx: Ctx, network: Network, isWanted: Wanted, gathered: Gathered): GraphPicture {
  const { relations, firms } = network
  const { groups, groupOf, together } = gathered
  const flows = flowsBetween(network, groups.length, {
    fromOf: (row) => groupOf[relations.supplier[row] as number] as number,
    toOf: (row) => groupOf[relations.buyer[row] as number] as number,
    isIn: isWanted.relation,
    isSeen: relationSight(ctx, network),
    isLocal: (firm) => firms.place[firm] === LOCAL,
  })
  const elements = elementsOf(ctx, network, groups)
  const isFirm = (group: number) => (groups[group]?.firm ?? -1) >= 0
  const isWhole = elements.every((element) => element.firms !== null)
  return {
    asOf: network.asOf,
    synthetic: network.synthetic,
    elements,
    // With whom a firm trades is nobody's to know but those concerned: not even that there is something.
    links: flows
      .filter((flow) => flow.isSeen || !(isFirm(flow.from) || isFirm(flow.to)))
      .map((flow) => linkOf(network, elements, isFirm(flow.from) && isFirm(flow.to), flow)),
    // A sum over all would tell the one that is withheld.
    firms: isWhole ? groups.reduce((sum, group) => sum + group.firms, 0) : null,
    gathered: isWhole ? together : null,
  }
}

/** Groups as the caller may see them. */
export function elementsOf(ctx: Ctx, network: Network, groups: readonly Group[]): GraphElement[] {
  const isOpen = seesAllFirms(ctx)
  const sees = firmSight(ctx, network)
  return groups.map((group) =>
    group.firm >= 0
      ? firmElement(network, group, sees(group.firm))
      : // Firms on a node are public; how many of them are partners of partners is not.
        moreElement(network, group, isOpen || Math.abs(group.hop) <= 1 || group.firms >= FEW),
  )
}

function moreElement({ nodes }: Network, { node, hop, firms }: Group, mayCount: boolean): GraphElement {
  const isNode = node !== NONE
  const code = isNode ? (nodes.code[node] as string) : null
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
    firms: mayCount ? firms : null,
    hop,
    soleFor: null,
  }
}

function firmElement(network: Network, { firm, node, hop }: Group, isSeen: boolean): GraphElement {
  const { firms, nodes } = network
  const place = firms.place[firm]
  return {
    key: `firm:${firms.id[firm]}`,
    kind: 'firm',
    id: firms.id[firm] as string,
    nameZh: firms.name[firm] as string,
    nameEn: firms.name[firm] as string,
    node: node === NONE ? null : (nodes.code[node] as string),
    district: firms.region[firm] || null,
    place: place === LOCAL ? 'local' : place === OUTSIDE ? 'outside' : 'unknown',
    inLibrary: firms.inLibrary[firm] === 1,
    firms: 1,
    hop,
    soleFor: isSeen ? (soleForOf(network)[firm] as number) : null,
  }
}

function linkOf(
  { nodes, relations }: Network,
  elements: readonly GraphElement[],
  isBetweenFirms: boolean,
  flow: Flow,
): GraphLink {
  const isTold = mayTell(flow)
  return {
    from: (elements[flow.from] as GraphElement).key,
    to: (elements[flow.to] as GraphElement).key,
    relations: isTold ? flow.relations : null,
    amount: isTold ? knownOr(flow.amount) : null,
    node: nodes.code[flow.node] ?? null,
    relationId: isBetweenFirms && flow.relations === 1 ? (relations.id[flow.row] as string) : null,
    trust: isTold ? flow.trust : null,
  }
}
