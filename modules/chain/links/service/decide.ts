import type { EndpointInput } from '#kernel/contract'
import { AppError, civilDate, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { confirmProposal, ProposalRow } from '../../contract/links.ts'
import { holdImports, writeFacts } from '../../imports/store/facts.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { bumpRevision } from '../../store/revision.ts'
import {
  isOnRecord,
  type ProposalRecord,
  removeUntouched,
  selectProposal,
  writeDecision,
} from '../store/proposals.ts'
import { frameOf, shownRow } from './rows.ts'

const DECIDE = 'chain.fact.decide'
const UNDECIDED = {
  state: 'open',
  decidedBy: null,
  decidedAt: null,
  refusedBecause: null,
  supplyId: null,
} as const

/**
 * Makes a fact of a proposal: somebody found out that the relation exists, and says where and when.
 * @throws AppError chain.links.notFound, chain.links.decided (409), chain.links.onRecord (409) when the relation has been
 * recorded since, chain.links.future when it was observed on a day to come
 */
export async function confirm(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof confirmProposal>['body'],
): Promise<ProposalRow> {
  ctx.kernel.permissions.require(ctx.actor, DECIDE)
  const now = ctx.kernel.now()
  if (body.observedOn > civilDate(now))
    throw new AppError('chain.links.future', { value: body.observedOn }, { field: 'body.observedOn' })
  const { trust } = await settingsOf(ctx)
  const { synthetic } = await networkOf(ctx)
  const supplyId = newId()
  await inTransaction(ctx, async (inside) => {
    // An import may be about the same relation.
    await holdImports(inside.db)
    const record = await openRecord(inside, id)
    if (await isOnRecord(inside.db, record)) throw new AppError('chain.links.onRecord', {}, { status: 409 })
    await writeFacts(inside.db, 'supply', [
      {
        id: supplyId,
        supplier_id: record.supplierId,
        buyer_id: record.buyerId,
        node: record.node,
        amount: body.amount ?? null,
        quantity: null,
        unit: null,
        share: null,
        period: null,
        valid_from: null,
        valid_until: null,
        status: 'active',
        evidence: body.evidence || null,
        created_by: ctx.actor.name,
        source_kind: 'confirmed_proposal',
        source: body.source,
        observed_on: body.observedOn,
        confidence: trust.confirmed_proposal.confidence,
        synthetic,
        batch_id: null,
      },
    ])
    await writeDecision(inside.db, id, {
      ...decidedBy(ctx),
      state: 'confirmed',
      refusedBecause: null,
      supplyId,
    })
    await audit(inside, 'chain.links.confirm', id, { ...body, supplyId, probability: record.probability })
    await bumpRevision(inside.db)
  })
  return reread(ctx, id)
}

/**
 * Says that a relation does not exist, so that it is not proposed again.
 * @throws AppError chain.links.notFound, chain.links.decided (409)
 */
export async function refuse(ctx: Ctx, id: string, reason: string): Promise<ProposalRow> {
  ctx.kernel.permissions.require(ctx.actor, DECIDE)
  await inTransaction(ctx, async (inside) => {
    const record = await openRecord(inside, id)
    await writeDecision(inside.db, id, {
      ...decidedBy(ctx),
      state: 'refused',
      refusedBecause: reason,
      supplyId: null,
    })
    await audit(inside, 'chain.links.refuse', id, { reason, probability: record.probability })
  })
  return reread(ctx, id)
}

/**
 * Takes a decision back. The relation that a confirmation made goes with it.
 * @throws AppError chain.links.notFound, chain.links.notDecided (409), chain.links.touched (409) when the relation was
 * checked, changed or removed since
 */
export async function undo(ctx: Ctx, id: string): Promise<ProposalRow> {
  ctx.kernel.permissions.require(ctx.actor, DECIDE)
  await inTransaction(ctx, async (inside) => {
    const record = await lockedRecord(inside, id)
    const { state, supplyId } = record
    if (state === 'open') throw new AppError('chain.links.notDecided', {}, { status: 409 })
    if (supplyId && !(await removeUntouched(inside.db, supplyId)))
      throw new AppError('chain.links.touched', {}, { status: 409 })
    await writeDecision(inside.db, id, UNDECIDED)
    await audit(inside, 'chain.links.undo', id, { state, supplyId })
    if (supplyId) await bumpRevision(inside.db)
  })
  return reread(ctx, id)
}

const decidedBy = (ctx: Ctx) => ({
  decidedBy: ctx.actor.name,
  decidedAt: ctx.kernel.now().toISOString(),
})

async function lockedRecord(inside: Ctx, id: string): Promise<ProposalRecord> {
  const record = await selectProposal(inside.db, id, true)
  if (!record) throw new AppError('chain.links.notFound', { id }, { status: 404 })
  return record
}

async function openRecord(inside: Ctx, id: string): Promise<ProposalRecord> {
  const record = await lockedRecord(inside, id)
  if (record.state !== 'open')
    throw new AppError('chain.links.decided', { by: record.decidedBy ?? '' }, { status: 409 })
  return record
}

async function reread(ctx: Ctx, id: string): Promise<ProposalRow> {
  return shownRow(await frameOf(ctx), (await selectProposal(ctx.db, id)) as ProposalRecord)
}

function audit(ctx: Ctx, action: string, recordId: string, detail: Record<string, unknown>): Promise<void> {
  return ctx.kernel.audit.append(ctx, { action, resource: 'chain.fact', recordId, detail })
}
