import { type RawBuilder, sql } from 'kysely'
import type { LinkModel } from '#engines/enterprise-linkage'
import type { Db } from '#kernel/db'
import type { FusionRun } from '../../contract.ts'

/** A warning of a run as stored: its text is made when it is read. */
export interface StoredWarning {
  readonly code: string
  readonly params: Record<string, unknown>
}

/** A run as stored. */
export interface RunRow extends Omit<FusionRun, 'warnings' | 'error' | 'seconds'> {
  readonly warnings: readonly StoredWarning[]
  readonly error: StoredWarning | null
  readonly testData: boolean
}

const COLUMNS =
  sql.raw(`u.id, u.kind, u.state, u.job_id as "jobId", u.test_data as "testData", u.records, u.pairs,
  u.entities, u.created, u.moved, u.founded, u.reviews, u.expected_precision as "expectedPrecision",
  u.expected_recall as "expectedRecall", u.largest, u.warnings, u.error, u.started_at as "startedAt",
  u.started_by as "startedBy", u.ended_at as "endedAt"`)

/** Writes a new run; the database refuses a second one that waits or runs (fusion_run_one). */
export async function insertRun(
  db: Db,
  run: {
    readonly id: string
    readonly kind: string
    readonly jobId: string
    readonly testData: boolean
    readonly by: string
  },
): Promise<void> {
  await sql`insert into registry.fusion_run (id, kind, state, job_id, test_data, started_by)
    values (${run.id}::uuid, ${run.kind}, 'queued', ${run.jobId}::uuid, ${run.testData}, ${run.by})`.execute(
    db,
  )
}

/** One run; `lock` keeps it as it is until the transaction ends. */
export async function selectRun(db: Db, id: string, lock = false): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`select ${COLUMNS} from registry.fusion_run u where u.id = ${id}::uuid
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** The run that waits or runs, and the last one that ended. */
export async function selectLatest(db: Db): Promise<{ running: RunRow | null; last: RunRow | null }> {
  const { rows } = await sql<RunRow>`
    (select ${COLUMNS} from registry.fusion_run u where u.state in ('queued', 'running') limit 1)
    union all
    (select ${COLUMNS} from registry.fusion_run u where u.state not in ('queued', 'running')
      order by u.started_at desc limit 1)`.execute(db)
  const isLive = ({ state }: RunRow) => state === 'queued' || state === 'running'
  return { running: rows.find(isLive) ?? null, last: rows.find((row) => !isLive(row)) ?? null }
}

/** A page of runs, newest first. */
export async function selectRuns(
  db: Db,
  query: { readonly offset: number; readonly limit: number },
): Promise<{ rows: RunRow[]; total: number }> {
  const { rows } = await sql<RunRow>`select ${COLUMNS} from registry.fusion_run u
    order by u.started_at desc, u.id limit ${query.limit} offset ${query.offset}`.execute(db)
  const total = await sql<{ n: number }>`select count(*) as n from registry.fusion_run`.execute(db)
  return { rows, total: total.rows[0]?.n ?? 0 }
}

/** What changes in a run's life. */
export interface RunChange {
  readonly state?: RunRow['state']
  readonly kind?: RunRow['kind']
  readonly records?: number
  readonly pairs?: number
  readonly entities?: number
  readonly created?: number
  readonly moved?: number
  readonly founded?: number
  readonly reviews?: number
  readonly expectedPrecision?: number | null
  readonly expectedRecall?: number | null
  readonly largest?: number
  readonly warnings?: readonly StoredWarning[]
  readonly model?: LinkModel
  readonly error?: StoredWarning | null
  readonly ended?: boolean
}

const PLAIN: readonly [keyof RunChange, string][] = [
  ['state', 'state'],
  ['kind', 'kind'],
  ['records', 'records'],
  ['pairs', 'pairs'],
  ['entities', 'entities'],
  ['created', 'created'],
  ['moved', 'moved'],
  ['founded', 'founded'],
  ['reviews', 'reviews'],
  ['expectedPrecision', 'expected_precision'],
  ['expectedRecall', 'expected_recall'],
  ['largest', 'largest'],
]

/** Writes what changed. */
export async function updateRun(db: Db, id: string, change: RunChange): Promise<void> {
  const sets: RawBuilder<unknown>[] = []
  for (const [key, column] of PLAIN)
    if (change[key] !== undefined) sets.push(sql`${sql.ref(column)} = ${change[key]}`)
  for (const key of ['warnings', 'model', 'error'] as const)
    if (change[key] !== undefined)
      sets.push(
        sql`${sql.ref(key)} = ${change[key] === null ? null : JSON.stringify(change[key])}::text::jsonb`,
      )
  if (change.ended) sets.push(sql`ended_at = clock_timestamp()`)
  if (sets.length === 0) return
  await sql`update registry.fusion_run set ${sql.join(sets)} where id = ${id}::uuid`.execute(db)
}

/** The weights of the last full run that came to its end. */
export async function selectModel(db: Db): Promise<LinkModel | null> {
  const { rows } = await sql<{ model: LinkModel }>`
    select model from registry.fusion_run where state = 'done' and model is not null
    order by started_at desc limit 1`.execute(db)
  return rows[0]?.model ?? null
}
