import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { FusionOperation } from '../../contract.ts'
import { type ChangeEntry, lockState, selectEntitiesById } from '../store/entities.ts'
import {
  insertOperation,
  type Move,
  markUndone,
  restoreRevokedBy,
  revokeConstraints,
  revokeOf,
  selectConstraintsBetween,
  selectMoves,
  selectOperation,
} from '../store/operations.ts'
import { assignRecords, selectMembers } from '../store/records.ts'
import { reopenReviews } from '../store/reviews.ts'
import { requireDecide } from './access.ts'
import { finish } from './decide.ts'
import { shownOperation } from './history.ts'

/**
 * Takes a merge or split back: its records return to where they were, its decisions no longer hold, those it had taken
 * back hold again. Records that a later operation moved stay where they are and are counted. What people typed into the
 * enterprise meanwhile stays; what fusion had written goes back to what was before, unless other records support it.
 */
export async function undo(ctx: Ctx, id: string): Promise<{ operation: FusionOperation; kept: number }> {
  requireDecide(ctx)
  return inTransaction(ctx, async (inside) => {
    const { db, actor } = inside
    await lockState(db)
    const operation = await selectOperation(db, id)
    if (!operation) throw new AppError('registry.fusion.operation.notFound', { id })
    if (!shownOperation(operation).undoable)
      throw new AppError('registry.fusion.operation.notUndoable', {}, { status: 409 })
    const moves = await selectMoves(db, id)
    const back = moves.filter(({ stands, from }) => stands && from !== null)
    const undoing = newId()
    await insertOperation(
      db,
      {
        id: undoing,
        kind: 'undo',
        summaryZh: `撤销：${operation.summaryZh}`,
        summaryEn: `Undone: ${operation.summaryEn}`,
        entities: operation.entities,
        actor: actor.name,
        undoes: id,
      },
      back.map(({ record, from, to }) => ({ record, from: to, to: from! })),
    )
    await revokeOf(db, id, undoing)
    await revokeDerived(inside, back, undoing)
    await restoreRevokedBy(db, id)
    await markUndone(db, id)
    const touched = [...new Set(moves.flatMap(({ from, to }) => (from === null ? [to] : [from, to])))]
    const before = new Map((await selectEntitiesById(db, touched)).map((entity) => [entity.id, entity]))
    await assignRecords(
      db,
      back.map(({ record, from }) => ({ record, entity: from! })),
    )
    await reopenReviews(db, id)
    const revived = new Set(
      back.map(({ from }) => from!).filter((entity) => (before.get(entity)?.removedAt ?? null) !== null),
    )
    const cameFrom = new Map(back.map(({ from, to }) => [from!, to]))
    const feed = [...revived].map(
      (entity): ChangeEntry => ({ entityId: entity, kind: 'split', otherId: cameFrom.get(entity) ?? null }),
    )
    await finish(inside, touched, feed, {
      action: 'registry.fusion.undo',
      id: undoing,
      detail: { undoes: id, returned: back.length, kept: moves.length - back.length },
    })
    return {
      operation: shownOperation((await selectOperation(db, undoing))!),
      kept: moves.length - back.length,
    }
  })
}

/** What a split made of the undone decisions goes with them: held pairs between returning records and those that stay. */
async function revokeDerived({ db }: Ctx, back: readonly Move[], by: string): Promise<void> {
  const returning = new Set(back.map(({ record }) => record))
  const members = await selectMembers(db, [...new Set(back.map(({ to }) => to))])
  const staying = members.filter(({ id }) => !returning.has(id)).map(({ id }) => id)
  const held = await selectConstraintsBetween(db, [...returning], staying)
  await revokeConstraints(
    db,
    held.filter(({ same, derived }) => same && derived).map(({ id }) => id),
    by,
  )
}
