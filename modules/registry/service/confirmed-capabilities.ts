import { AppError } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { refreshDerived } from '../store/derived.ts'
import { touchEnterprise } from '../store/enterprise.ts'
import { appendChanges, type ChangeRecord } from '../store/history.ts'
import { type PartRow, selectPart, writePart } from '../store/parts.ts'
import { bumpRevision } from '../store/revision.ts'
import { reference } from './reference.ts'
import { lockedForWrite, requirePart } from './write.ts'

/** Source of a capability that a person confirmed after it was read off the firm's texts. */
const CONFIRMED = 'confirmed-tag'
const PART = 'capabilities'

/** A capability that somebody confirmed, and what it rests on. */
export interface ConfirmedCapability {
  readonly enterpriseId: string
  readonly node: string
  /** Kept in the history of the enterprise. */
  readonly evidence: string
}

/** What became of a capability that is to be taken back. */
export type TakenBack = 'removed' | 'changed' | 'gone'

/**
 * Adds capabilities that somebody confirmed, all of them or none: history with the evidence, derived columns, audit, events.
 * Asks for the right to write the capabilities of each enterprise.
 *
 * @returns ids of the rows in the order given; null where the enterprise already has a capability at that node
 * @throws AppError registry.node.unknown, registry.enterprise.notFound, auth.forbidden
 */
export async function addConfirmedCapabilities(
  ctx: Ctx,
  wanted: readonly ConfirmedCapability[],
): Promise<(string | null)[]> {
  const { nodeByCode } = await reference(ctx)
  const unknown = wanted.find(({ node }) => !nodeByCode.has(node))
  if (unknown) throw new AppError('registry.node.unknown', { value: unknown.node })
  const added = new Map<string, string>()
  await inTransaction(ctx, async (inside) => {
    const changes: ChangeRecord[] = []
    const byFirm = Map.groupBy(wanted, ({ enterpriseId }) => enterpriseId)
    for (const [id, rows] of inOrder(byFirm)) {
      requirePart(inside, await lockedForWrite(inside, id), PART)
      const known = await selectPart(inside.db, PART, id)
      const has = new Set(known.map(({ node }) => node))
      const fresh = [...new Map(rows.map((row) => [row.node, row])).values()].filter(
        ({ node }) => !has.has(node),
      )
      const wantedRows: PartRow[] = fresh.map(({ node }) => ({ node }))
      const made = await writePart(inside.db, PART, id, [...known, ...wantedRows], {
        source: CONFIRMED,
        actor: ctx.actor.name,
      })
      for (const [at, change] of made.entries()) {
        const { node, evidence } = fresh[at] as ConfirmedCapability
        added.set(`${id} ${node}`, change.record_id)
        changes.push({ ...change, new_value: { node, evidence } })
      }
    }
    await finish(inside, changes, 'registry.capability.confirm')
  })
  return wanted.map(({ enterpriseId, node }) => added.get(`${enterpriseId} ${node}`) ?? null)
}

/**
 * Takes confirmed capabilities back. One that somebody changed since stays.
 * @throws AppError registry.enterprise.notFound, auth.forbidden
 */
export async function takeBackCapabilities(
  ctx: Ctx,
  given: readonly { readonly enterpriseId: string; readonly capabilityId: string }[],
): Promise<TakenBack[]> {
  const outcomes = new Map<string, TakenBack>()
  await inTransaction(ctx, async (inside) => {
    const changes: ChangeRecord[] = []
    const byFirm = Map.groupBy(given, ({ enterpriseId }) => enterpriseId)
    for (const [id, rows] of inOrder(byFirm)) {
      requirePart(inside, await lockedForWrite(inside, id), PART)
      const known = await selectPart(inside.db, PART, id)
      const removable = new Set<unknown>()
      for (const { capabilityId } of rows) {
        const row = known.find((of) => of.id === capabilityId)
        const outcome = row === undefined ? 'gone' : isAsConfirmed(row) ? 'removed' : 'changed'
        outcomes.set(capabilityId, outcome)
        if (outcome === 'removed') removable.add(capabilityId)
      }
      const kept = known.filter((row) => !removable.has(row.id))
      changes.push(...(await writePart(inside.db, PART, id, kept, { source: 'undo', actor: ctx.actor.name })))
    }
    await finish(inside, changes, 'registry.capability.takeBack')
  })
  return given.map(({ capabilityId }) => outcomes.get(capabilityId) as TakenBack)
}

/** Enterprises are locked in the order of their ids, so that two who write many never wait for each other. */
const inOrder = <T>(byFirm: ReadonlyMap<string, T>) =>
  [...byFirm].sort(([left], [right]) => (left < right ? -1 : 1))

/** Nobody has added to it: what people edit gets another source or more than a node. */
function isAsConfirmed({ source, id: _id, node: _node, ...more }: PartRow): boolean {
  const isEmpty = (value: unknown) =>
    value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0)
  return source === CONFIRMED && Object.values(more).every(isEmpty)
}

/** History, derived columns, events, audit and revision for the changes of several enterprises. */
async function finish(ctx: Ctx, changes: readonly ChangeRecord[], action: string): Promise<void> {
  if (changes.length === 0) return
  await appendChanges(ctx.db, changes)
  const byFirm = [...Map.groupBy(changes, ({ enterprise_id }) => enterprise_id)]
  await refreshDerived(
    ctx.db,
    byFirm.map(([id]) => id),
  )
  for (const [id, of] of byFirm) {
    await touchEnterprise(ctx.db, id)
    await ctx.kernel.events.emit(ctx, {
      type: 'registry.enterprise.changed',
      stream: `enterprise:${id}`,
      payload: { id, fields: [PART] },
    })
    await ctx.kernel.audit.append(ctx, {
      action,
      resource: 'registry.enterprise',
      recordId: id,
      detail: of.map(({ record_id, operation, new_value, old_value }) => ({
        part: PART,
        operation,
        record: record_id,
        value: new_value ?? old_value,
      })),
    })
  }
  await bumpRevision(ctx.db)
}
