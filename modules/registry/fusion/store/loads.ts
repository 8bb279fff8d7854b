import { type RawBuilder, sql } from 'kysely'
import { type BulkColumn, bulkInsert, type Db } from '#kernel/db'
import type { CellFault } from '#kernel/tables'
import type { FusionLoad } from '../../contract.ts'
import { NAMES_RENAMINGS } from '../domain/survivorship.ts'
import type { StoredWarning } from './runs.ts'

/** A load as stored. */
export interface LoadRow extends Omit<FusionLoad, 'faults' | 'error'> {
  readonly observedOn: string
  readonly fileId: string
  readonly faults: readonly CellFault[]
  readonly error: StoredWarning | null
}

const COLUMNS = sql.raw(`l.id, l.source, l.observed_on as "observedOn", l.file_id as "fileId",
  l.file_name as "fileName", l.state, l.job_id as "jobId", l.total, l.added, l.changed, l.unchanged, l.faulty, l.faults,
  l.error, l.created_at as "createdAt", l.created_by as "createdBy", l.ended_at as "endedAt"`)

/** Writes a new load. */
export async function insertLoad(
  db: Db,
  load: Pick<LoadRow, 'id' | 'source' | 'observedOn' | 'fileId' | 'fileName'> & {
    readonly jobId: string
    readonly by: string
  },
): Promise<void> {
  await sql`
    insert into registry.fusion_load (id, source, observed_on, file_id, file_name, state, job_id, created_by)
    values (${load.id}::uuid, ${load.source}, ${load.observedOn}::date, ${load.fileId}::uuid, ${load.fileName}, 'queued',
      ${load.jobId}::uuid, ${load.by})`.execute(db)
}

/** One load; `lock` keeps it as it is until the transaction ends. */
export async function selectLoad(db: Db, id: string, lock = false): Promise<LoadRow | undefined> {
  const { rows } = await sql<LoadRow>`select ${COLUMNS} from registry.fusion_load l where l.id = ${id}::uuid
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** A page of loads, newest first. */
export async function selectLoads(
  db: Db,
  query: { readonly offset: number; readonly limit: number },
): Promise<{ rows: LoadRow[]; total: number }> {
  const { rows } = await sql<LoadRow>`select ${COLUMNS} from registry.fusion_load l
    order by l.created_at desc, l.id limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{ n: number }>`select count(*) as n from registry.fusion_load`.execute(db)
  return { rows, total: total.rows[0]?.n ?? 0 }
}

/** What changes in a load's life. */
export type LoadChange = Partial<
  Pick<LoadRow, 'state' | 'total' | 'added' | 'changed' | 'unchanged' | 'faulty' | 'faults' | 'error'>
> & { readonly ended?: boolean }

/** Writes what changed. */
export async function updateLoad(db: Db, id: string, change: LoadChange): Promise<void> {
  const sets: RawBuilder<unknown>[] = []
  for (const key of ['state', 'total', 'added', 'changed', 'unchanged', 'faulty'] as const)
    if (change[key] !== undefined) sets.push(sql`${sql.ref(key)} = ${change[key]}`)
  for (const key of ['faults', 'error'] as const)
    if (change[key] !== undefined)
      sets.push(
        sql`${sql.ref(key)} = ${change[key] === null ? null : JSON.stringify(change[key])}::text::jsonb`,
      )
  if (change.ended) sets.push(sql`ended_at = clock_timestamp()`)
  if (sets.length > 0)
    await sql`update registry.fusion_load set ${sql.join(sets)} where id = ${id}::uuid`.execute(db)
}

/** A row of a file on its way in. */
export interface IncomingRow {
  readonly id: string
  readonly source: string
  readonly external_id: string
  readonly observed_on: string
  readonly fields: Record<string, string>
  readonly raw: Record<string, string>
  readonly blank: boolean
}

const INCOMING: readonly BulkColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'source', type: 'text' },
  { name: 'external_id', type: 'text' },
  { name: 'observed_on', type: 'date' },
  { name: 'fields', type: 'jsonb' },
  { name: 'raw', type: 'json' },
  { name: 'blank', type: 'boolean' },
]

/** Adds rows of sources that have no records yet: there is nothing that they could supersede. */
export async function takeInNew(db: Db, loadId: string, rows: readonly IncomingRow[]): Promise<number> {
  return bulkInsert(
    db,
    'registry.fusion_record',
    [...INCOMING, { name: 'load_id', type: 'uuid' }],
    rows.map((row) => ({ ...row, load_id: loadId })),
  )
}

/** Sources that have records. */
export async function selectSourcesInUse(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select s.code from registry.fusion_source s
    where exists (select 1 from registry.fusion_record r where r.source = s.code)`.execute(db)
  return new Set(rows.map(({ code }) => code))
}

/** Makes room for incoming rows, for the length of a transaction. */
export async function openIncoming(db: Db): Promise<void> {
  await sql`create temporary table fusion_incoming (id uuid, source text, external_id text, observed_on date,
    fields jsonb, raw json, blank boolean) on commit drop`.execute(db)
}

/**
 * Takes rows in: new ones are added, those that say something else than before supersede their old version, which is
 * kept, the others only confirm it on their day.
 */
export async function takeIn(
  db: Db,
  loadId: string,
  rows: readonly IncomingRow[],
): Promise<{ added: number; changed: number }> {
  await sql`truncate fusion_incoming`.execute(db)
  await bulkInsert(db, 'fusion_incoming', INCOMING, rows as unknown as Record<string, unknown>[])
  // Others give their numbers to another firm, or misspell.
  const namesRenamings = sql`exists (select 1 from registry.fusion_source s where s.code = r.source
    and coalesce((s.field_trust->>'name')::double precision, s.trust) >= ${NAMES_RENAMINGS}::double precision)`
  const known = sql`r.source = i.source and r.external_id = i.external_id`
  const differs = sql`(r.fields is distinct from i.fields or r.raw::text is distinct from i.raw::text)`
  await sql`
    insert into registry.fusion_record_version
      (record_id, version, observed_on, fields, raw, load_id, loaded_at)
    select r.id, r.version, r.observed_on, r.fields, r.raw, r.load_id, r.loaded_at
    from registry.fusion_record r join fusion_incoming i on ${known} where ${differs}`.execute(db)
  const changed = await sql`
    update registry.fusion_record r set fields = i.fields, raw = i.raw, observed_on = i.observed_on, blank = i.blank,
      version = r.version + 1, load_id = ${loadId}::uuid, loaded_at = now(),
      fresh = r.fresh or r.fields is distinct from i.fields,
      past_names = case when ${namesRenamings} and r.fields->>'name' is not null and r.fields->>'name' is distinct from i.fields->>'name'
        and not r.fields->>'name' = any(r.past_names) then r.past_names || (r.fields->>'name') else r.past_names end
    from fusion_incoming i where ${known} and ${differs}`.execute(db)
  await sql`
    update registry.fusion_record r set observed_on = i.observed_on
    from fusion_incoming i where ${known} and r.observed_on < i.observed_on`.execute(db)
  const added = await sql`
    insert into registry.fusion_record (id, source, external_id, observed_on, fields, raw, blank, load_id)
    select i.id, i.source, i.external_id, i.observed_on, i.fields, i.raw, i.blank, ${loadId}::uuid
    from fusion_incoming i
    where not exists (select 1 from registry.fusion_record r where ${known})`.execute(db)
  return { added: Number(added.numAffectedRows ?? 0), changed: Number(changed.numAffectedRows ?? 0) }
}
