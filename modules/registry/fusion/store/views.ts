import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { FusionEntityRow, FusionRecord } from '../../contract.ts'

const RECORD =
  sql.raw(`r.id, r.source, r.external_id as "externalId", r.observed_on as "observedOn", r.fields,
  r.entity_id as "entityId", n.name as "entityName"`)
const ENTITY =
  sql.raw(`n.id, n.name, n.uscc, n.enterprise_id as "enterpriseId", n.head_id as "headId", n.records,
  n.sources, n.confidence, n.updated_at as "updatedAt",
  (select count(*) from registry.fusion_record r join registry.fusion_review v
    on v.state = 'open' and r.id in (v.left_id, v.right_id) where r.entity_id = n.id) as "openReviews"`)

/** Records as people see them, in the order of `ids`. */
export async function selectShownRecords(db: Db, ids: readonly string[]): Promise<Map<string, FusionRecord>> {
  const { rows } = await sql<FusionRecord>`select ${RECORD} from registry.fusion_record r
    left join registry.fusion_entity n on n.id = r.entity_id where r.id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The records of an entity as people see them. */
export async function selectShownMembers(db: Db, entityId: string): Promise<FusionRecord[]> {
  const { rows } = await sql<FusionRecord>`select ${RECORD} from registry.fusion_record r
    join registry.fusion_entity n on n.id = r.entity_id join registry.fusion_source s on s.code = r.source
    where r.entity_id = ${entityId}::uuid order by s.trust desc, r.source, r.external_id`.execute(db)
  return rows
}

/** One entity that lives, as lists show it. */
export async function selectShownEntity(db: Db, id: string): Promise<FusionEntityRow | undefined> {
  const { rows } = await sql<FusionEntityRow>`select ${ENTITY} from registry.fusion_entity n
    where n.id = ${id}::uuid and n.removed_at is null`.execute(db)
  return rows[0]
}

/** The entity that an enterprise of the library is in. */
export async function selectEntityOfEnterprise(db: Db, enterpriseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select r.entity_id as id from registry.fusion_record r
    join registry.fusion_entity n on n.id = r.entity_id
    where r.id = ${enterpriseId}::uuid and r.source = 'library' and n.records > 1`.execute(db)
  return rows[0]?.id
}

/** Branches of a head office. */
export async function selectBranches(db: Db, headId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select n.id, n.name from registry.fusion_entity n
    where n.head_id = ${headId}::uuid and n.removed_at is null order by n.name, n.id limit 500`.execute(db)
  return rows
}

/** What a list of entities asks for. */
export interface EntityQuery {
  readonly q?: string | undefined
  readonly source?: string | undefined
  readonly doubtful?: boolean | undefined
  readonly outside?: boolean | undefined
  readonly sort?: string | undefined
  readonly offset: number
  readonly limit: number
}

const SORTS: Record<string, string> = {
  name: 'n.name',
  uscc: 'n.uscc',
  records: 'n.records',
  confidence: 'n.confidence',
  updatedAt: 'n.updated_at',
}
/** Below this the golden record as a whole is in doubt. */
const DOUBTFUL_BELOW = 0.5

function whereOf(query: EntityQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`n.removed_at is null`]
  if (query.q)
    parts.push(sql`(strpos(lower(n.name), lower(${query.q})) > 0 or n.uscc like upper(${query.q}) || '%'
      or exists (select 1 from registry.fusion_record r where r.entity_id = n.id
        and strpos(lower(r.fields->>'name'), lower(${query.q})) > 0))`)
  if (query.source) parts.push(sql`${query.source} = any(n.sources)`)
  if (query.outside !== undefined)
    parts.push(query.outside ? sql`n.enterprise_id is null` : sql`n.enterprise_id is not null`)
  if (query.doubtful !== undefined) {
    const doubtful = sql`(n.confidence < ${DOUBTFUL_BELOW} or n.id in (select r.entity_id
      from registry.fusion_review v join registry.fusion_record r on r.id in (v.left_id, v.right_id)
      where v.state = 'open' and r.entity_id is not null))`
    parts.push(query.doubtful ? doubtful : sql`not ${doubtful}`)
  }
  return sql.join(parts, sql` and `)
}

/** A page of the entities that live. */
export async function selectEntityPage(
  db: Db,
  query: EntityQuery,
): Promise<{ rows: FusionEntityRow[]; total: number }> {
  const where = whereOf(query)
  const by = SORTS[query.sort?.replace('-', '') ?? ''] ?? 'n.updated_at'
  const direction = query.sort === undefined || query.sort.startsWith('-') ? 'desc' : 'asc'
  const { rows } = await sql<FusionEntityRow>`select ${ENTITY} from registry.fusion_entity n where ${where}
    order by ${sql.raw(`${by} ${direction} nulls last`)}, n.id limit ${query.limit} offset ${query.offset}`.execute(
    db,
  )
  const total = await sql<{ n: number }>`
    select count(*) as n from registry.fusion_entity n where ${where}`.execute(db)
  return { rows, total: total.rows[0]?.n ?? 0 }
}

/** Counts for the summary. */
export interface Counts {
  readonly records: number
  readonly unfused: number
  readonly entities: number
  readonly inLibrary: number
  readonly openReviews: number
  readonly constraints: number
}

/** Everything that is counted at a glance. */
export async function selectCounts(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select
      (select count(*) from registry.fusion_record) as records,
      (select count(*) from registry.fusion_record where fresh and not blank)
        + (select count(*) from registry.enterprise e where not exists
          (select 1 from registry.fusion_record r where r.id = e.id)) as unfused,
      (select count(*) from registry.fusion_entity where removed_at is null) as entities,
      (select count(*) from registry.fusion_entity where removed_at is null and enterprise_id is not null) as "inLibrary",
      (select count(*) from registry.fusion_review where state = 'open') as "openReviews",
      (select count(*) from registry.fusion_constraint where revoked_at is null) as constraints`.execute(db)
  return rows[0]!
}

/** One entry of the change feed. */
export interface FeedRow {
  readonly seq: number
  readonly entityId: string
  readonly kind: 'created' | 'updated' | 'merged' | 'split' | 'removed'
  readonly otherId: string | null
  readonly fields: string[]
  readonly at: string
}

/** The change feed after a number. */
export async function selectFeed(db: Db, after: number, limit: number): Promise<FeedRow[]> {
  const { rows } =
    await sql<FeedRow>`select c.seq, c.entity_id as "entityId", c.kind, c.other_id as "otherId",
      c.fields, c.at
    from registry.fusion_change c where c.seq > ${after} order by c.seq limit ${limit}`.execute(db)
  return rows
}

/** A part of all entities for an export, after an entity. */
export async function selectGoldenAfter(db: Db, after: string, limit: number) {
  const { rows } = await sql<{
    id: string
    name: string
    uscc: string | null
    golden: { field: string; value: string | null }[]
    confidence: number
    records: number
    sources: string[]
    enterpriseId: string | null
    headName: string | null
  }>`select n.id, n.name, n.uscc, n.golden, n.confidence, n.records, n.sources, n.enterprise_id as "enterpriseId",
      h.name as "headName"
    from registry.fusion_entity n left join registry.fusion_entity h on h.id = n.head_id
    where n.removed_at is null and n.id > ${after}::uuid order by n.id limit ${limit}`.execute(db)
  return rows
}

/** A part of all memberships for an export, after a record. */
export async function selectMembershipAfter(db: Db, after: string, limit: number) {
  const { rows } = await sql<{
    id: string
    source: string
    externalId: string
    name: string | null
    entityId: string
    entityName: string
    enterpriseId: string | null
  }>`select r.id, r.source, r.external_id as "externalId", r.fields->>'name' as name, r.entity_id as "entityId",
      n.name as "entityName", n.enterprise_id as "enterpriseId"
    from registry.fusion_record r join registry.fusion_entity n on n.id = r.entity_id
    where r.id > ${after}::uuid order by r.id limit ${limit}`.execute(db)
  return rows
}
