import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import {
  AROUND_SIZE,
  type GraphElementRow,
  type GraphLinkRow,
  type GraphNodeRow,
  type GraphPicture,
  type listGraphElements,
  type listGraphLinks,
  type listGraphNodes,
  type ShownQuery,
  type Sums,
  sizeUnder,
  sumsBelow,
} from '../../contract/graph.ts'
import { nodeFirmsOf, surroundingsOf } from './firms.ts'
import { chainTreeOf } from './tree.ts'

type Query = EndpointInput<typeof listGraphNodes>['query']

/** The nodes with everything below them. */
export async function listNodes(ctx: Ctx, query: Query): Promise<EndpointReply<typeof listGraphNodes>> {
  return paged(await nodeRows(ctx, query), query)
}

export async function listElements(ctx: Ctx, query: Query): Promise<EndpointReply<typeof listGraphElements>> {
  return paged(await elementRows(ctx, query), query)
}

export async function listLinks(ctx: Ctx, query: Query): Promise<EndpointReply<typeof listGraphLinks>> {
  return paged(await linkRows(ctx, query), query)
}

export async function nodeRows(ctx: Ctx, query: ShownQuery): Promise<GraphNodeRow[]> {
  const tree = await chainTreeOf(ctx, narrowingOf(query))
  const sums = sumsBelow(tree.nodes)
  const rows = tree.nodes.map((node) => ({ ...node, ...(sums.get(node.code) as Sums) }))
  return arranged(rows, query, (row) => `${row.code} ${row.nameZh} ${row.nameEn}`, {
    code: (row) => row.code,
    tier: (row) => row.tier,
    firms: (row) => row.firms,
    localFirms: (row) => row.localFirms,
    relations: (row) => row.relations,
    localRelations: (row) => row.localRelations,
    amount: (row) => row.amount,
  })
}

/** A firm stands under its own node and again under one above it: in the list once. */
export async function elementRows(ctx: Ctx, query: ShownQuery): Promise<GraphElementRow[]> {
  const once = new Map<string, GraphElementRow>()
  for (const { under, elements } of await picturesOf(ctx, query))
    for (const element of elements) {
      const key = element.kind === 'firm' ? element.key : `${under} ${element.key}`
      if (!once.has(key)) once.set(key, { ...element, under })
    }
  const rows = [...once.values()]
  return arranged(rows, query, (row) => `${row.nameZh} ${row.nameEn} ${row.node ?? ''}`, {
    hop: (row) => row.hop,
    name: (row) => row.nameZh,
    node: (row) => row.node,
    district: (row) => row.district,
    firms: (row) => row.firms,
    soleFor: (row) => row.soleFor,
  })
}

export async function linkRows(ctx: Ctx, query: ShownQuery): Promise<GraphLinkRow[]> {
  const rows: GraphLinkRow[] = []
  if (!query.focus) {
    const tree = await chainTreeOf(ctx, narrowingOf(query))
    const byCode = new Map(tree.nodes.map((node) => [node.code, node]))
    const end = (code: string) => {
      const { nameZh = '', nameEn = '' } = byCode.get(code) ?? {}
      return { key: `node:${code}`, nameZh, nameEn }
    }
    for (const flow of tree.flows)
      rows.push({
        key: `${flow.from} ${flow.to}`,
        supplier: end(flow.from),
        buyer: end(flow.to),
        node: flow.from,
        relations: flow.relations,
        amount: flow.amount,
        trust: null,
        relationId: null,
      })
  }
  for (const { elements, links } of await picturesOf(ctx, query)) {
    const byKey = new Map(elements.map((element) => [element.key, element]))
    const end = (key: string) => {
      const { nameZh = '', nameEn = '' } = byKey.get(key) ?? {}
      return { key, nameZh, nameEn }
    }
    for (const { from, to, ...link } of links)
      rows.push({ key: `${from} ${to}`, supplier: end(from), buyer: end(to), ...link })
  }
  const once = [...new Map(rows.map((row) => [row.key, row])).values()]
  const textOf = ({ supplier, buyer }: GraphLinkRow) =>
    [supplier.nameZh, supplier.nameEn, buyer.nameZh, buyer.nameEn].join(' ')
  return arranged(once, query, textOf, {
    supplier: (row) => row.supplier.nameZh,
    buyer: (row) => row.buyer.nameZh,
    node: (row) => row.node,
    relations: (row) => row.relations,
    amount: (row) => row.amount,
    trust: (row) => row.trust,
  })
}

/** The pictures of firms on the page: around the firm looked at, or under each opened node. */
async function picturesOf(
  ctx: Ctx,
  query: ShownQuery,
): Promise<(GraphPicture & { readonly under: string | null })[]> {
  const narrowing = narrowingOf(query)
  const { focus, hops, direction } = query
  if (focus) {
    const around = await surroundingsOf(ctx, focus, { ...narrowing, hops, direction, size: AROUND_SIZE })
    return [{ ...around, under: null }]
  }
  const opened = query.opened?.split(',').filter(Boolean) ?? []
  const size = sizeUnder(opened.length)
  const pictures: (GraphPicture & { readonly under: string | null })[] = []
  for (const under of opened)
    pictures.push({ ...(await nodeFirmsOf(ctx, under, { ...narrowing, size })), under })
  return pictures
}

const narrowingOf = ({ district, tier, date, trust }: ShownQuery) => ({ district, tier, date, trust })

type Value = string | number | null

/** Rows that hold all the words, in the order asked for; what is unknown comes last either way. */
function arranged<R>(
  rows: R[],
  { q = '', sort }: { readonly q?: string; readonly sort?: string },
  textOf: (row: R) => string,
  fields: Readonly<Record<string, (row: R) => Value>>,
): R[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rows.filter((row) => {
    const text = textOf(row).toLowerCase()
    return words.every((word) => text.includes(word))
  })
  if (sort === undefined) return found
  const field = sort.replace(/^-/, '')
  const of = fields[field]
  if (!of) throw new AppError('chain.graph.sortUnknown', { field, known: Object.keys(fields).join(', ') })
  const sign = sort.startsWith('-') ? -1 : 1
  return found.sort((a, b) => {
    const [x, y] = [of(a), of(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
    return sign * String(x).localeCompare(String(y), 'zh')
  })
}

const paged = <R>(rows: readonly R[], { page, size }: { readonly page: number; readonly size: number }) => ({
  rows: rows.slice((page - 1) * size, page * size),
  total: rows.length,
  page,
  size,
})
