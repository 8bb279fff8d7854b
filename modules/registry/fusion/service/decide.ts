import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { FusionOperation } from '../../contract.ts'
import { bumpRevision } from '../../store/revision.ts'
import { heldAfterSplit, heldTogether } from '../domain/held.ts'
import {
  appendFeed,
  type ChangeEntry,
  type EntityRow,
  followHeads,
  lockState,
  raiseVersion,
  selectEntitiesById,
} from '../store/entities.ts'
import {
  insertConstraints,
  insertOperation,
  type Move,
  revokeConstraints,
  selectConstraintsBetween,
  selectOperation,
} from '../store/operations.ts'
import { assignRecords, LIBRARY, type SourceRow, selectMembers } from '../store/records.ts'
import { answerReviews } from '../store/reviews.ts'
import { requireDecide } from './access.ts'
import { shownOperation } from './history.ts'
import { refreshEntities } from './refresh.ts'

/** Makes one entity of several by hand: their records are held together until the merge is undone. */
export async function merge(
  ctx: Ctx,
  {
    into,
    others,
    note,
  }: { readonly into: string; readonly others: readonly string[]; readonly note?: string | undefined },
): Promise<FusionOperation> {
  requireDecide(ctx)
  return inTransaction(ctx, async (inside) => {
    await lockState(inside.db)
    const id = await mergeIn(inside, into, others, { note })
    return shownOperation((await selectOperation(inside.db, id))!)
  })
}

/** Takes records out of an entity by hand, into one of their own: held apart until the split is undone. */
export async function split(
  ctx: Ctx,
  entityId: string,
  { records, note }: { readonly records: readonly string[]; readonly note?: string | undefined },
): Promise<FusionOperation> {
  requireDecide(ctx)
  return inTransaction(ctx, async (inside) => {
    await lockState(inside.db)
    const id = await splitIn(inside, entityId, records, { note })
    return shownOperation((await selectOperation(inside.db, id))!)
  })
}

/** Why a merge or split is made; `pair` limits what is remembered to the two records that a person looked at. */
export interface DecisionContext {
  readonly note?: string | undefined
  readonly reviewId?: string
  readonly pair?: readonly [string, string]
}

/** Merges in the caller's transaction, under `lockState`; answers the operation. */
export async function mergeIn(
  inside: Ctx,
  into: string,
  others: readonly string[],
  { note, reviewId, pair }: DecisionContext,
): Promise<string> {
  const { db, actor } = inside
  const ids = [...new Set(others)]
  if (ids.includes(into)) throw new AppError('registry.fusion.mergeSelf', {}, { field: 'body.others' })
  const entities = await livingEntities(db, [into, ...ids])
  const members = await selectMembers(db, [into, ...ids])
  const moves: Move[] = members
    .filter(({ entityId }) => entityId !== into)
    .map(({ id, entityId }) => ({ record: id, from: entityId, to: into }))
  const target = entities.get(into)!
  const names = ids.map((id) => `“${entities.get(id)!.name}”`)
  const operationId = newId()
  await insertOperation(
    db,
    {
      id: operationId,
      kind: 'merge',
      summaryZh: `将${names.join('、')}并入“${target.name}”`,
      summaryEn: `Merged ${names.join(', ')} into “${target.name}”`,
      entities: [into, ...ids].map((id) => ({ id, name: entities.get(id)!.name })),
      note,
      actor: actor.name,
      reviewId,
    },
    moves,
  )
  const all = members.map(({ id }) => id)
  const against = (await selectConstraintsBetween(db, all, all)).filter(({ same }) => !same)
  await revokeConstraints(
    db,
    against.map(({ id }) => id),
    operationId,
  )
  await insertConstraints(
    db,
    (pair ? [pair] : starOf(members)).map(([left, right]) => ({ same: true, left, right })),
    { operationId, reviewId, note, actor: actor.name },
  )
  await followHeads(db, ids, into)
  await assignRecords(
    db,
    moves.map(({ record, to }) => ({ record, entity: to })),
  )
  await answerReviews(db, all, all, { same: true, actor: actor.name, operationId })
  const feed = ids.map((id): ChangeEntry => ({ entityId: id, kind: 'merged', otherId: into }))
  await finish(inside, [into, ...ids], feed, {
    action: 'registry.fusion.merge',
    id: operationId,
    detail: { into, others: ids, note },
  })
  return operationId
}

/** Gives one record to another entity, in the caller's transaction, under `lockState`; answers the operation. */
export async function moveIn(
  inside: Ctx,
  record: SourceRow,
  to: string,
  { note, reviewId, pair }: DecisionContext & { readonly pair: readonly [string, string] },
): Promise<string> {
  const { db, actor } = inside
  const from = record.entityId!
  const entities = await livingEntities(db, [from, to])
  const others = (await selectMembers(db, [from, to])).filter(({ id }) => id !== record.id)
  const [source, target] = [entities.get(from)!, entities.get(to)!]
  const label = record.fields.name ?? record.externalId
  const operationId = newId()
  await insertOperation(
    db,
    {
      id: operationId,
      kind: 'merge',
      summaryZh: `将记录“${label}”从“${source.name}”移入“${target.name}”`,
      summaryEn: `Moved the record “${label}” from “${source.name}” to “${target.name}”`,
      entities: [target, source].map(({ id, name }) => ({ id, name })),
      note,
      actor: actor.name,
      reviewId,
    },
    [{ record: record.id, from, to }],
  )
  const held = await selectConstraintsBetween(
    db,
    [record.id],
    others.map(({ id }) => id),
  )
  const mates = new Set(others.filter(({ entityId }) => entityId === from).map(({ id }) => id))
  const against = held.filter(({ same, left, right }) => same === (mates.has(left) || mates.has(right)))
  await revokeConstraints(
    db,
    against.map(({ id }) => id),
    operationId,
  )
  const [left, right] = pair
  await insertConstraints(db, [{ same: true, left, right }], {
    operationId,
    reviewId,
    note,
    actor: actor.name,
  })
  await assignRecords(db, [{ record: record.id, entity: to }])
  await finish(inside, [from, to], [], {
    action: 'registry.fusion.move',
    id: operationId,
    detail: { record: record.id, from, to, note },
  })
  return operationId
}

/** Splits in the caller's transaction, under `lockState`; answers the operation. */
export async function splitIn(
  inside: Ctx,
  entityId: string,
  records: readonly string[],
  { note, reviewId, pair }: DecisionContext,
): Promise<string> {
  const { db, actor } = inside
  const entity = (await livingEntities(db, [entityId])).get(entityId)!
  const members = await selectMembers(db, [entityId])
  const wanted = new Set(records)
  const leaving = members.filter(({ id }) => wanted.has(id))
  const staying = members.filter(({ id }) => !wanted.has(id))
  const foreign = wanted.size - leaving.length
  if (foreign > 0)
    throw new AppError(
      'registry.fusion.splitForeign',
      { count: foreign, name: entity.name },
      { field: 'body.records' },
    )
  if (staying.length === 0)
    throw new AppError('registry.fusion.splitAll', { name: entity.name }, { field: 'body.records' })
  const to = newId()
  const operationId = newId()
  const moves = leaving.map(({ id }) => ({ record: id, from: entityId, to }))
  await insertOperation(
    db,
    {
      id: operationId,
      kind: 'split',
      summaryZh: `从“${entity.name}”中拆出 ${leaving.length} 条记录`,
      summaryEn: `Split ${leaving.length} records off “${entity.name}”`,
      entities: [{ id: entityId, name: entity.name }],
      note,
      actor: actor.name,
      reviewId,
    },
    moves,
  )
  const [out, rest] = [leaving.map(({ id }) => id), staying.map(({ id }) => id)]
  const all = members.map(({ id }) => id)
  const held = (await selectConstraintsBetween(db, all, all)).filter(({ same }) => same)
  const crossing = held.filter(({ left, right }) => wanted.has(left) !== wanted.has(right))
  await revokeConstraints(
    db,
    crossing.map(({ id }) => id),
    operationId,
  )
  const groups = heldTogether(
    all,
    held.map(({ left, right }) => [left, right]),
  )
  const hub = hubOf(leaving).id
  const apart = pair ? [pair] : rest.map((id) => [hub, id] as const)
  const remembered = [
    ...heldAfterSplit(groups, wanted).map(([left, right]) => ({ same: true, derived: true, left, right })),
    ...(pair ? [] : starOf(leaving)).map(([left, right]) => ({ same: true, left, right })),
    ...apart.map(([left, right]) => ({ same: false, left, right })),
  ]
  await insertConstraints(db, remembered, { operationId, reviewId, note, actor: actor.name })
  await assignRecords(
    db,
    moves.map(({ record }) => ({ record, entity: to })),
  )
  await answerReviews(db, out, rest, { same: false, actor: actor.name, operationId })
  const feed: ChangeEntry[] = [{ entityId: to, kind: 'split', otherId: entityId }]
  await finish(inside, [entityId, to], feed, {
    created: to,
    action: 'registry.fusion.split',
    id: operationId,
    detail: { entity: entityId, into: to, records: out, note },
  })
  return operationId
}

/** The record that stands for several: one that speaks for itself, not the library's copy of it. */
function hubOf(members: readonly SourceRow[]): SourceRow {
  return members.find(({ source }) => source !== LIBRARY) ?? members[0]!
}

/** Pairs that hold records together: the hub with each of the others. */
function starOf(members: readonly SourceRow[]): [string, string][] {
  const hub = hubOf(members)
  return members.filter(({ id }) => id !== hub.id).map(({ id }) => [hub.id, id])
}

/** Entities that live; refuses one that does not. */
export async function livingEntities(db: Ctx['db'], ids: readonly string[]): Promise<Map<string, EntityRow>> {
  const found = new Map((await selectEntitiesById(db, ids)).map((entity) => [entity.id, entity]))
  for (const id of ids) {
    const entity = found.get(id)
    if (!entity || entity.removedAt !== null) throw new AppError('registry.fusion.entity.notFound', { id })
  }
  return found
}

/** The end of every change by hand: golden records, library, feed, version, events, audit. */
export async function finish(
  inside: Ctx,
  entities: readonly string[],
  feed: readonly ChangeEntry[],
  audit: {
    readonly action: string
    readonly id: string
    readonly detail: unknown
    /** The entity that is new. */
    readonly created?: string
  },
): Promise<void> {
  const { db, kernel } = inside
  await appendFeed(db, feed)
  const { written } = await refreshEntities(inside, entities, {
    found: { who: 'none' },
    told: new Set(feed.map(({ entityId }) => entityId)),
    ...(audit.created ? { created: new Map([[audit.created, null]]) } : {}),
  })
  await raiseVersion(db)
  for (const id of written)
    await kernel.events.emit(inside, {
      type: 'registry.enterprise.changed',
      stream: `enterprise:${id}`,
      payload: { id, fields: ['fusion'] },
    })
  if (written.length > 0) await bumpRevision(db)
  await kernel.audit.append(inside, {
    action: audit.action,
    resource: 'registry.fusion',
    recordId: audit.id,
    detail: audit.detail,
  })
}
