import type { EnterpriseRecord } from '#engines/enterprise-linkage'
import type { Db } from '#kernel/db'
import { namesIn } from '../domain/compare-value.ts'
import type { LinkTask } from '../domain/link.ts'
import { readVersion, selectHeads, selectSharedCodes } from '../store/entities.ts'
import { selectConstraints } from '../store/operations.ts'
import { LIBRARY, ownFields, type SourceRow, selectAllRecords } from '../store/records.ts'
import { selectModel } from '../store/runs.ts'
import { selectTrust } from '../store/sources.ts'

/** What a run works on, as it was at one moment. */
export interface Collected {
  /** To see when writing whether anything changed meanwhile. */
  readonly version: number
  readonly rows: readonly SourceRow[]
  /** Row number of each record of the task. */
  readonly rowOf: readonly number[]
  readonly task: LinkTask
  /** Entities that live, with their head offices. */
  readonly heads: ReadonlyMap<string, string | null>
  /** Group number in the task by entity. */
  readonly groupOf: ReadonlyMap<string, number>
}

/**
 * Everything that linking needs. An enterprise of which everything was written by fusion says nothing by itself: it is
 * left out here and goes later with the records that founded it.
 */
export async function collect(db: Db, kind: 'full' | 'incremental'): Promise<Collected> {
  const version = await readVersion(db)
  const sources = await selectTrust(db)
  const rows = await selectAllRecords(db)
  const heads = await selectHeads(db)
  const constraints = await selectConstraints(db)
  const model = kind === 'incremental' ? await selectModel(db) : null

  const groupOf = new Map<string, number>()
  for (const { entityId } of rows)
    if (entityId !== null && !groupOf.has(entityId)) groupOf.set(entityId, groupOf.size)
  const rowOf: number[] = []
  const records: EnterpriseRecord[] = []
  const numberOf = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    const record = recordOf(row)
    if (!record) continue
    numberOf.set(row.id, records.length)
    rowOf.push(at)
    records.push(record)
  }
  const decided = constraints.flatMap(({ left, right, same, at }) => {
    const [a, b] = [numberOf.get(left), numberOf.get(right)]
    return a === undefined || b === undefined
      ? []
      : [{ left: Math.min(a, b), right: Math.max(a, b), same, at }]
  })
  const task: LinkTask = {
    kind: kind === 'incremental' && model ? 'incremental' : 'full',
    records,
    anchors: [...sources.values()].filter(({ anchor }) => anchor).map(({ code }) => code),
    decided,
    loadedAt: Float64Array.from(rowOf, (at) => rows[at]!.loadedAt),
    before: Int32Array.from(rowOf, (at) => groupOf.get(rows[at]!.entityId ?? '') ?? -1),
    groups: groupOf.size,
    fresh: Uint8Array.from(rowOf, (at) => (isToPlace(rows[at]!) ? 1 : 0)),
    sharedCodes: await selectSharedCodes(db),
    model,
  }
  return { version, rows, rowOf, task, heads, groupOf }
}

/** An enterprise of the library stays with its entity until a full run: others were fused into it because of it. */
function isToPlace({ source, fresh, entityId }: SourceRow): boolean {
  return entityId === null || (fresh && source !== LIBRARY)
}

/** A record in the words of the linkage engine; undefined for one that says nothing by itself. */
export function recordOf(row: SourceRow): EnterpriseRecord | undefined {
  const fields = ownFields(row)
  if (row.source === LIBRARY && !fields.name && !fields.uscc) return undefined
  return {
    id: row.id,
    source: row.source,
    name: fields.name ?? null,
    uscc: fields.uscc ?? null,
    legalRep: fields.legalRep ?? null,
    phone: fields.phone ?? null,
    address: fields.address ?? null,
    city: fields.city ?? null,
    established: fields.established ?? null,
    formerNames: [...new Set([...namesIn(fields.formerNames), ...row.pastNames])],
  }
}
