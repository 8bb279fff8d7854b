import type { EndpointInput, Page } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { type describeFault, interpolate } from '#kernel/tables'
import type { decideReview, listReviews, ReviewItem } from '../../contract.ts'
import { registryMessages } from '../../messages.ts'
import { doubtMessages } from '../../messages-doubts.ts'
import { reference } from '../../service/reference.ts'
import { refreshDerived } from '../../store/derived.ts'
import { bumpRevision } from '../../store/revision.ts'
import type { Decided } from '../domain/plan.ts'
import { importMessages } from '../messages.ts'
import { recount, selectBatch } from '../store/batch.ts'
import {
  type StoredReview,
  selectCandidateFirms,
  selectReview,
  selectReviews,
  setOutcome,
  writeDecision,
} from '../store/review.ts'
import { replaceRows, selectCandidates } from '../store/staging.ts'
import { importTableOf } from '../tables.ts'
import { batchOf, onlyOwner, requireImport, requireState } from './access.ts'
import { applyDecided } from './commit.ts'
import { plannerFor } from './planner.ts'

/** Doubtful rows that wait for a person, or were decided. */
export async function findReviews(
  ctx: Ctx,
  query: EndpointInput<typeof listReviews>['query'],
): Promise<Page<ReviewItem>> {
  requireImport(ctx)
  const { rows, total } = await selectReviews(ctx.db, {
    state: query.state,
    batch: query.batch,
    ownerId: onlyOwner(ctx),
    q: query.q,
    offset: (query.page - 1) * query.size,
    limit: query.size,
  })
  return { rows: await shown(ctx, rows), total, page: query.page, size: query.size }
}

type Decision = EndpointInput<typeof decideReview>['body']

/**
 * Decides a doubtful row and carries it out at once, as part of its batch: undoing the batch takes it back too. A row
 * of two doubts (supplier and buyer) stays open with the second one.
 */
export async function decide(ctx: Ctx, id: string, body: Decision): Promise<ReviewItem> {
  requireImport(ctx)
  await inTransaction(ctx, async (inside) => {
    const { db } = inside
    const item = await selectReview(db, id, true)
    if (!item) throw new AppError('registry.review.notFound', { id })
    const batch = await batchOf(inside, item.batchId, 'update')
    requireState(batch, 'committed')
    if (item.state !== 'open') throw new AppError('registry.review.decided', {}, { status: 409 })
    const by = { name: ctx.actor.name, at: ctx.kernel.now() }
    if (body.decision === 'reject') {
      await setOutcome(db, batch.id, item.rowNumber, 'rejected')
      await writeDecision(db, id, 'rejected', body, by)
    } else {
      const decided = decidedOf(item, body)
      const outcome = await carryOut(inside, item, decided)
      await writeDecision(db, id, outcome === 'doubtful' ? 'open' : 'accepted', { ...body, decided }, by)
    }
    await recount(db, batch.id)
    await ctx.kernel.audit.append(inside, {
      action: 'registry.review.decide',
      resource: 'registry.enterprise',
      recordId: batch.id,
      detail: { review: id, row: item.rowNumber, ...body },
    })
  })
  return (await shown(ctx, [(await selectReview(ctx.db, id))!]))[0]!
}

function decidedOf(item: StoredReview, body: Exclude<Decision, { decision: 'reject' }>): Decided {
  const who = body.decision === 'same' ? body.enterpriseId : 'new'
  return { ...item.decision?.decided, [item.reason.startsWith('buyer.') ? 'buyer' : 'firm']: who }
}

async function carryOut(inside: Ctx, item: StoredReview, decided: Decided): Promise<string> {
  const { db } = inside
  const batch = (await selectBatch(db, item.batchId))!
  const chosen = [decided.firm, decided.buyer].filter((id) => id !== undefined && id !== 'new') as string[]
  const firms = await selectCandidateFirms(db, chosen)
  const gone = chosen.find((id) => !firms.has(id))
  if (gone !== undefined) throw new AppError('registry.enterprise.notFound', { id: gone })
  const planner = await plannerFor(inside, batch.tableName, importTableOf(batch.tableName), undefined)
  const rows = await selectCandidates(db, batch.id, [item.rowNumber])
  const planned = (
    await planner.plan(
      db,
      rows.map((row) => ({ ...row, decided })),
    )
  )[0]!
  // A decision must not turn a doubt into a silent fault: the person is told, and the row stays open.
  if (planned.outcome === 'faulty') {
    const [fault] = planned.faults as Parameters<typeof describeFault>[0][]
    throw new AppError(fault!.code, fault!.params, { field: 'body.enterpriseId' })
  }
  await replaceRows(db, batch.id, [planned])
  if (planned.outcome === 'doubtful') return planned.outcome
  await applyDecided(inside, batch, item.rowNumber)
  if (planned.enterpriseId) await refreshDerived(db, [planned.enterpriseId])
  await inside.kernel.events.emit(inside, {
    type: 'registry.enterprise.changed',
    stream: `enterprise:${planned.enterpriseId}`,
    payload: { id: planned.enterpriseId, fields: planned.changes.map(({ part }) => part) },
  })
  await bumpRevision(db)
  return planned.outcome
}

async function shown(ctx: Ctx, items: readonly StoredReview[]): Promise<ReviewItem[]> {
  const firms = await selectCandidateFirms(
    ctx.db,
    items.flatMap(({ candidateIds }) => candidateIds),
  )
  const { regionByCode } = await reference(ctx)
  return items.map(({ params, decision, candidateIds, ...item }) => ({
    ...item,
    ...describeDoubt(item.reason, params),
    candidates: candidateIds.flatMap((id) => {
      const firm = firms.get(id)
      const region = regionByCode.get(firm?.district ?? '')
      const districtName = region?.[ctx.lang === 'en' ? 'name_en' : 'name_zh'] ?? null
      return firm ? [{ id, name: firm.name, uscc: firm.uscc, districtName }] : []
    }),
  }))
}

/** Why a row is doubtful, in both languages. */
export function describeDoubt(
  reason: string,
  params: Readonly<Record<string, unknown>>,
): { zh: string; en: string } {
  const buyer = reason.startsWith('buyer.')
  const text = importMessages[`registry.import.doubt.${reason.replace('buyer.', '')}`]
  const say = (lang: 'zh' | 'en') => {
    const none = lang === 'zh' ? '未填' : 'not given'
    const known = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value ?? none]))
    const who = buyer ? (lang === 'zh' ? '采购方：' : 'Buyer: ') : ''
    return who + interpolate(text?.[lang] ?? reason, known)
  }
  return { zh: say('zh'), en: say('en') }
}

/** Texts that faults of an import may need beside those of the tables. */
export const faultMessages = { ...registryMessages, ...doubtMessages, ...importMessages }
