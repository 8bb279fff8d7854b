import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { type Reference, reference } from '#modules/registry'
import type { ProposalRow } from '../../contract/links.ts'
import { indexOf, type Network } from '../../domain/network.ts'
import { selectGaps } from '../../gaps/index.ts'
import { selectNewestDone } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { firmSight, seesAllFirms } from '../../service/sight.ts'
import { sentence } from '../domain/sentence.ts'
import { type ProposalRecord, selectProposals } from '../store/proposals.ts'

/** How a list of proposals is narrowed. */
export interface ProposalQuery {
  readonly below?: string
  readonly district?: string
  readonly state?: string
  readonly atLeast?: number
  readonly gaps?: 'true'
  readonly q?: string
  readonly sort?: string
}

/** One end of a relation as pages show it. */
export const shownEnd = ({ firms }: Network, firm: number) => ({
  id: firms.id[firm] as string,
  name: firms.name[firm] as string,
  district: firms.region[firm] || null,
})

/** What rows are made with; read once for a request. */
export interface Frame {
  readonly network: Network
  readonly known: Reference
  readonly gapOf: ReadonlyMap<string, string>
  readonly isOpen: boolean
  /** Whether the caller may see a proposal: one of its firms is enough. */
  readonly sees: (record: ProposalRecord) => boolean
}

export async function frameOf(ctx: Ctx): Promise<Frame> {
  const network = await networkOf(ctx)
  const gaps = await selectNewestDone(ctx.db, 'gaps')
  const { firmById } = indexOf(network)
  const seesFirm = firmSight(ctx, network)
  const isOpen = seesAllFirms(ctx)
  const seesEnd = (id: string) => {
    const firm = firmById.get(id)
    return firm === undefined ? isOpen : seesFirm(firm)
  }
  return {
    network,
    known: await reference(ctx),
    gapOf: new Map(gaps ? (await selectGaps(ctx.db, gaps.id)).map(({ node, state }) => [node, state]) : []),
    isOpen,
    sees: ({ supplierId, buyerId }) => seesEnd(supplierId) || seesEnd(buyerId),
  }
}

/** A proposal as pages show it. */
export function shownRow({ network, known, gapOf, isOpen }: Frame, record: ProposalRecord): ProposalRow {
  const { supplierId, buyerId, reasons, ...row } = record
  const { firmById } = indexOf(network)
  const end = (id: string) => {
    const firm = firmById.get(id)
    return firm === undefined ? { id, name: null, district: null } : shownEnd(network, firm)
  }
  const names = nodeNames(known, row.node)
  const strongest = reasons.find(({ contribution }) => contribution > 0) ?? reasons[0]
  return {
    ...row,
    supplier: end(supplierId),
    buyer: end(buyerId),
    nodeZh: names.zh,
    nodeEn: names.en,
    gap: gapOf.get(row.node) ?? null,
    reason: strongest ? sentence(strongest, names, isOpen) : { zh: '', en: '' },
  }
}

export function nodeNames({ nodeByCode }: Reference, code: string) {
  const node = nodeByCode.get(code)
  return { zh: node?.name_zh ?? code, en: node?.name_en ?? code }
}

const URGENT = new Set(['weak', 'missing', 'at_risk'])

/** The proposals that the caller may see, narrowed and sorted. */
export async function proposalRows(ctx: Ctx, query: ProposalQuery): Promise<ProposalRow[]> {
  const frame = await frameOf(ctx)
  const below = query.below === undefined ? undefined : new Set(frame.known.below(query.below))
  const states = query.state?.split(',')
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const { district, atLeast = 0, gaps } = query
  return (await selectProposals(ctx.db))
    .filter(
      (record) =>
        (!states || states.includes(record.state)) &&
        (!below || below.has(record.node)) &&
        record.probability >= atLeast &&
        (!gaps || URGENT.has(frame.gapOf.get(record.node) ?? '')) &&
        frame.sees(record),
    )
    .map((record) => shownRow(frame, record))
    .filter(
      (row) =>
        // An open proposal about a firm that is closed by now is of no use.
        (row.state !== 'open' || (row.supplier.name !== null && row.buyer.name !== null)) &&
        (!district || row.supplier.district === district || row.buyer.district === district) &&
        words.every((word) => textOf(row).includes(word)),
    )
    .sort(orderOf(query.sort ?? '-probability'))
}

const textOf = ({ supplier, buyer, node, nodeZh, nodeEn }: ProposalRow) =>
  [supplier.name, buyer.name, node, nodeZh, nodeEn].join(' ').toLowerCase()

const VALUES: Record<string, (row: ProposalRow) => number | string | null> = {
  probability: (row) => row.probability,
  supplier: (row) => row.supplier.name,
  buyer: (row) => row.buyer.name,
  node: (row) => row.node,
  state: (row) => row.state,
  decidedAt: (row) => row.decidedAt,
}

function orderOf(sort: string): (a: ProposalRow, b: ProposalRow) => number {
  const down = sort.startsWith('-')
  const value = VALUES[down ? sort.slice(1) : sort]
  if (!value) throw new AppError('chain.links.sortUnknown', { sort })
  return (a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null) return x === y ? (a.id < b.id ? -1 : 1) : x === null ? 1 : -1
    const order = typeof x === 'string' ? x.localeCompare(y as string, 'zh') : x - (y as number)
    return (down ? -order : order) || (a.id < b.id ? -1 : 1)
  }
}
