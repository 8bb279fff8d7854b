import type { EndpointInput } from '#kernel/contract'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { decideFusionReview, FusionOperation, FusionReview, listFusionReviews } from '../../contract.ts'
import { validCode } from '../domain/compare-value.ts'
import type { Linker } from '../domain/link.ts'
import { lockState, raiseVersion, selectSharedCodes } from '../store/entities.ts'
import {
  insertConstraints,
  restoreRevokedBy,
  revokeConstraints,
  revokeOf,
  selectConstraintsBetween,
  selectOperation,
} from '../store/operations.ts'
import { LIBRARY, type SourceRow, selectMembers, selectRecordsById } from '../store/records.ts'
import { decideReviewRow, type ReviewRow, selectReview, selectReviews } from '../store/reviews.ts'
import { selectModel } from '../store/runs.ts'
import { selectShownRecords } from '../store/views.ts'
import { auditRead, requireDecide, requireRead } from './access.ts'
import { spoken, theLinker } from './compare.ts'
import { mergeIn, moveIn, splitIn } from './decide.ts'
import { shownOperation } from './history.ts'
import { inBoth } from './texts.ts'

/** Entities larger than this are not divided record by record: the doubtful record alone leaves. */
const DIVIDED_AT_MOST = 300

/** A page of the pairs that wait, the most useful first. */
export async function findReviews(ctx: Ctx, query: EndpointInput<typeof listFusionReviews>['query']) {
  requireRead(ctx)
  const { page, size, state, q } = query
  const { rows, total } = await selectReviews(ctx.db, { state, q, offset: (page - 1) * size, limit: size })
  const shown = await shownReviews(ctx, rows)
  await auditRead(ctx, 'reviews', null, { page, size, state })
  return { rows: shown, total, page, size }
}

async function shownReviews(ctx: Ctx, rows: readonly ReviewRow[]): Promise<FusionReview[]> {
  const records = await selectShownRecords(
    ctx.db,
    rows.flatMap(({ leftId, rightId }) => [leftId, rightId]),
  )
  return rows.map(({ leftId, rightId, operationId: _, ...row }) => ({
    ...row,
    left: records.get(leftId)!,
    right: records.get(rightId)!,
    ...inBoth(`registry.fusion.reason.${row.reason}`, {}),
  }))
}

/**
 * Decides a pair. It holds for ever, until it is undone or decided again: `same` merges the two entities (or, where these
 * have different codes, moves the record between them), `different` divides the one they share, each other record going with the one that it is nearer to.
 */
export async function decideReview(
  ctx: Ctx,
  id: string,
  { decision, note }: EndpointInput<typeof decideFusionReview>['body'],
  linker: () => Promise<Linker> = theLinker,
): Promise<{ review: FusionReview; operation: FusionOperation | null }> {
  requireDecide(ctx)
  return inTransaction(ctx, async (inside) => {
    const { db, actor } = inside
    await lockState(db)
    const review = await selectReview(db, id, true)
    if (!review) throw new AppError('registry.fusion.review.notFound', { id })
    const waits = decision === 'later' || decision === 'open'
    if (waits) await takeBack(inside, review)
    const operationId = waits ? null : await carryOut(inside, review, decision, note, linker)
    const [left, right] = await recordsOf(inside, review)
    await decideReviewRow(
      db,
      id,
      decision,
      decision === 'open' ? null : actor.name,
      left.entityId === right.entityId,
      operationId,
    )
    await ctx.kernel.audit.append(inside, {
      action: 'registry.fusion.decide',
      resource: 'registry.fusion',
      recordId: id,
      detail: { decision, left: left.id, right: right.id, note: note ?? null },
    })
    const operation = operationId === null ? undefined : await selectOperation(db, operationId)
    return {
      review: (await shownReviews(inside, [(await selectReview(db, id))!]))[0]!,
      operation: operation ? shownOperation(operation) : null,
    }
  })
}

/** The pair's earlier decision no longer holds, and what it had taken back does again. */
async function takeBack({ db }: Ctx, review: ReviewRow): Promise<void> {
  if (review.operationId !== null) throw new AppError('registry.fusion.review.moved', {}, { status: 409 })
  if (review.state === 'open' || review.state === 'later') return
  await restoreRevokedBy(db, review.id)
  await revokeOf(db, review.id, newId())
  await raiseVersion(db)
}

async function recordsOf(ctx: Ctx, review: ReviewRow): Promise<[SourceRow, SourceRow]> {
  const rows = new Map(
    (await selectRecordsById(ctx.db, [review.leftId, review.rightId])).map((row) => [row.id, row]),
  )
  return [rows.get(review.leftId)!, rows.get(review.rightId)!]
}

/** Remembers the decision and moves what has to move; answers the operation if anything moved. */
async function carryOut(
  inside: Ctx,
  review: ReviewRow,
  decision: 'same' | 'different',
  note: string | undefined,
  linker: () => Promise<Linker>,
): Promise<string | null> {
  const { db, actor } = inside
  const [left, right] = await recordsOf(inside, review)
  const pair = [left.id, right.id] as const
  // Not by the review itself: a decision of this pair that is replaced is never to be restored.
  await revokeOf(db, review.id, newId())
  const context = { note, reviewId: review.id, pair }
  const areTogether = left.entityId !== null && left.entityId === right.entityId
  if (decision === 'same' && !areTogether && left.entityId && right.entityId) {
    const alone = await claimedRecord(inside, left, right)
    if (alone) return moveIn(inside, alone.record, alone.to, context)
    const into = right.source === LIBRARY ? right.entityId : left.entityId
    return mergeIn(inside, into, [into === left.entityId ? right.entityId : left.entityId], context)
  }
  if (decision === 'different' && areTogether) {
    const leaving = await sideOf(inside, left, right, linker)
    return splitIn(inside, left.entityId!, leaving, context)
  }
  const same = decision === 'same'
  const against = (await selectConstraintsBetween(db, [left.id], [right.id])).filter(
    (one) => one.same !== same,
  )
  await revokeConstraints(
    db,
    against.map(({ id }) => id),
    review.id,
  )
  await insertConstraints(db, [{ same, left: left.id, right: right.id }], {
    reviewId: review.id,
    note,
    actor: actor.name,
  })
  await raiseVersion(db)
  return null
}

/**
 * Where the entities of a pair have different valid codes, the record without one goes alone to the entity of the other:
 * two firms claimed it. Undefined where the entities may become one, or where both records have codes and a person says
 * that one of these is wrong.
 */
async function claimedRecord(
  inside: Ctx,
  left: SourceRow,
  right: SourceRow,
): Promise<{ record: SourceRow; to: string } | undefined> {
  const members = await selectMembers(inside.db, [left.entityId!, right.entityId!])
  const shared = new Set(await selectSharedCodes(inside.db))
  const codesOf = (rows: readonly SourceRow[]) =>
    rows.flatMap(({ fields }) => validCode(fields.uscc) ?? []).filter((code) => !shared.has(code))
  const codes = (entity: string | null) =>
    new Set(codesOf(members.filter(({ entityId }) => entityId === entity)))
  const [mine, theirs] = [codes(left.entityId), codes(right.entityId)]
  if (mine.size === 0 || theirs.size === 0 || [...mine].some((code) => theirs.has(code))) return undefined
  if (codesOf([left]).length === 0) return { record: left, to: right.entityId! }
  return codesOf([right]).length === 0 ? { record: right, to: left.entityId! } : undefined
}

/** The records that leave an entity when two of its records are told apart: the side without the library's enterprise. */
async function sideOf(
  inside: Ctx,
  left: SourceRow,
  right: SourceRow,
  linker: () => Promise<Linker>,
): Promise<string[]> {
  const members = await selectMembers(inside.db, [left.entityId!])
  const model = await selectModel(inside.db)
  const sides = { left: [left], right: [right] }
  if (model && members.length <= DIVIDED_AT_MOST) {
    const { explainPair } = await linker()
    for (const row of members) {
      if (row.id === left.id || row.id === right.id) continue
      const weight = (other: SourceRow) => explainPair(model, spoken(row), spoken(other)).weight
      sides[weight(right) > weight(left) ? 'right' : 'left'].push(row)
    }
  }
  const leaves = sides.right.some(({ source }) => source === LIBRARY) && model ? sides.left : sides.right
  return leaves.map(({ id }) => id)
}
