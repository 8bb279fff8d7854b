import { civilDate } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { GoldenValue, RecordField } from '../../contract.ts'
import { sameKey, validCode } from '../domain/compare-value.ts'
import { type Golden, goldenOf, type Witness } from '../domain/survivorship.ts'
import { lockEnterprises, selectTyped } from '../store/enterprises.ts'
import {
  appendFeed,
  type ChangeEntry,
  type EntityRow,
  type EntityState,
  newEntity,
  putEntities,
  selectEntitiesById,
  selectSharedCodes,
} from '../store/entities.ts'
import { LIBRARY, ownFields, type SourceRow, selectMembers } from '../store/records.ts'
import type { StoredWarning } from '../store/runs.ts'
import { type SourceTrust, selectTrust } from '../store/sources.ts'
import { Founding, type FoundingRule } from './found.ts'
import { EnterpriseWriter } from './write-back.ts'

/** Entities whose records and golden values are held at once. */
const CHUNK = 1_000

export interface RefreshOptions {
  /** Which entities outside the library may enter it. */
  readonly found: FoundingRule
  /** What becomes of entities beyond changed values, told in the feed by the caller: no `updated` for these. */
  readonly told?: ReadonlySet<string>
  /** Entities that are not stored yet, with their head offices. */
  readonly created?: ReadonlyMap<string, string | null>
  readonly onProgress?: (done: number, total: number) => Promise<void>
}

/** What a refresh did. */
export interface Refreshed {
  readonly founded: number
  /** Enterprises of the library that were changed. */
  readonly written: readonly string[]
  readonly warnings: readonly StoredWarning[]
  /** Pairs of records whose code two enterprises claim. */
  readonly codeTaken: readonly { readonly record: string; readonly holder: string }[]
}

/**
 * Makes the golden records of entities anew from the records they now have, writes what survived into the library's
 * enterprises and, where `found` allows, enters entities into it. In the caller's transaction, under `lockState`.
 */
export async function refreshEntities(
  inside: Ctx,
  ids: readonly string[],
  options: RefreshOptions,
): Promise<Refreshed> {
  const { db } = inside
  const today = civilDate(inside.kernel.now())
  const sources = await selectTrust(db)
  const shared = new Set(await selectSharedCodes(db))
  const writer = new EnterpriseWriter(inside, today)
  const founding = await Founding.begin(inside, options.found, sources, today)
  const unique = [...new Set(ids)]
  for (let from = 0; from < unique.length; from += CHUNK) {
    await options.onProgress?.(from, unique.length)
    const part = unique.slice(from, from + CHUNK)
    const entities = [
      ...(await selectEntitiesById(
        db,
        part.filter((id) => !options.created?.has(id)),
      )),
      ...part.flatMap((id) => {
        const head = options.created?.get(id)
        return head === undefined ? [] : [newEntity(id, head)]
      }),
    ]
    const members = groupMembers(await selectMembers(db, part))
    const enterpriseIds = [...members.values()]
      .flat()
      .filter(({ source }) => source === LIBRARY)
      .map(({ id }) => id)
    const library = await lockEnterprises(db, enterpriseIds)
    const typed = await selectTyped(db, enterpriseIds)
    const found = entities.map((entity) => {
      const rows = members.get(entity.id) ?? []
      const golden = goldenOf(
        rows.map((row) =>
          witnessOf(row, sources.get(row.source), shared, typed.get(row.id), rows.length === 1),
        ),
        today,
      )
      return { entity, rows, golden, enterpriseId: enterpriseOf(entity, rows) }
    })
    await writer.write(
      found.flatMap(({ rows, golden, enterpriseId }) => {
        const row = rows.find(({ id }) => id === enterpriseId)
        const enterprise = enterpriseId === null ? undefined : library.get(enterpriseId)
        return row && enterprise && (rows.length > 1 || Object.keys(row.written).length > 0)
          ? [{ row, enterprise, golden: golden.values, typed: typed.get(row.id) ?? new Set() }]
          : []
      }),
    )
    const founded = await founding.found(found)
    const states = found.map((one) => stateOf(one, founded.get(one.entity.id)))
    await putEntities(db, states)
    await appendFeed(
      db,
      found.flatMap(({ entity }, at) => feedOf(entity, states[at]!, options.told)),
    )
  }
  return {
    founded: founding.count,
    written: writer.written,
    warnings: [...writer.warnings, ...founding.warnings],
    codeTaken: [...writer.codeTaken, ...founding.codeTaken],
  }
}

/** An entity on its way through a refresh. */
export interface Refreshing {
  readonly entity: EntityRow
  readonly rows: readonly SourceRow[]
  readonly golden: Golden
  readonly enterpriseId: string | null
}

function groupMembers(rows: readonly SourceRow[]): Map<string, SourceRow[]> {
  const members = new Map<string, SourceRow[]>()
  for (const row of rows) {
    const group = members.get(row.entityId!)
    if (group) group.push(row)
    else members.set(row.entityId!, [row])
  }
  return members
}

/** A record as a witness; the library's own says what stood there before fusion wrote into it. */
function witnessOf(
  row: SourceRow,
  source: SourceTrust | undefined,
  sharedCodes: ReadonlySet<string>,
  typed: ReadonlySet<RecordField> | undefined,
  alone: boolean,
): Witness {
  const own = ownFields(row)
  const code = validCode(own.uscc)
  // A code that somebody filled a column with says nothing of this firm, unless a register says it.
  const silent =
    code !== undefined && sharedCodes.has(code) && !source?.anchor ? new Set(['uscc' as const]) : undefined
  return {
    recordId: row.id,
    source: row.source,
    trust: source?.trust ?? 0,
    fieldTrust: source?.fieldTrust ?? {},
    observedOn: row.observedOn,
    // An enterprise whose records have all left still has its name.
    fields: alone && !own.name && row.fields.name ? { ...own, name: row.fields.name } : own,
    pastNames: row.pastNames,
    ...(typed ? { typed } : {}),
    ...(silent ? { silent } : {}),
  }
}

/** The enterprise of an entity: the one that it had if it is still there, else the one with a code, else the oldest. */
function enterpriseOf(entity: EntityRow, rows: readonly SourceRow[]): string | null {
  const library = rows.filter(({ source }) => source === LIBRARY)
  const kept = library.find(({ id }) => id === entity.enterpriseId)
  return (kept ?? library.find(({ fields }) => fields.uscc) ?? library[0])?.id ?? null
}

function stateOf(
  { entity, rows, golden, enterpriseId }: Refreshing,
  founded: string | undefined,
): EntityState {
  const value = (field: RecordField) => golden.values.find((one) => one.field === field)?.value ?? null
  const first = rows[0]
  const libraryName = rows.find(({ id }) => id === enterpriseId)?.fields.name
  const count = rows.length + (founded ? 1 : 0)
  return {
    id: entity.id,
    // An entity without records keeps the name under which people knew it.
    name:
      value('name') ??
      libraryName ??
      value('uscc') ??
      (first ? `${first.source}:${first.externalId}` : entity.name),
    uscc: value('uscc'),
    golden: rows.length === 0 ? entity.golden : golden.values,
    confidence: rows.length === 0 ? entity.confidence : golden.confidence,
    records: count,
    sources: [...new Set([...rows.map(({ source }) => source), ...(founded ? [LIBRARY] : [])])].sort(),
    enterpriseId: founded ?? enterpriseId,
    headId: entity.headId,
  }
}

function feedOf(before: EntityRow, after: EntityState, told: ReadonlySet<string> | undefined): ChangeEntry[] {
  if (told?.has(before.id)) return []
  if (after.records === 0) return before.removedAt === null ? [{ entityId: before.id, kind: 'removed' }] : []
  const fields = changedFields(before.golden, after.golden)
  if (fields.length === 0 && before.enterpriseId === after.enterpriseId && before.records === after.records)
    return []
  return [{ entityId: before.id, kind: 'updated', fields }]
}

function changedFields(before: readonly GoldenValue[], after: readonly GoldenValue[]): RecordField[] {
  const old = new Map(before.map(({ field, value }) => [field, value]))
  return after
    .filter(({ field, value }) => {
      const was = old.get(field) ?? null
      if (was === null || value === null) return was !== value
      return sameKey(field, was) !== sameKey(field, value)
    })
    .map(({ field }) => field)
}
