import { newId } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { nameKey } from '#modules/registry'
import { settingsOf } from '../../service/settings.ts'
import { partyIds } from '../../store/parties.ts'
import { type Above, depthsOf, reviewBills } from '../domain/bill-review.ts'
import type { FirmRef, Notice } from '../domain/firms.ts'
import { merge } from '../domain/merge.ts'
import { reviewRows } from '../domain/review.ts'
import type { RowFault } from '../domain/rows.ts'
import type { StoredBatch } from '../store/batches.ts'
import { type Fact, factsOf, linesOf, modelsOf, partiesByKey, suppliesOf } from '../store/facts.ts'
import type { GoodRow } from '../store/rows.ts'

/** What becomes of a row: refused, or its fact as it will be stored. */
export interface PlannedRow {
  readonly row: number
  readonly outcome: 'create' | 'update' | 'unchanged' | 'faulty'
  readonly faults: readonly RowFault[]
  readonly notes: readonly Notice[]
  readonly recordId: string | null
  readonly before: Fact | null
  readonly record: Record<string, unknown> | null
}

const AT_ONCE = 5_000

/**
 * Holds the good rows of a batch against each other and against what is stored now. With `write`, outside firms that are
 * not known yet are added; without, their rows are planned as new.
 */
export async function planRows(
  ctx: Ctx,
  batch: StoredBatch,
  rows: readonly GoodRow[],
  { write }: { readonly write: boolean },
): Promise<PlannedRow[]> {
  const { trust } = await settingsOf(ctx)
  const origin = {
    source_kind: batch.sourceKind,
    source: batch.source,
    observed_on: batch.observedOn,
    confidence: trust[batch.sourceKind].confidence,
    synthetic: batch.synthetic,
  }
  const parties = await partiesFor(ctx, batch, rows, write)
  const idOf = (ref: FirmRef | null | undefined) =>
    ref == null ? null : 'id' in ref ? ref.id : (parties.get(nameKey(ref.party))?.[0] ?? null)
  const { faults, stored, extra, order } =
    batch.tableName === 'bill' ? await placeBills(ctx, rows, parties) : await place(ctx, batch, rows, idOf)

  const ids = new Map<number, string>()
  const planned: PlannedRow[] = []
  for (const row of order) {
    const refused = faults.get(row.row)
    if (refused) {
      planned.push({ ...row, ...NOTHING, outcome: 'faulty', faults: refused, notes: row.notes ?? [] })
      continue
    }
    const firms = Object.fromEntries(Object.entries(row.parsed.firms).map(([of, ref]) => [of, idOf(ref)]))
    const fields = { ...row.parsed.fields, ...firms, ...extra(row, ids) }
    const before = stored.get(row.row)
    const merged = merge(before, fields, origin)
    const notes = [...(row.notes ?? []).filter(({ code }) => !merged.isNotice(code)), ...merged.notes]
    const id = before?.id ?? newId()
    ids.set(row.row, id)
    const isNew = before === undefined
    planned.push({
      row: row.row,
      outcome: merged.outcome,
      faults: [],
      notes,
      recordId: write || !isNew ? id : null,
      before: before ?? null,
      record:
        merged.outcome === 'unchanged'
          ? null
          : {
              status: 'active',
              // A line without a number of pieces is one of them, as its row says.
              ...(isNew
                ? { created_by: ctx.actor.name, quantity: batch.tableName === 'bill' ? 1 : null }
                : {}),
              ...merged.record,
              id,
              batch_id: batch.id,
            },
    })
  }
  return planned
}

const NOTHING = { recordId: null, before: null, record: null }

/** Outside firms by folded name; with `write` all of them exist afterwards. */
async function partiesFor(ctx: Ctx, batch: StoredBatch, rows: readonly GoodRow[], write: boolean) {
  const names = new Map<string, string>()
  for (const { parsed } of rows)
    for (const ref of Object.values(parsed.firms))
      if (ref && 'party' in ref && !names.has(nameKey(ref.party))) names.set(nameKey(ref.party), ref.party)
  const known = await partiesByKey(ctx.db, [...names.keys()])
  if (!write) return known
  const missing = [...names].filter(([key]) => !known.has(key)).map(([, name]) => ({ name, region: null }))
  const made = await partyIds(ctx.db, missing, batch.synthetic)
  return new Map([...known, ...[...made].map(([name, id]) => [nameKey(name), [id]] as const)])
}

interface Placed {
  readonly faults: ReadonlyMap<number, readonly RowFault[]>
  readonly stored: ReadonlyMap<number, Fact>
  /** Columns that only the place of a row gives. */
  readonly extra: (row: GoodRow, ids: ReadonlyMap<number, string>) => Record<string, unknown>
  /** The rows, each after what it stands below. */
  readonly order: readonly GoodRow[]
}

const supplyKey = (supplier: unknown, buyer: unknown, node: unknown, period: unknown) =>
  JSON.stringify([supplier, buyer, node ?? null, period ?? null])

/** Supply relations and models: what is stored of the same relation or the same code. */
async function place(
  ctx: Ctx,
  batch: StoredBatch,
  rows: readonly GoodRow[],
  idOf: (ref: FirmRef | null | undefined) => string | null,
): Promise<Placed> {
  const isModel = batch.tableName === 'model'
  const stored = new Map<number, Fact>()
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const suppliers = some.map(({ parsed }) => idOf(parsed.firms.supplier_id)).filter((id) => id !== null)
    const facts = isModel
      ? await modelsOf(
          ctx.db,
          some.map(({ parsed }) => String(parsed.fields.code)),
        )
      : await suppliesOf(ctx.db, [...new Set(suppliers)])
    const byKey = new Map(
      facts.map((fact) => [
        isModel ? fact.code : supplyKey(fact.supplier_id, fact.buyer_id, fact.node, fact.period),
        fact,
      ]),
    )
    for (const { row, parsed } of some) {
      const { firms, fields } = parsed
      const [supplier, buyer] = [idOf(firms.supplier_id), idOf(firms.buyer_id)]
      const fact = byKey.get(isModel ? fields.code : supplyKey(supplier, buyer, fields.node, fields.period))
      if (fact) stored.set(row, fact)
    }
  }
  const faults = reviewRows(isModel ? 'model' : 'supply', rows, nameKey)
  return { faults, stored, extra: () => ({}), order: rows }
}

/** Lines of bills: their models, what is above them, the stored line of the same place. */
async function placeBills(
  ctx: Ctx,
  rows: readonly GoodRow[],
  parties: ReadonlyMap<string, readonly string[]>,
): Promise<Placed> {
  const codes = [...new Set(rows.map(({ parsed }) => parsed.place?.model ?? ''))]
  const models = new Map((await modelsOf(ctx.db, codes)).map((model) => [String(model.code), model.id]))
  const lines = await linesOf(ctx.db, codes)
  const review = reviewBills(rows, lines, new Set(models.keys()), nameKey, parties)
  const facts = new Map<string, Fact>()
  const wanted = [...review.stored.values()].map(({ id }) => id)
  for (let from = 0; from < wanted.length; from += AT_ONCE)
    for (const fact of await factsOf(ctx.db, 'bill', wanted.slice(from, from + AT_ONCE)))
      facts.set(fact.id, fact)
  const stored = new Map<number, Fact>()
  for (const [row, { id }] of review.stored) {
    const fact = facts.get(id)
    if (fact) stored.set(row, fact)
  }
  const before = Map.groupBy(lines, ({ model }) => model)
  const depth = depthsOf(rows, review.above)
  return {
    faults: review.faults,
    stored,
    order: [...rows].sort((a, b) => (depth.get(a.row) ?? 0) - (depth.get(b.row) ?? 0) || a.row - b.row),
    extra: ({ row, parsed }, ids) => {
      const model = parsed.place?.model ?? ''
      const kept = stored.get(row)
      return {
        model_id: models.get(model),
        parent_id: aboveId(review.above.get(row) ?? null, ids),
        // A stored line keeps its place in the list; new ones follow in the order of the file.
        position: kept?.position ?? (before.get(model)?.length ?? 0) + row,
      }
    },
  }
}

const aboveId = (above: Above, ids: ReadonlyMap<number, string>) =>
  above === null ? null : 'id' in above ? above.id : (ids.get(above.row) ?? null)
