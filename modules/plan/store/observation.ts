import { type Insertable, type Selectable, sql } from 'kysely'
import { bulkInsert, type Db } from '#kernel/db'
import { type ObservationTable, planTables } from './tables.ts'

export type ObservationRow = Selectable<ObservationTable>
/** The part of an observation that figures are made of. */
export type ObservationPoint = Pick<
  ObservationRow,
  'id' | 'target_id' | 'region' | 'period' | 'value' | 'hidden' | 'source' | 'recorded_at' | 'note'
>

const POINT = [
  'id',
  'target_id',
  'region',
  'period',
  'value',
  'hidden',
  'source',
  'recorded_at',
  'note',
] as const

/** Current (not superseded) values of targets for the city or one region, oldest first. */
export function selectSeries(
  db: Db,
  targetIds: readonly string[],
  region: string | null = null,
): Promise<ObservationPoint[]> {
  if (targetIds.length === 0) return Promise.resolve([])
  return planTables(db)
    .selectFrom('plan.observation')
    .select(POINT)
    .where('target_id', 'in', targetIds)
    .where('region', region === null ? 'is' : '=', region)
    .where('superseded_by', 'is', null)
    .orderBy('period')
    .execute()
}

/** Current values of targets for all districts, oldest first. */
export function selectDistrictSeries(db: Db, targetIds: readonly string[]): Promise<ObservationPoint[]> {
  if (targetIds.length === 0) return Promise.resolve([])
  return planTables(db)
    .selectFrom('plan.observation')
    .select(POINT)
    .where('target_id', 'in', targetIds)
    .where('region', 'is not', null)
    .where('superseded_by', 'is', null)
    .orderBy('period')
    .execute()
}

/** The newest current value of every district on or before a day. */
export function selectDistricts(db: Db, targetId: string, asOf: string): Promise<ObservationPoint[]> {
  return planTables(db)
    .selectFrom('plan.observation')
    .select(POINT)
    .distinctOn('region')
    .where('target_id', '=', targetId)
    .where('region', 'is not', null)
    .where('superseded_by', 'is', null)
    .where('period', '<=', asOf)
    .orderBy('region')
    .orderBy('period', 'desc')
    .execute()
}

/** Newest observations of a target for the city, superseded ones among them. */
export function selectHistory(db: Db, targetId: string, limit: number): Promise<ObservationRow[]> {
  return planTables(db)
    .selectFrom('plan.observation')
    .selectAll()
    .where('target_id', '=', targetId)
    .where((eb) => eb.or([eb('region', 'is', null), eb('source', '=', 'manual')]))
    .orderBy('period', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute()
}

export function selectObservation(db: Db, id: string): Promise<ObservationRow | undefined> {
  return planTables(db).selectFrom('plan.observation').selectAll().where('id', '=', id).executeTakeFirst()
}

/** All current values of a target at the given days, or the newest before them, for comparing new ones with. */
export function selectCurrent(db: Db, targetId: string): Promise<ObservationPoint[]> {
  return planTables(db)
    .selectFrom('plan.observation')
    .select(POINT)
    .where('target_id', '=', targetId)
    .where('superseded_by', 'is', null)
    .orderBy('period')
    .execute()
}

const COLUMNS = [
  { name: 'id', type: 'uuid' },
  { name: 'target_id', type: 'uuid' },
  { name: 'region', type: 'text' },
  { name: 'period', type: 'date' },
  { name: 'value', type: 'double precision' },
  { name: 'hidden', type: 'boolean' },
  { name: 'source', type: 'text' },
  { name: 'indicator', type: 'text' },
  { name: 'note', type: 'text' },
  { name: 'document_id', type: 'uuid' },
  { name: 'document_name', type: 'text' },
  { name: 'recorded_at', type: 'timestamptz' },
  { name: 'recorded_by', type: 'text' },
] as const

/**
 * Writes new values. Those that `replaces` names are superseded first (the old row stays and points to the new one),
 * so that there is never more than one current value for a target, region and day.
 */
export async function insertObservations(
  db: Db,
  rows: readonly (Omit<Insertable<ObservationTable>, 'superseded_by' | 'superseded_at'> & {
    readonly replaces?: string
  })[],
  at: Date,
): Promise<void> {
  const replaced = rows.filter((row) => row.replaces !== undefined)
  if (replaced.length > 0) {
    await sql`
      update plan.observation o set superseded_by = u.new, superseded_at = ${at.toISOString()}::timestamptz
      from unnest(${replaced.map((row) => row.replaces)}::uuid[], ${replaced.map((row) => row.id)}::uuid[]) as u(old, new)
      where o.id = u.old`.execute(db)
  }
  await bulkInsert(
    db,
    'plan.observation',
    COLUMNS,
    rows.map((row) => ({ hidden: false, ...row, recorded_at: at.toISOString() })),
  )
}

/** Corrections since an instant: pairs of the superseded and the superseding value for the city. */
export async function selectCorrections(db: Db, targetIds: readonly string[], since: Date) {
  if (targetIds.length === 0) return []
  const found = await sql<{ target_id: string; period: string; before: number | null; after: number | null }>`
    select distinct on (old.target_id) old.target_id, old.period, old.value as before, new.value as after
    from plan.observation old join plan.observation new on new.id = old.superseded_by
    where old.target_id = any(${[...targetIds]}::uuid[]) and old.region is null and old.source = 'manual'
      and old.superseded_at >= ${since.toISOString()}::timestamptz and old.value is distinct from new.value
    order by old.target_id, old.superseded_at desc`.execute(db)
  return found.rows
}
