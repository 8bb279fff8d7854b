import { sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import type { GoldenValue } from '../../contract.ts'

/** An entity as stored. */
export interface EntityRow {
  readonly id: string
  readonly name: string
  readonly uscc: string | null
  readonly golden: readonly GoldenValue[]
  readonly confidence: number
  readonly records: number
  readonly sources: readonly string[]
  readonly enterpriseId: string | null
  readonly headId: string | null
  readonly updatedAt: string
  readonly removedAt: string | null
}

const COLUMNS = sql.raw(`n.id, n.name, n.uscc, n.golden, n.confidence, n.records, n.sources,
  n.enterprise_id as "enterpriseId", n.head_id as "headId", n.updated_at as "updatedAt", n.removed_at as "removedAt"`)
const WRITE_AT_ONCE = 10_000

/** Entities by number, removed ones too. */
export async function selectEntitiesById(db: Db, ids: readonly string[]): Promise<EntityRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<EntityRow>`select ${COLUMNS} from registry.fusion_entity n
    where n.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

/** An entity that is not stored yet. */
export function newEntity(id: string, headId: string | null): EntityRow {
  return {
    id,
    name: '',
    uscc: null,
    golden: [],
    confidence: 0,
    records: 0,
    sources: [],
    enterpriseId: null,
    headId,
    updatedAt: '',
    removedAt: null,
  }
}

/** What a refresh makes of an entity. */
export interface EntityState {
  readonly id: string
  readonly name: string
  readonly uscc: string | null
  readonly golden: readonly GoldenValue[]
  readonly confidence: number
  readonly records: number
  readonly sources: readonly string[]
  readonly enterpriseId: string | null
  readonly headId: string | null
}

/**
 * Writes entities as they now are, new ones with them; one without records is removed, one that has some again lives
 * again. Heads of those that are there already are for `tieHeads`.
 */
export async function putEntities(db: Db, states: readonly EntityState[]): Promise<void> {
  await bulkInsert(
    db,
    'registry.fusion_entity',
    [
      { name: 'id', type: 'uuid' },
      { name: 'name', type: 'text' },
      { name: 'uscc', type: 'text' },
      { name: 'golden', type: 'jsonb' },
      { name: 'confidence', type: 'double precision' },
      { name: 'records', type: 'integer' },
      { name: 'sources', type: 'text[]' },
      { name: 'enterprise_id', type: 'uuid' },
      { name: 'head_id', type: 'uuid' },
    ],
    states.map(({ enterpriseId, headId, ...state }) => ({
      ...state,
      enterprise_id: enterpriseId,
      head_id: headId,
    })),
    `on conflict (id) do update set name = excluded.name, uscc = excluded.uscc, golden = excluded.golden,
      confidence = excluded.confidence, records = excluded.records, sources = excluded.sources,
      enterprise_id = excluded.enterprise_id, updated_at = now(),
      removed_at = case when excluded.records = 0 then coalesce(fusion_entity.removed_at, now()) end`,
  )
}

/** Ties branches to their head offices. */
export async function tieHeads(
  db: Db,
  heads: readonly { readonly id: string; readonly head: string | null }[],
): Promise<void> {
  for (let from = 0; from < heads.length; from += WRITE_AT_ONCE) {
    const part = heads.slice(from, from + WRITE_AT_ONCE)
    await sql`
      update registry.fusion_entity n set head_id = u.head
      from unnest(${part.map(({ id }) => id)}::uuid[], ${part.map(({ head }) => head)}::uuid[]) as u(id, head)
      where n.id = u.id and n.head_id is distinct from u.head`.execute(db)
  }
}

/** Branches of entities that were merged belong to what these became; a head office has none. */
export async function followHeads(db: Db, merged: readonly string[], into: string): Promise<void> {
  await sql`update registry.fusion_entity set head_id = nullif(${into}::uuid, id)
    where head_id = any(${[...merged]}::uuid[])`.execute(db)
}

/** Entities that live, with their head offices. */
export async function selectHeads(db: Db): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ id: string; head: string | null }>`
    select n.id, n.head_id as head from registry.fusion_entity n where n.removed_at is null`.execute(db)
  return new Map(rows.map(({ id, head }) => [id, head]))
}

/** One entry of the change feed. */
export interface ChangeEntry {
  readonly entityId: string
  readonly kind: 'created' | 'updated' | 'merged' | 'split' | 'removed'
  readonly otherId?: string | null
  readonly fields?: readonly string[]
}

/**
 * Appends to the change feed. Only under the lock of `lockState`: the numbers then grow in the order of the commits, and
 * who reads on from the last one seen misses nothing.
 */
export async function appendFeed(db: Db, changes: readonly ChangeEntry[]): Promise<void> {
  for (let from = 0; from < changes.length; from += WRITE_AT_ONCE)
    await bulkInsert(
      db,
      'registry.fusion_change',
      [
        { name: 'entity_id', type: 'uuid' },
        { name: 'kind', type: 'text' },
        { name: 'other_id', type: 'uuid' },
        { name: 'fields', type: 'text[]' },
      ],
      changes.slice(from, from + WRITE_AT_ONCE).map(({ entityId, kind, otherId = null, fields = [] }) => ({
        entity_id: entityId,
        kind,
        other_id: otherId,
        fields,
      })),
    )
}

/** Codes that the last full run found on the records of many firms. */
export async function selectSharedCodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ codes: string[] }>`
    select shared_codes as codes from registry.fusion_state`.execute(db)
  return rows[0]?.codes ?? []
}

/** Keeps the codes that a full run found on the records of many firms. */
export async function keepSharedCodes(db: Db, codes: readonly string[]): Promise<void> {
  await sql`update registry.fusion_state set shared_codes = ${[...codes]}::text[]`.execute(db)
}

/** Takes the lock under which fusion is changed, until the transaction ends; answers its version. */
export async function lockState(db: Db): Promise<{ version: number; stale: boolean }> {
  const { rows } = await sql<{ version: number; stale: boolean }>`
    select version, stale from registry.fusion_state for update`.execute(db)
  return rows[0]!
}

/** The version of what fusion works on, to see later whether it changed. */
export async function readVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from registry.fusion_state`.execute(db)
  return rows[0]!.version
}

/** Marks what fusion works on as changed; `stale` says that every golden record has to be made anew. */
export async function raiseVersion(db: Db, stale?: boolean): Promise<void> {
  await sql`update registry.fusion_state set version = version + 1,
    stale = coalesce(${stale ?? null}::boolean, stale)`.execute(db)
}
