import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import type { ChainRun } from '../../contract/runs.ts'

/** A run as stored. */
export interface RunRow extends Omit<ChainRun, 'outdated' | 'error'> {
  /** Of the network that it computed on; null until it has read it. */
  readonly revision: string | null
  readonly error: { readonly code: string; readonly params: Record<string, unknown> } | null
}

const COLUMNS =
  sql.raw(`r.id, r.kind, r.state, r.job_id as "jobId", r.input, r.as_of as "asOf", r.revision, r.result,
  r.error, r.created_by as "createdBy", r.created_at as "createdAt", r.started_at as "startedAt", r.ended_at as "endedAt"`)

/** Writes a new run; the database refuses a second one of its kind that waits or runs (run_one). */
export async function insertRun(
  db: Db,
  run: Pick<RunRow, 'id' | 'kind' | 'jobId' | 'input' | 'asOf' | 'createdBy'>,
): Promise<void> {
  await sql`insert into chain.run (id, kind, state, job_id, input, as_of, created_by)
    values (${run.id}::uuid, ${run.kind}, 'queued', ${run.jobId}::uuid, ${JSON.stringify(run.input)}::jsonb,
      ${run.asOf}::date, ${run.createdBy})`.execute(db)
}

/** One run; `lock` keeps it as it is until the transaction ends. */
export async function selectRun(db: Db, id: string, lock = false): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`select ${COLUMNS} from chain.run r where r.id = ${id}::uuid
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** For each kind the newest finished run and the one that waits or runs. */
export async function selectLatest(db: Db): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${COLUMNS} from chain.run r where r.state in ('queued', 'running')
    union all
    select * from (select distinct on (r.kind) ${COLUMNS} from chain.run r where r.state not in ('queued', 'running')
      order by r.kind, r.created_at desc) ended`.execute(db)
  return rows
}

/** The newest finished run of a kind that came to its result. */
export async function selectNewestDone(db: Db, kind: RunRow['kind']): Promise<RunRow | undefined> {
  const { rows } =
    await sql<RunRow>`select ${COLUMNS} from chain.run r where r.kind = ${kind} and r.state = 'done'
    order by r.created_at desc limit 1`.execute(db)
  return rows[0]
}

/** Marks a run as begun on a state of the network. */
export async function beginRun(db: Db, id: string, revision: string, asOf: string): Promise<void> {
  await sql`update chain.run set state = 'running', revision = ${revision}, as_of = ${asOf}::date,
    started_at = coalesce(started_at, now()) where id = ${id}::uuid`.execute(db)
}

/** Ends a run: with its result, or with the reason why there is none. */
export async function endRun(
  db: Db,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  outcome: { readonly result?: Record<string, unknown>; readonly error?: RunRow['error'] },
): Promise<void> {
  await sql`update chain.run set state = ${state}, ended_at = now(),
    result = ${outcome.result ? JSON.stringify(outcome.result) : null}::jsonb,
    error = ${outcome.error ? JSON.stringify(outcome.error) : null}::jsonb where id = ${id}::uuid`.execute(db)
}

/** Removes the rows of runs of a kind before the newest `keep` finished ones. */
export async function pruneRuns(db: Db, kind: RunRow['kind'], keep: number): Promise<void> {
  await sql`delete from chain.run where kind = ${kind} and state not in ('queued', 'running') and id not in
    (select id from chain.run where kind = ${kind} and state not in ('queued', 'running')
      order by created_at desc limit ${keep})`.execute(db)
}
