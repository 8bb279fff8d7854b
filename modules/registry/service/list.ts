import type { z } from 'zod'
import type { EndpointInput, Page } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import type { Ctx, Decision } from '#kernel/module'
import type { EnterpriseRow, enterpriseFacets, enterpriseFilter, listEnterprises } from '../contract.ts'
import type { EnterpriseCriteria } from '../store/enterprise-filter.ts'
import {
  countEnterprises,
  type EnterpriseListRow,
  facetCounts,
  selectEnterprises,
} from '../store/enterprise-list.ts'
import { readRevision } from '../store/revision.ts'
import { type Reference, reference } from './reference.ts'

type Filter = z.output<typeof enterpriseFilter> & { q?: string; sort?: string }

/** Sums of work that stay right until the library changes; keyed by the whole question. */
const answers = new WeakMap<object, { revision: number; byQuestion: Map<string, Promise<unknown>> }>()
const MAX_KEPT_ANSWERS = 1_000

/** One page of enterprises, each row with only what the caller may see of it. */
export async function findEnterprises(
  ctx: Ctx,
  query: EndpointInput<typeof listEnterprises>['query'],
): Promise<Page<EnterpriseRow>> {
  const names = await reference(ctx)
  const criteria = criteriaOf(ctx, names, query)
  refuseHiddenFigures(ctx, names, query)
  const page = { sort: query.sort, offset: (query.page - 1) * query.size, limit: query.size }
  const found = await kept(ctx, 'page', { ...criteria, page }, async () => ({
    rows: await selectEnterprises(ctx.db, criteria, page),
    total: await totalOf(ctx, criteria),
    page: query.page,
    size: query.size,
    replies: new Map<string, Page<EnterpriseRow>>(),
  }))
  const decided = found.rows.map((row) => ({ row, decision: decisionOn(ctx, row) }))
  await auditFigures(ctx, decided, 'registry.enterprise.list')
  return replyOf(ctx, names, found, decided)
}

/** Everyone who sees the same of each row, in the same language, is given the same object, frozen. */
function replyOf(
  ctx: Ctx,
  names: Reference,
  { replies, total, page, size }: Omit<Page<never>, 'rows'> & { replies: Map<string, Page<EnterpriseRow>> },
  decided: readonly DecidedRow[],
): Page<EnterpriseRow> {
  const seen = decided.map(({ decision }) =>
    MASKED.map((field) => (decision.field(field) ? '1' : '0')).join(''),
  )
  const key = `${ctx.lang} ${seen.join(' ')}`
  let reply = replies.get(key)
  if (!reply) {
    const rows = decided.map(({ row, decision }) => shownRow(ctx, names, row, decision))
    reply = Object.freeze({ rows, total, page, size })
    replies.set(key, reply)
  }
  return reply
}

/** All enterprises that meet the filter, in pages, for an export. */
export async function* allEnterprises(ctx: Ctx, filter: Filter): AsyncGenerator<EnterpriseRow> {
  const names = await reference(ctx)
  const criteria = {
    ...criteriaOf(ctx, names, filter),
    scope: ctx.kernel.permissions.filter(ctx.actor, 'registry.enterprise.export'),
  }
  refuseHiddenFigures(ctx, names, filter)
  const limit = 2_000
  for (let offset = 0; ; offset += limit) {
    const rows = await selectEnterprises(ctx.db, criteria, { sort: filter.sort, offset, limit })
    const decided = rows.map((row) => ({ row, decision: decisionOn(ctx, row) }))
    await auditFigures(ctx, decided, 'registry.enterprise.export')
    for (const { row, decision } of decided) yield shownRow(ctx, names, row, decision)
    if (rows.length < limit) return
  }
}

/** Counts per district, node and qualification for a filter. */
export async function enterpriseFacetCounts(
  ctx: Ctx,
  query: EndpointInput<typeof enterpriseFacets>['query'],
) {
  const names = await reference(ctx)
  refuseHiddenFigures(ctx, names, query)
  const criteria = criteriaOf(ctx, names, query)
  const counts = await kept(ctx, 'facets', criteria, () => facetCounts(ctx.db, criteria))
  return { total: await totalOf(ctx, criteria), ...counts }
}

function criteriaOf(ctx: Ctx, names: Reference, query: Filter): EnterpriseCriteria {
  const group = query.group === undefined ? undefined : names.districtsOf(query.group)
  const districts =
    query.district && group
      ? query.district.filter((code) => group.includes(code))
      : (query.district ?? group)
  return {
    q: query.q,
    districts,
    nodes: query.node?.flatMap((code) => names.below(code)),
    qualifications: query.qualification,
    parts: query.parts,
    electronics: query.electronics,
    recruited: query.recruited,
    transformed: query.transformed,
    listed: query.listed,
    revenueMin: query.revenueMin,
    revenueMax: query.revenueMax,
    batch: query.batch,
    today: civilDate(ctx.kernel.now()),
    scope: ctx.kernel.permissions.filter(ctx.actor, 'registry.enterprise.read'),
  }
}

/** Sorting or filtering by a figure would give away what the caller may not see. */
function refuseHiddenFigures(ctx: Ctx, names: Reference, query: Filter): void {
  const asks =
    query.revenueMin !== undefined ||
    query.revenueMax !== undefined ||
    /^-?(revenue|staff)$/.test(query.sort ?? '')
  if (!asks) return
  const { permissions } = ctx.kernel
  const asked = query.district ?? (query.group === undefined ? undefined : names.districtsOf(query.group))
  const everywhere = permissions.decide(ctx.actor, 'registry.enterprise.read', {})
  if (everywhere.allowed && everywhere.field('revenue')) return
  const there = (asked ?? []).every((district) =>
    permissions.decide(ctx.actor, 'registry.enterprise.read', { district }).field('revenue'),
  )
  if (asked === undefined || asked.length === 0 || !there) throw new AppError('registry.figures.forbidden')
}

/**
 * The answer of `ask`, kept until the library changes; who asks the same meanwhile waits for the same answer. The
 * question holds what the caller may see at all.
 */
async function kept<T>(ctx: Ctx, kind: string, question: unknown, ask: () => Promise<T>): Promise<T> {
  // What a transaction sees may never come to be.
  if (ctx.db.isTransaction) return ask()
  const revision = await readRevision(ctx.db)
  let known = answers.get(ctx.kernel)
  if (known?.revision !== revision || known.byQuestion.size > MAX_KEPT_ANSWERS) {
    known = { revision, byQuestion: new Map() }
    answers.set(ctx.kernel, known)
  }
  const { byQuestion } = known
  const key = `${kind} ${JSON.stringify(question)}`
  const answer = (byQuestion.get(key) as Promise<T> | undefined) ?? ask()
  byQuestion.set(key, answer)
  answer.catch(() => byQuestion.delete(key))
  return answer
}

const totalOf = (ctx: Ctx, criteria: EnterpriseCriteria) =>
  kept(ctx, 'total', criteria, () => countEnterprises(ctx.db, criteria))

interface DecidedRow {
  readonly row: EnterpriseListRow
  readonly decision: Decision
}

/** Fields of a row that not everyone who sees the row may see. */
const MASKED = ['revenue', 'staff'] as const

function decisionOn(ctx: Ctx, row: EnterpriseListRow): Decision {
  return ctx.kernel.permissions.decide(ctx.actor, 'registry.enterprise.read', {
    district: row.district,
    enterpriseId: row.id,
  })
}

function shownRow(ctx: Ctx, names: Reference, row: EnterpriseListRow, decision: Decision): EnterpriseRow {
  const language = ctx.lang === 'en' ? 'name_en' : 'name_zh'
  const figures = decision.field('revenue')
  return {
    id: row.id,
    uscc: row.uscc,
    name: row.name,
    district: row.district,
    districtName:
      row.district === null ? null : (names.regionByCode.get(row.district)?.[language] ?? row.district),
    mainNode: row.main_node,
    mainNodeName:
      row.main_node === null ? null : (names.nodeByCode.get(row.main_node)?.[language] ?? row.main_node),
    parts: row.parts,
    electronics: row.electronics,
    qualifications: row.qualifications,
    revenue: figures ? row.revenue : undefined,
    revenueYear: figures ? row.revenue_year : undefined,
    staff: decision.field('staff') ? row.staff : undefined,
    established: row.established,
    synthetic: row.synthetic,
    updatedAt: row.updated_at,
  }
}

async function auditFigures(ctx: Ctx, rows: readonly DecidedRow[], action: string): Promise<void> {
  const read = rows.filter(({ decision }) => decision.field('revenue')).map(({ row }) => row.id)
  if (read.length === 0) return
  await ctx.kernel.audit.append(ctx, {
    action,
    resource: 'registry.enterprise',
    recordId: null,
    detail: { fields: ['revenue', 'staff'], enterprises: read },
  })
}
