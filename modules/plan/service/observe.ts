import type { EndpointInput } from '#kernel/contract'
import { AppError, newId } from '#kernel/core'
import { inTransaction } from '#kernel/db'
import { fileContent, storeFile } from '#kernel/files'
import type { Ctx, FileReply, UploadedFile } from '#kernel/module'
import type { Observation, recordObservation } from '../contract.ts'
import { addMonths } from '../domain/months.ts'
import {
  insertObservations,
  type ObservationRow,
  selectCurrent,
  selectObservation,
} from '../store/observation.ts'
import { selectPlan } from '../store/plan.ts'
import { bumpRevision } from '../store/revision.ts'
import { selectTarget, type TargetRow } from '../store/target.ts'
import { today } from './board.ts'
import { indicatorOf } from './indicators.ts'
import { assessTarget } from './refresh.ts'

const EARLIEST_MONTHS = 60
/** The shortest word for a source: 月报. */
const SHORTEST_SOURCE = 2
/** Base units that come in wholes. */
const WHOLE = new Set(['count', 'person', 'vehicle'])
const SIGNED = new Set(['ratio'])

/**
 * Enters a value of a manual target, in its base unit, or corrects the one of that day: the older value stays,
 * superseded. Without a region it is the city's, which takes the right to write anywhere. A value without a document or a
 * note that names its source is refused.
 */
export async function enterObservation(
  ctx: Ctx,
  targetId: string,
  body: EndpointInput<typeof recordObservation>['body'],
  files: readonly UploadedFile[],
): Promise<Observation> {
  const region = body.region ?? null
  ctx.kernel.permissions.require(ctx.actor, 'plan.observation.write', { district: region })
  if (region !== null && !ctx.kernel.pack.regions.some(({ code }) => code === region)) {
    throw new AppError('plan.region.unknown', { value: region }, { field: 'body.region' })
  }
  const id = newId()
  await inTransaction(ctx, async (inside) => {
    const target = await selectTarget(inside.db, targetId, true)
    if (!target) throw new AppError('plan.target.notFound', { id: targetId })
    const plan = (await selectPlan(inside.db, target.plan_id))!
    check(ctx, target, plan.starts_on, body)
    requireSource(ctx, target, body.note, files)
    const old = (await selectCurrent(inside.db, target.id)).find(
      (point) => point.region === region && point.period === body.period,
    )
    const upload = files[0]
    const document = upload && (await storeFile(inside, { path: upload.path, name: upload.fileName }))
    await insertObservations(
      inside.db,
      [
        {
          id,
          target_id: target.id,
          region,
          period: body.period,
          value: body.value,
          source: 'manual',
          indicator: null,
          note: body.note ?? null,
          document_id: document?.id ?? null,
          document_name: document?.name ?? null,
          recorded_by: ctx.actor.name,
          replaces: old?.id,
        },
      ],
      ctx.kernel.now(),
    )
    await assessTarget(inside, plan, target.id, today(ctx))
    await bumpRevision(inside.db)
    await ctx.kernel.audit.append(inside, {
      action: old ? 'plan.observation.correct' : 'plan.observation.record',
      resource: 'plan.observation',
      recordId: id,
      detail: {
        target: target.code,
        region,
        period: body.period,
        before: old?.value ?? null,
        after: body.value,
        document: document?.sha256 ?? null,
      },
    })
    await ctx.kernel.events.emit(inside, {
      type: 'plan.observation.recorded',
      stream: `target:${target.id}`,
      payload: { target: target.id, code: target.code, rows: 1 },
    })
  })
  return observationOf((await selectObservation(ctx.db, id))!)
}

function check(
  ctx: Ctx,
  target: TargetRow,
  planStart: string,
  { period, value }: EndpointInput<typeof recordObservation>['body'],
): void {
  const name = ctx.lang === 'en' ? target.name_en : target.name_zh
  const unit = ctx.lang === 'en' ? target.display_unit_en : target.display_unit
  if (indicatorOf(ctx, target.indicator)) {
    throw new AppError('plan.observation.live', { name, indicator: target.indicator })
  }
  const now = today(ctx)
  if (period > now) {
    throw new AppError('plan.observation.future', { value: period, today: now }, { field: 'body.period' })
  }
  const earliest = addMonths(planStart, -EARLIEST_MONTHS)
  if (period < earliest) {
    throw new AppError('plan.observation.tooEarly', { value: period, earliest }, { field: 'body.period' })
  }
  if (value < 0 && !SIGNED.has(target.unit)) {
    throw new AppError('plan.observation.negative', { value, name, unit }, { field: 'body.value' })
  }
  if (WHOLE.has(target.unit) && !Number.isInteger(value)) {
    throw new AppError('plan.observation.whole', { value, name, unit }, { field: 'body.value' })
  }
}

/** Every figure has its source: a document, or a note that names where it comes from. */
function requireSource(
  ctx: Ctx,
  target: TargetRow,
  note: string | undefined,
  files: readonly UploadedFile[],
): void {
  if (files.length > 0 || (note?.trim().length ?? 0) >= SHORTEST_SOURCE) return
  const name = ctx.lang === 'en' ? target.name_en : target.name_zh
  throw new AppError('plan.observation.source', { name }, { field: 'body.note' })
}

/** The document attached to a value, always as a download. */
export async function sendObservationDocument(ctx: Ctx, id: string): Promise<FileReply> {
  const row = await selectObservation(ctx.db, id)
  if (!row) throw new AppError('plan.observation.notFound', { id })
  if (row.document_id === null) throw new AppError('plan.observation.document.notFound')
  await ctx.kernel.audit.append(ctx, {
    action: 'plan.observation.readDocument',
    resource: 'plan.observation',
    recordId: id,
    detail: { name: row.document_name },
  })
  return {
    fileName: row.document_name ?? 'document',
    contentType: 'application/octet-stream',
    stream: fileContent(ctx.db, row.document_id),
  }
}

export function observationOf(row: ObservationRow): Observation {
  return {
    id: row.id,
    region: row.region,
    period: row.period,
    value: row.value,
    source: row.source,
    note: row.note,
    documentId: row.document_id,
    documentName: row.document_name,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    supersededBy: row.superseded_by,
  }
}
