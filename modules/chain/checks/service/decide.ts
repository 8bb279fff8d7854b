import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate, dayjs, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import type { CheckValues, decideCheck, undoCheck } from '../../contract/checks.ts'
import { settingsOf } from '../../service/settings.ts'
import { bumpRevision } from '../../store/revision.ts'
import { insertCheck, lockCheck, lockFact, markUndone, updateFact } from '../store/checks.ts'

type Kind = EndpointInput<typeof decideCheck>['params']['kind']

/** Columns of the values that may be put right, by kind of fact. */
const COLUMNS: Record<Kind, Partial<Record<keyof CheckValues, string>>> = {
  supply: { amount: 'amount', share: 'share' },
  model: { annualVolume: 'annual_volume', assemblyValue: 'assembly_value' },
  bill: { unitCost: 'unit_cost', costShare: 'cost_share', localShare: 'local_share' },
}

/**
 * Decides a fact. Confirmed, edited and ended facts are observed today by whoever decides; what they were before is kept
 * with the check.
 * @throws AppError chain.checks.notFound, chain.checks.stale (409) when it changed since it was seen, chain.checks.mirrored
 * (409) for another value of a relation that the library tells, chain.checks.values when there is none or a wrong one
 */
export async function decide(
  ctx: Ctx,
  { kind, id }: EndpointInput<typeof decideCheck>['params'],
  { outcome, version, note, values = {}, days }: EndpointInput<typeof decideCheck>['body'],
): Promise<EndpointReply<typeof decideCheck>> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.decide')
  const { trust } = await settingsOf(ctx)
  const now = ctx.kernel.now()
  const today = civilDate(now)
  const checkId = newId()
  await inTransaction(ctx, async (inside) => {
    const before = await lockFact(inside.db, kind, id)
    if (!before) throw new AppError('chain.checks.notFound', { id })
    if (before.version !== version) throw new AppError('chain.checks.stale', { id })
    const observed = {
      source_kind: 'checked',
      source: ctx.actor.name,
      observed_on: today,
      confidence: trust.checked.confidence,
    }
    const over = kind === 'model' ? { on_sale_until: today } : { status: 'ended' }
    if (outcome === 'edited' && before.library_id)
      throw new AppError('chain.checks.mirrored', {}, { status: 409 })
    if (outcome === 'confirmed') await updateFact(inside.db, kind, id, observed)
    if (outcome === 'edited')
      await updateFact(inside.db, kind, id, { ...observed, ...columnsOf(kind, values) })
    if (outcome === 'ended') await updateFact(inside.db, kind, id, { ...observed, ...over })
    const changed = outcome !== 'unsure'
    await insertCheck(inside.db, {
      id: checkId,
      kind,
      recordId: id,
      outcome,
      note: note || null,
      before,
      until: changed ? null : dayjs.utc(today).add(days, 'day').format('YYYY-MM-DD'),
      afterVersion: changed ? version + 1 : null,
      by: ctx.actor.name,
      at: now,
    })
    await audit(inside, 'chain.checks.decide', id, { kind, outcome, checkId, values })
    if (changed) await bumpRevision(inside.db)
  })
  return { checkId }
}

function columnsOf(kind: Kind, values: CheckValues): Record<string, number | null> {
  const known = COLUMNS[kind]
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const wrong = given.filter(([key]) => !(key in known)).map(([key]) => key)
  if (given.length === 0 || wrong.length > 0)
    throw new AppError('chain.checks.values', { wrong: wrong.join('、') }, { field: 'body.values' })
  return Object.fromEntries(
    given.map(([key, value]) => [known[key as keyof CheckValues] as string, value ?? null]),
  )
}

/**
 * Takes a check back: the fact is as it was before the check.
 * @throws AppError chain.checks.checkNotFound, chain.checks.undone, chain.checks.stale (409) when the fact changed since
 */
export async function undo(ctx: Ctx, id: string): Promise<EndpointReply<typeof undoCheck>> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.decide')
  return inTransaction(ctx, async (inside) => {
    const check = await lockCheck(inside.db, id)
    if (!check) throw new AppError('chain.checks.checkNotFound', { id }, { status: 404 })
    if (check.undone) throw new AppError('chain.checks.undone', {}, { status: 409 })
    const { kind, recordId, before, afterVersion } = check
    if (afterVersion !== null) {
      const now = await lockFact(inside.db, kind, recordId)
      if (now?.version !== afterVersion) throw new AppError('chain.checks.stale', { id: recordId })
      await updateFact(inside.db, kind, recordId, before)
    }
    await markUndone(inside.db, id, ctx.actor.name)
    await audit(inside, 'chain.checks.undo', recordId, { kind, outcome: check.outcome, checkId: id })
    if (afterVersion !== null) await bumpRevision(inside.db)
    return { kind, recordId }
  })
}

function audit(ctx: Ctx, action: string, recordId: string, detail: Record<string, unknown>): Promise<void> {
  return ctx.kernel.audit.append(ctx, { action, resource: 'chain.fact', recordId, detail })
}
