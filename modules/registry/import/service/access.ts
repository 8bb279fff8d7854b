import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { Batch } from '../../contract.ts'
import { type StoredBatch, selectBatch } from '../store/batch.ts'

const PERMISSION = 'registry.enterprise.import'

/** Refuses callers who may not import at all. */
export function requireImport(ctx: Ctx): void {
  ctx.kernel.permissions.require(ctx.actor, PERMISSION)
}

/** Whether the caller may import a row about an enterprise of a district (null when it is unknown). */
export function mayWriteTo(ctx: Ctx): (district: string | null) => boolean {
  const known = new Map<string | null, boolean>()
  return (district) => {
    let allowed = known.get(district)
    if (allowed === undefined) {
      allowed = ctx.kernel.permissions.decide(ctx.actor, PERMISSION, { district }).allowed
      known.set(district, allowed)
    }
    return allowed
  }
}

/** Account whose batches alone the caller may see; undefined for those who may import everywhere and see all. */
export function onlyOwner(ctx: Ctx): string | null | undefined {
  return ctx.kernel.permissions.filter(ctx.actor, PERMISSION).kind === 'any' ? undefined : ctx.actor.accountId
}

/** A batch that the caller may see; to others it does not exist. */
export async function batchOf(ctx: Ctx, id: string, lock?: 'update' | 'share'): Promise<StoredBatch> {
  requireImport(ctx)
  const batch = await selectBatch(ctx.db, id, lock)
  const owner = onlyOwner(ctx)
  if (!batch || (owner !== undefined && batch.ownerId !== owner))
    throw new AppError('registry.import.notFound', { id })
  return batch
}

/** Refuses a step that the batch is not ready for. */
export function requireState(batch: StoredBatch, ...states: Batch['state'][]): void {
  if (!states.includes(batch.state)) {
    throw new AppError('registry.import.state', { file: batch.fileName, state: batch.state }, { status: 409 })
  }
}

/** What people see of a batch. */
export function shownBatch(batch: StoredBatch): Batch {
  const { fileId, sheet, headerRow, mapping, ownerId, undoResult, ...shown } = batch
  return shown
}
