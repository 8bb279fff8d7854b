import type { EndpointInput } from '#kernel/contract'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { FusionEntity, listEntities, RecordField } from '../../contract.ts'
import { selectEntitiesById } from '../store/entities.ts'
import { selectLatest, selectRun, selectRuns } from '../store/runs.ts'
import { selectSourceSets, selectSources } from '../store/sources.ts'
import {
  selectBranches,
  selectCounts,
  selectEntityOfEnterprise,
  selectEntityPage,
  selectFeed,
  selectShownEntity,
  selectShownMembers,
} from '../store/views.ts'
import { auditRead, requireRead } from './access.ts'
import { releaseAbandonedRun } from './fail.ts'
import { shownRun } from './show-run.ts'

/** Fusion at a glance. */
export async function summaryOf(ctx: Ctx) {
  requireRead(ctx)
  await releaseAbandonedRun(ctx)
  const counts = await selectCounts(ctx.db)
  const sources = await selectSources(ctx.db)
  const { running, last } = await selectLatest(ctx.db)
  return { ...counts, sources, lastRun: last && shownRun(last), running: running && shownRun(running) }
}

/** How the sources overlap. */
export async function coverageOf(ctx: Ctx) {
  requireRead(ctx)
  return { sets: await selectSourceSets(ctx.db) }
}

/** A page of runs. */
export async function findRuns(ctx: Ctx, { page, size }: { page: number; size: number }) {
  requireRead(ctx)
  await releaseAbandonedRun(ctx)
  const { rows, total } = await selectRuns(ctx.db, { offset: (page - 1) * size, limit: size })
  return { rows: rows.map(shownRun), total, page, size }
}

/** One run. */
export async function runOf(ctx: Ctx, id: string) {
  requireRead(ctx)
  await releaseAbandonedRun(ctx)
  const run = await selectRun(ctx.db, id)
  if (!run) throw new AppError('registry.fusion.run.notFound', { id })
  return shownRun(run)
}

/** A page of golden records. */
export async function findEntities(ctx: Ctx, query: EndpointInput<typeof listEntities>['query']) {
  requireRead(ctx)
  const { page, size, ...filter } = query
  const { rows, total } = await selectEntityPage(ctx.db, {
    ...filter,
    offset: (page - 1) * size,
    limit: size,
  })
  return { rows, total, page, size }
}

/** One golden record with the records behind it. */
export async function entityOf(ctx: Ctx, id: string): Promise<FusionEntity> {
  requireRead(ctx)
  const row = await selectShownEntity(ctx.db, id)
  if (!row) throw new AppError('registry.fusion.entity.notFound', { id })
  const stored = (await selectEntitiesById(ctx.db, row.headId ? [id, row.headId] : [id])).map(
    (entity) => [entity.id, entity] as const,
  )
  const byId = new Map(stored)
  // A head office that is no more (its records went elsewhere by hand) is not linked to; the next full run ties anew.
  const head = row.headId === null ? undefined : byId.get(row.headId)
  const isHead = head !== undefined && head.removedAt === null
  const members = await selectShownMembers(ctx.db, id)
  await auditRead(ctx, 'read', id, { records: members.length })
  return {
    ...row,
    headId: isHead ? row.headId : null,
    headName: isHead ? head.name : null,
    branches: await selectBranches(ctx.db, id),
    golden: [...byId.get(id)!.golden],
    members,
  }
}

/** The golden record of an enterprise; null while no other record was fused into it. */
export async function entityOfEnterprise(ctx: Ctx, enterpriseId: string): Promise<FusionEntity | null> {
  requireRead(ctx)
  const id = await selectEntityOfEnterprise(ctx.db, enterpriseId)
  return id === undefined ? null : entityOf(ctx, id)
}

/** The change feed after a number. */
export async function feedAfter(ctx: Ctx, { after, limit }: { after: number; limit: number }) {
  requireRead(ctx)
  const changes = (await selectFeed(ctx.db, after, limit)).map((row) => ({
    ...row,
    fields: row.fields as RecordField[],
  }))
  return { changes, next: changes.at(-1)?.seq ?? after }
}
