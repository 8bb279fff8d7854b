import type { EndpointInput } from '#kernel/contract'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { OFFICIAL_FIELDS } from '../access.ts'
import type { createEnterprise, EnterpriseDetail, replacePart, updateEnterprise } from '../contract.ts'
import { codeFault } from '../domain/code-fault.ts'
import type { Doubt } from '../domain/plausible.ts'
import { refreshDerived } from '../store/derived.ts'
import {
  insertEnterprise,
  type StoredEnterprise,
  touchEnterprise,
  updateEnterpriseFields,
} from '../store/enterprise.ts'
import { appendChanges, type ChangeRecord } from '../store/history.ts'
import { type PartName, selectPart, writePart } from '../store/parts.ts'
import { writeRelations } from '../store/relations.ts'
import { bumpRevision } from '../store/revision.ts'
import { decideOn, enterpriseOf, enterpriseWithParts } from './detail.ts'
import { judgeFields, judgeRows } from './doubts.ts'
import { requireOneKind } from './one-kind.ts'
import { reference } from './reference.ts'

/** Sources of what people type, in histories and on pages: an office's entry, and what a firm says of itself. */
const BY_HAND = 'manual'
const SELF_DECLARED = 'self-declared'

/** Adds an enterprise. */
export async function addEnterprise(
  ctx: Ctx,
  { testData, ...body }: EndpointInput<typeof createEnterprise>['body'],
): Promise<EnterpriseDetail> {
  ctx.kernel.permissions.require(ctx.actor, 'registry.enterprise.write', { district: body.district })
  await checkFields(ctx, body)
  const id = newId()
  await write(ctx, id, 'registry.enterprise.create', async (inside) => {
    const doubts = judgeFields(inside, null, body)
    const { synthetic } = await requireOneKind(inside, { testData })
    await insertEnterprise(inside.db, id, body, BY_HAND, synthetic)
    return { changes: [change(ctx, id, 'enterprise', id, 'insert', null, null, body, BY_HAND)], doubts }
  })
  return enterpriseWithParts(ctx, id)
}

/** Changes fields of an enterprise; the version must be the one that the caller saw. */
export async function changeEnterprise(
  ctx: Ctx,
  id: string,
  { version, ...body }: EndpointInput<typeof updateEnterprise>['body'],
): Promise<EnterpriseDetail> {
  await checkFields(ctx, body)
  await write(ctx, id, 'registry.enterprise.update', async (inside) => {
    const known = await lockedForWrite(inside, id, version)
    // Moving a firm to another district needs the right to write there too.
    if (body.district !== undefined && body.district !== known.fields.district) {
      ctx.kernel.permissions.require(ctx.actor, 'registry.enterprise.write', {
        district: body.district,
        enterpriseId: id,
      })
    }
    const changed = Object.fromEntries(
      changedFields(known, body).map((field) => [field, body[field as never]]),
    )
    const doubts = judgeFields(inside, known, changed)
    return { changes: await applyFields(inside, known, body, sourceFor(inside, known)), doubts }
  })
  return enterpriseWithParts(ctx, id)
}

/** Replaces the rows of one part. */
export async function changePart(
  ctx: Ctx,
  id: string,
  body: EndpointInput<typeof replacePart>['body'],
): Promise<EnterpriseDetail> {
  await checkPart(ctx, body)
  await write(ctx, id, 'registry.enterprise.update', async (inside) => {
    const known = await lockedForWrite(inside, id, body.version)
    requirePart(inside, known, body.part)
    const doubts =
      body.part === 'yearly' || body.part === 'qualifications'
        ? judgeRows(inside, known, body.part, body.rows, await selectPart(inside.db, body.part, id))
        : []
    const by = { source: sourceFor(inside, known), actor: ctx.actor.name }
    const changes =
      body.part === 'relations'
        ? await writeRelations(inside.db, id, body.rows, by)
        : await writePart(inside.db, body.part as PartName, id, body.rows as never, by)
    if (changes.length > 0) await touchEnterprise(inside.db, id)
    return { changes, doubts }
  })
  return enterpriseWithParts(ctx, id)
}

/** What a firm writes is told from what an office does. */
function sourceFor(ctx: Ctx, known: StoredEnterprise): string {
  return decideOn(ctx, known, 'write').field('official') ? BY_HAND : SELF_DECLARED
}

/** The given fields that differ from what is stored; an empty list is as good as none. */
function changedFields(known: StoredEnterprise, wanted: Record<string, unknown>): string[] {
  const text = (value: unknown) =>
    JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null))
  return Object.entries(wanted)
    .filter(([field, value]) => value !== undefined && text(value) !== text(known.fields[field]))
    .map(([field]) => field)
}

/** Writes those of the given fields that differ; shared by edits and by undo. */
export async function applyFields(
  ctx: Ctx,
  known: StoredEnterprise,
  wanted: Record<string, unknown>,
  source = BY_HAND,
): Promise<ChangeRecord[]> {
  const fields = changedFields(known, wanted)
  if (fields.length === 0) return []
  const official = fields.find((field) => OFFICIAL_FIELDS.has(field))
  if (official && !decideOn(ctx, known, 'write').field('official'))
    throw new AppError('registry.official.forbidden', { field: official }, { field: `body.${official}` })
  const changed = Object.fromEntries(fields.map((field) => [field, wanted[field]]))
  const all = { ...known.fields, ...changed }
  // The name that was is kept: people and old tables go on using it.
  if (changed.name !== undefined && !('formerNames' in changed)) {
    const former = (known.fields.formerNames as string[] | null) ?? []
    all.formerNames = [...new Set([...former, String(known.fields.name)])]
    changed.formerNames = all.formerNames
  }
  await updateEnterpriseFields(ctx.db, known.id, changed, all, source)
  return Object.entries(changed).map(([field, value]) =>
    change(
      ctx,
      known.id,
      'enterprise',
      known.id,
      'update',
      field,
      known.fields[field] ?? null,
      value ?? null,
      source,
    ),
  )
}

/** Refuses who may write the enterprise, but not this part of it. */
export function requirePart(ctx: Ctx, known: StoredEnterprise, part: string): void {
  const decision = decideOn(ctx, known, 'write')
  if (decision.field(part)) return
  if (part === 'qualifications' || part === 'relations')
    throw new AppError('registry.official.forbidden', { field: part }, { field: 'body.part' })
  throw new AppError('auth.forbidden', decision.explain() as never)
}

/** Locks an enterprise, checks that the caller may write it and has seen its newest version. */
export async function lockedForWrite(ctx: Ctx, id: string, version?: number): Promise<StoredEnterprise> {
  const known = await enterpriseOf(ctx, id, true)
  decideOn(ctx, known, 'write')
  if (version !== undefined && known.version !== version) {
    throw new AppError('registry.enterprise.stale', { name: known.fields.name, version: known.version })
  }
  return known
}

/** What a use case changed, and what of it is doubtful. */
type Written = ChangeRecord[] | { readonly changes: ChangeRecord[]; readonly doubts: readonly Doubt[] }

/** One writing use case: transaction, history, derived columns, audit (with the doubts), event. */
export async function write(
  ctx: Ctx,
  id: string,
  action: string,
  body: (inside: Ctx) => Promise<Written>,
): Promise<void> {
  try {
    await inTransaction(ctx, async (inside) => {
      const written = await body(inside)
      const { changes, doubts } = Array.isArray(written) ? { changes: written, doubts: [] } : written
      if (changes.length === 0) return
      await appendChanges(inside.db, changes)
      await refreshDerived(inside.db, [id])
      await ctx.kernel.events.emit(inside, {
        type: 'registry.enterprise.changed',
        stream: `enterprise:${id}`,
        payload: { id, fields: changes.map((entry) => entry.field ?? entry.part) },
      })
      await bumpRevision(inside.db)
      await ctx.kernel.audit.append(inside, {
        action,
        resource: 'registry.enterprise',
        recordId: id,
        detail: [
          ...changes.map(({ part, field, operation, record_id }) => ({
            part,
            field,
            operation,
            record: record_id,
          })),
          ...doubts.map(({ part, field, year, code }) => ({ part, field, year, doubt: code })),
        ],
      })
    })
  } catch (error) {
    throw asDuplicate(error)
  }
}

/** A unique index speaks PostgreSQL; people get the rule. */
function asDuplicate(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== '23505') return error
  if (constraint?.includes('uscc'))
    return new AppError('registry.uscc.duplicate', {}, { field: 'body.uscc', cause: error })
  return new AppError('registry.part.duplicate', {}, { field: 'body.rows', cause: error })
}

async function checkFields(ctx: Ctx, body: Record<string, unknown>): Promise<void> {
  const fault = typeof body.uscc === 'string' ? codeFault(body.uscc) : undefined
  if (fault) throw new AppError(fault.code, fault.params, { field: 'body.uscc' })
  if (typeof body.district === 'string' && !(await reference(ctx)).regionByCode.has(body.district)) {
    throw new AppError('registry.district.unknown', { value: body.district }, { field: 'body.district' })
  }
}

async function checkPart(ctx: Ctx, body: EndpointInput<typeof replacePart>['body']): Promise<void> {
  const { nodeByCode } = await reference(ctx)
  body.rows.forEach((row, at) => {
    const node = (row as { node?: string | null }).node
    if (typeof node === 'string' && !nodeByCode.has(node)) {
      throw new AppError('registry.node.unknown', { value: node }, { field: `body.rows.${at}.node` })
    }
    const relation = row as { direction?: string; otherId?: string | null; otherName?: string | null }
    if (
      body.part === 'relations' &&
      !relation.otherId &&
      (relation.direction === 'in' || !relation.otherName)
    ) {
      throw new AppError('registry.relation.otherMissing', {}, { field: `body.rows.${at}.otherId` })
    }
  })
}

function change(
  ctx: Ctx,
  enterpriseId: string,
  part: string,
  recordId: string,
  operation: ChangeRecord['operation'],
  field: string | null,
  oldValue: unknown,
  newValue: unknown,
  source: string,
): ChangeRecord {
  return {
    enterprise_id: enterpriseId,
    part,
    record_id: recordId,
    operation,
    field,
    old_value: oldValue,
    new_value: newValue,
    source,
    actor: ctx.actor.name,
  }
}
