import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { reference } from '#modules/registry'
import { insertCheck, lockFact, updateFact } from '../../checks/store/checks.ts'
import type { createSupply, editSupply, endSupply, SupplyValues } from '../../contract/facts.ts'
import { indexOf } from '../../domain/network.ts'
import { type Fact, writeFacts } from '../../imports/store/facts.ts'
import { networkOf } from '../../service/network.ts'
import { settingsOf } from '../../service/settings.ts'
import { partyIds } from '../../store/parties.ts'
import { bumpRevision } from '../../store/revision.ts'
import { type Checked, faultsOf, warningsOf } from '../domain/rules.ts'
import { requireSupply } from './views.ts'

type Written = EndpointReply<typeof createSupply>

/**
 * Adds a relation. A firm outside the library is taken by its name.
 * @throws AppError chain.facts.invalid with every fault, chain.facts.firmUnknown, chain.facts.nodeUnknown
 */
export async function create(ctx: Ctx, body: EndpointInput<typeof createSupply>['body']): Promise<Written> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.write')
  const { supplier, buyer, synthetic, ...values } = body
  await requireNode(ctx, values.node)
  const id = newId()
  return inTransaction(ctx, async (inside) => {
    const supplierId = await endOf(inside, 'supplier', supplier, synthetic)
    const buyerId = await endOf(inside, 'buyer', buyer, synthetic)
    const checked = { ...values, supplierId, buyerId }
    requireSound(inside, checked)
    await writeFacts(inside.db, 'supply', [
      {
        id,
        supplier_id: supplierId,
        buyer_id: buyerId,
        ...(await columnsOf(inside, values)),
        status: 'active',
        synthetic,
        batch_id: null,
        created_by: ctx.actor.name,
      },
    ])
    await audit(inside, 'chain.facts.create', id, { supplierId, buyerId, node: values.node })
    await bumpRevision(inside.db)
    return { id, warnings: warningsOf(checked) }
  })
}

/**
 * Changes the values of the chain's own relation; its ends stay, because another pair is another relation.
 * @throws AppError as {@link create}; chain.facts.stale (409) when it changed meanwhile, chain.facts.mirrored (409) when the
 * library tells it
 */
export async function edit(
  ctx: Ctx,
  id: string,
  { version, note, ...values }: EndpointInput<typeof editSupply>['body'],
): Promise<Written> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.write')
  await requireNode(ctx, values.node)
  return change(ctx, id, { version, note, outcome: 'edited' }, async (inside, before) => {
    const checked = {
      ...values,
      supplierId: before.supplier_id as string,
      buyerId: before.buyer_id as string,
    }
    requireSound(inside, checked)
    return { columns: await columnsOf(inside, values), warnings: warningsOf(checked) }
  })
}

/** Ends the chain's own relation on a day, or puts it in force again. */
export async function end(
  ctx: Ctx,
  id: string,
  { version, on, note }: EndpointInput<typeof endSupply>['body'],
): Promise<Written> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.fact.write')
  const outcome = on === null ? 'reopened' : 'ended'
  return change(ctx, id, { version, note, outcome }, async (inside, before) => {
    const today = civilDate(inside.kernel.now())
    const from = before.valid_from as string | null
    if (on !== null && from !== null && on < from)
      throw new AppError(
        'chain.facts.rule.validUntil',
        { validUntil: on, validFrom: from },
        { status: 400, field: 'body.on' },
      )
    // It is in force up to and including its last day.
    return {
      columns: { valid_until: on, status: on !== null && on < today ? 'ended' : 'active' },
      warnings: [],
    }
  })
}

async function change(
  ctx: Ctx,
  id: string,
  { version, note, outcome }: { version: number; note?: string; outcome: string },
  make: (
    inside: Ctx,
    before: Fact,
  ) => Promise<{ columns: Record<string, unknown>; warnings: Written['warnings'] }>,
): Promise<Written> {
  await requireSupply(ctx, id)
  return inTransaction(ctx, async (inside) => {
    const before = await lockFact(inside.db, 'supply', id)
    if (!before) throw new AppError('chain.facts.notFound', { id }, { status: 404 })
    if (before.library_id) throw new AppError('chain.facts.mirrored', {}, { status: 409 })
    if (before.version !== version) throw new AppError('chain.facts.stale', {}, { status: 409 })
    const { columns, warnings } = await make(inside, before)
    await updateFact(inside.db, 'supply', id, columns)
    await insertCheck(inside.db, {
      id: newId(),
      kind: 'supply',
      recordId: id,
      outcome,
      note: note || null,
      before,
      until: null,
      afterVersion: version + 1,
      by: ctx.actor.name,
      at: ctx.kernel.now(),
    })
    await audit(inside, `chain.facts.${outcome === 'edited' ? 'edit' : 'end'}`, id, { outcome, columns })
    await bumpRevision(inside.db)
    return { id, warnings }
  })
}

function requireSound(ctx: Ctx, checked: Checked): void {
  const faults = faultsOf(checked, civilDate(ctx.kernel.now()))
  if (faults.length > 0) throw new AppError('chain.facts.invalid', {}, { faults })
}

async function requireNode(ctx: Ctx, node: string | null): Promise<void> {
  if (node !== null && !(await reference(ctx)).nodeByCode.has(node))
    throw new AppError('chain.facts.nodeUnknown', { node }, { field: 'body.node' })
}

/** The id of an end: known, or a firm outside the library that is taken by its name. */
async function endOf(
  ctx: Ctx,
  which: 'supplier' | 'buyer',
  of: EndpointInput<typeof createSupply>['body']['supplier'],
  synthetic: boolean,
): Promise<string> {
  if ('id' in of) {
    const isKnown = indexOf(await networkOf(ctx)).firmById.has(of.id)
    if (!isKnown) throw new AppError('chain.facts.firmUnknown', { id: of.id }, { field: `body.${which}` })
    return of.id
  }
  const region = of.region ?? null
  if (region !== null && !(await reference(ctx)).regionByCode.has(region))
    throw new AppError('chain.facts.regionUnknown', { region }, { field: `body.${which}` })
  const ids = await partyIds(ctx.db, [{ name: of.name, region }], synthetic)
  return ids.get(of.name) as string
}

async function columnsOf(ctx: Ctx, values: SupplyValues): Promise<Record<string, unknown>> {
  const { trust } = await settingsOf(ctx)
  return {
    node: values.node,
    amount: values.amount,
    quantity: values.quantity,
    unit: values.unit || null,
    share: values.share,
    period: values.period || null,
    valid_from: values.validFrom,
    valid_until: values.validUntil,
    source_kind: values.sourceKind,
    source: values.source,
    observed_on: values.observedOn,
    confidence: trust[values.sourceKind].confidence,
    evidence: values.evidence || null,
  }
}

function audit(ctx: Ctx, action: string, recordId: string, detail: Record<string, unknown>): Promise<void> {
  return ctx.kernel.audit.append(ctx, { action, resource: 'chain.fact', recordId, detail })
}
