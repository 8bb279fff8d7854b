import type { FeatureName } from '#engines/link-prediction'
import type { Ctx } from '#kernel/module'
import type { ProposalFact } from '../../contract/links.ts'
import { type Network, NONE } from '../../domain/network.ts'
import { firmSight, knownOr, seesAllFirms } from '../../service/sight.ts'
import { shownEnd } from './rows.ts'

/** Facts listed behind one reason. */
const LISTED = 12
const STAGES = [null, 'developing', 'sample', 'small_batch', 'series']

/** Numbers of supplier, buyer and node in the network. */
export interface Pair {
  readonly supplier: number
  readonly buyer: number
  readonly node: number
}

/** The facts a reason stands on, as the caller may see them; `count` is null where the caller may not know how many. */
export type FactsOf = (feature: FeatureName) => {
  readonly facts: ProposalFact[]
  readonly count: number | null
}

/** Looks up, for one proposal, the stored facts behind each kind of reason. */
export function evidenceFor(ctx: Ctx, network: Network, pair: Pair): FactsOf {
  const { relations, capabilities } = network
  const open = seesAllFirms(ctx)
  const sees = relationSight(ctx, network)
  const seesFirm = firmSight(ctx, network)
  return (feature) => {
    const rows = relationRows(network, pair)[feature]?.() ?? []
    const shown = rows.filter(sees).sort((a, b) => (relations.amount[b] || 0) - (relations.amount[a] || 0))
    const can = capabilityRows(network, pair)[feature]?.() ?? []
    const cans = can
      .filter((row) => seesFirm(capabilities.firm[row] as number))
      .sort((a, b) => (capabilities.stage[b] as number) - (capabilities.stage[a] as number))
    return {
      facts: [
        ...cans.map((row) => capabilityFact(network, row)),
        ...shown.map((row) => relationFact(network, row)),
      ].slice(0, LISTED),
      count: open ? rows.length + can.length : null,
    }
  }
}

/** Whether the caller may read a relation: either end is enough. */
function relationSight(ctx: Ctx, { firms, relations }: Network): (row: number) => boolean {
  const { permissions } = ctx.kernel
  const may = (facts: object) => permissions.decide(ctx.actor, 'chain.fact.read', facts).field('relations')
  if (may({})) return () => true
  const mayEnd = (firm: number) =>
    may({
      district: firms.region[firm] || null,
      enterpriseId: firms.inLibrary[firm] === 1 ? firms.id[firm] : null,
    })
  return (row) => mayEnd(relations.supplier[row] as number) || mayEnd(relations.buyer[row] as number)
}

type Rows = Partial<Record<FeatureName, () => number[]>>

function relationRows(network: Network, { supplier, buyer, node }: Pair): Rows {
  const { relations } = network
  const all = [...relations.supplier.keys()]
  const from = (firm: number) => all.filter((row) => relations.supplier[row] === firm)
  const to = (firm: number) => all.filter((row) => relations.buyer[row] === firm)
  const on = (row: number) => relations.node[row] === node
  return {
    supplierLinks: () => from(supplier),
    buyerLinks: () => to(buyer),
    sellsNode: () => from(supplier).filter(on),
    lacksSupplier: () => to(buyer).filter(on),
    knownSuppliers: () => to(buyer).filter(on),
    reverse: () => from(buyer).filter((row) => relations.buyer[row] === supplier),
    need: () => {
      const alike = makersLike(network, buyer)
      return all.filter((row) => on(row) && alike.has(relations.buyer[row] as number))
    },
    similarBuyers: () => {
      const suppliers = new Set(to(buyer).map((row) => relations.supplier[row]))
      const similar = new Set(
        all.filter((row) => suppliers.has(relations.supplier[row])).map((row) => relations.buyer[row]),
      )
      return from(supplier).filter((row) => similar.has(relations.buyer[row]))
    },
    commonPartners: () => commonPartners(network, supplier, buyer),
  }
}

/** Other firms that make a node which this firm makes too. */
function makersLike({ capabilities }: Network, firm: number): Set<number> {
  const rows = [...capabilities.firm.keys()]
  const mine = new Set(
    rows.filter((row) => capabilities.firm[row] === firm).map((row) => capabilities.node[row]),
  )
  const alike = rows.filter((row) => mine.has(capabilities.node[row]))
  return new Set(alike.map((row) => capabilities.firm[row] as number).filter((other) => other !== firm))
}

/** Relations of both with firms that both trade with. */
function commonPartners({ relations }: Network, supplier: number, buyer: number): number[] {
  const partner = (row: number, firm: number) =>
    relations.supplier[row] === firm
      ? relations.buyer[row]
      : relations.buyer[row] === firm
        ? relations.supplier[row]
        : undefined
  const rows = [...relations.supplier.keys()]
  const of = (firm: number) => new Set(rows.flatMap((row) => partner(row, firm) ?? []))
  const [left, right] = [of(supplier), of(buyer)]
  const common = new Set([...left].filter((firm) => right.has(firm)))
  return rows.filter((row) =>
    [supplier, buyer].some((firm) => {
      const other = partner(row, firm)
      return other !== undefined && common.has(other)
    }),
  )
}

function capabilityRows({ capabilities }: Network, { supplier, node }: Pair): Rows {
  const makers = () => [...capabilities.firm.keys()].filter((row) => capabilities.node[row] === node)
  return {
    stage: () => makers().filter((row) => capabilities.firm[row] === supplier),
    rivals: makers,
  }
}

function relationFact(network: Network, row: number): ProposalFact {
  const { relations, nodes } = network
  const node = relations.node[row] as number
  return {
    kind: 'relation',
    relationId: relations.id[row] as string,
    from: shownEnd(network, relations.supplier[row] as number),
    to: shownEnd(network, relations.buyer[row] as number),
    node: node === NONE ? null : (nodes.code[node] as string),
    amount: knownOr(relations.amount[row] as number),
    stage: null,
  }
}

function capabilityFact(network: Network, row: number): ProposalFact {
  const { capabilities, nodes } = network
  return {
    kind: 'capability',
    relationId: null,
    from: shownEnd(network, capabilities.firm[row] as number),
    to: null,
    node: nodes.code[capabilities.node[row] as number] as string,
    amount: null,
    stage: STAGES[capabilities.stage[row] as number] ?? null,
  }
}
