import type { EndpointInput } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { EnterpriseDetail, enterpriseHistory } from '../contract.ts'
import { ENTERPRISE_FIELDS, selectSources, touchEnterprise } from '../store/enterprise.ts'
import { selectChange, selectChanges } from '../store/history.ts'
import { PARTS, type PartName, type PartRow, selectPart, writePart } from '../store/parts.ts'
import { selectRelations, writeRelations } from '../store/relations.ts'
import { decideOn, enterpriseOf, enterpriseWithParts, hiddenParts } from './detail.ts'
import { applyFields, lockedForWrite, requirePart, write } from './write.ts'

/** The history of an enterprise's fields, without those the caller may not see. */
export async function historyOf(
  ctx: Ctx,
  id: string,
  query: EndpointInput<typeof enterpriseHistory>['query'],
) {
  const decision = decideOn(ctx, await enterpriseOf(ctx, id), 'read')
  const { rows, total } = await selectChanges(ctx.db, id, {
    field: query.field,
    hidden: hiddenParts(decision),
    offset: (query.page - 1) * query.size,
    limit: query.size,
  })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      part: row.part,
      recordId: row.record_id,
      operation: row.operation as 'insert' | 'update' | 'delete',
      field: row.field,
      oldValue: row.old_value,
      newValue: row.new_value,
      source: row.source,
      batchId: row.batch_id,
      at: row.at,
      actor: row.actor,
    })),
    total,
    page: query.page,
    size: query.size,
  }
}

/** Raw imported rows behind an enterprise. They may hold anything, so they need the right to its documents. */
export async function sourcesOf(ctx: Ctx, id: string, query: { page: number; size: number }) {
  const decision = decideOn(ctx, await enterpriseOf(ctx, id), 'read')
  if (!decision.field('sources')) throw new AppError('registry.sources.forbidden')
  const found = await selectSources(ctx.db, id, (query.page - 1) * query.size, query.size)
  await ctx.kernel.audit.append(ctx, {
    action: 'registry.enterprise.read',
    resource: 'registry.enterprise',
    recordId: id,
    detail: { fields: ['sources'] },
  })
  return { ...found, page: query.page, size: query.size }
}

/** Puts back what one change changed, as a new change. The creation of an enterprise is undone with its batch only. */
export async function undoOne(ctx: Ctx, id: string, changeId: number): Promise<EnterpriseDetail> {
  await write(ctx, id, 'registry.enterprise.undo', async (inside) => {
    const known = await lockedForWrite(inside, id)
    const change = await selectChange(inside.db, id, changeId)
    if (!change) throw new AppError('registry.change.notFound', { id: changeId })
    if (change.part === 'enterprise') {
      if (change.operation !== 'update' || change.field === null)
        throw new AppError('registry.change.notUndoable')
      if (!ENTERPRISE_FIELDS.some(([field]) => field === change.field))
        throw new AppError('registry.change.notUndoable')
      return applyFields(inside, known, { [change.field]: change.old_value }, 'undo')
    }
    requirePart(inside, known, change.part)
    const by = { source: 'undo', actor: ctx.actor.name }
    const rows = await rowsBefore(inside, id, change)
    const changes =
      change.part === 'relations'
        ? await writeRelations(inside.db, id, rows, by)
        : await writePart(inside.db, change.part as PartName, id, rows, by)
    if (changes.length > 0) await touchEnterprise(inside.db, id)
    return changes
  })
  return enterpriseWithParts(ctx, id)
}

/** The part's rows as they stand now, with the one change turned back. */
async function rowsBefore(
  ctx: Ctx,
  id: string,
  change: { part: string; record_id: string; operation: string; field: string | null; old_value: unknown },
): Promise<PartRow[]> {
  const isRelations = change.part === 'relations'
  if (!isRelations && !(change.part in PARTS)) throw new AppError('registry.change.notUndoable')
  const key = isRelations ? 'id' : PARTS[change.part as PartName].key
  const rows = isRelations
    ? await selectRelations(ctx.db, id)
    : await selectPart(ctx.db, change.part as PartName, id)
  const isTheRow = (row: PartRow) => String(row[key]) === change.record_id
  if (change.operation === 'insert') return rows.filter((row) => !isTheRow(row))
  if (change.operation === 'delete') {
    const { id: _, ...old } = change.old_value as PartRow
    return [...rows, old]
  }
  if (change.field === null)
    return rows.map((row) => (isTheRow(row) ? { ...row, ...(change.old_value as PartRow) } : row))
  return rows.map((row) => (isTheRow(row) ? { ...row, [change.field as string]: change.old_value } : row))
}
