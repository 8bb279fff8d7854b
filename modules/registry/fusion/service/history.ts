import type { EndpointInput } from '#kernel/contract'
import type { Ctx } from '#kernel/module'
import type { FusionOperation, listOperations } from '../../contract.ts'
import { type OperationRow, selectOperations } from '../store/operations.ts'
import { requireRead } from './access.ts'

/** An operation as people see it. */
export function shownOperation({ seq: _, reviewId: __, ...row }: OperationRow): FusionOperation {
  return { ...row, undoable: (row.kind === 'merge' || row.kind === 'split') && row.undoneAt === null }
}

/** A page of the operations, newest first. */
export async function operationsOf(ctx: Ctx, query: EndpointInput<typeof listOperations>['query']) {
  requireRead(ctx)
  const { page, size, entity, kind } = query
  const { rows, total } = await selectOperations(ctx.db, {
    entity,
    kind,
    offset: (page - 1) * size,
    limit: size,
  })
  return { rows: rows.map(shownOperation), total, page, size }
}
