import { type RawBuilder, sql } from 'kysely'
import { storableJson } from '../audit/index.ts'
import type { Db } from '../db/index.ts'
import type { Actor, JobState, Lang, ScopeFilter } from '../module/index.ts'
import type { JobFilter } from './contract.ts'

/** A job as it is stored. */
export interface JobRow extends JobState {
  readonly input: unknown
  readonly checkpoint: unknown
  readonly actor: Actor
  readonly lang: Lang
  readonly requestId: string
  readonly serverId: string | null
  readonly crashes: number
  readonly failures: number
  readonly cancelRequested: boolean
}

const COLUMNS =
  sql.raw(`id, name, state, input, done, total, note, params, checkpoint, result, error, actor, lang,
  request_id as "requestId", created_by as "createdBy", created_at as "createdAt", started_at as "startedAt",
  ended_at as "endedAt", server_id as "serverId", crashes, failures, cancel_requested as "cancelRequested"`)

/** What people see of a job. */
export function stateOf(row: JobRow): JobState {
  const { id, name, state, done, total, note, params, result, error } = row
  const { createdAt, startedAt, endedAt, createdBy } = row
  return {
    id,
    name,
    state,
    done,
    total,
    note,
    params,
    result,
    error,
    createdAt,
    startedAt,
    endedAt,
    createdBy,
  }
}

export async function insertJob(
  db: Db,
  job: { id: string; name: string; input: unknown; actor: Actor; lang: Lang; requestId: string },
): Promise<void> {
  await sql`
    insert into kernel.job (id, name, input, actor, lang, request_id, created_by)
    values (${job.id}, ${job.name}, ${storableJson(job.input)}::text::jsonb, ${storableJson(job.actor)}::text::jsonb,
      ${job.lang}, ${job.requestId}, ${job.actor.accountId})`.execute(db)
}

export async function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`select ${COLUMNS} from kernel.job where id::text = ${id}`.execute(db)
  return rows[0]
}

/** Takes waiting jobs for a server; those cancelled meanwhile stay out. */
export async function claimJobs(db: Db, ids: readonly string[], serverId: string): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    update kernel.job set state = 'running', server_id = ${serverId}, starts = starts + 1,
      started_at = coalesce(started_at, clock_timestamp())
    where id = any(${ids}::uuid[]) and state = 'waiting'
    returning ${COLUMNS}`.execute(db)
  return rows
}

/** What may be written to a running job by the server that runs it. */
export interface RunningChange {
  readonly done: number
  readonly total: number | null
  readonly note: string | null
  readonly params: Record<string, unknown>
  /** Written when given; a job that saves its state is no victim of a crash that repeats. */
  readonly checkpoint?: { readonly value: unknown }
}

/** Writes progress; false when the job is no longer this server's. */
export async function writeProgress(
  db: Db,
  id: string,
  serverId: string,
  change: RunningChange,
): Promise<boolean> {
  const saved = change.checkpoint
    ? sql`, crashes = 0, checkpoint = ${storableJson(change.checkpoint.value)}::text::jsonb`
    : sql``
  const { numAffectedRows } = await sql`
    update kernel.job set ${progressSet(change)} ${saved}
    where id = ${id} and server_id = ${serverId} and state = 'running'`.execute(db)
  return Number(numAffectedRows) === 1
}

/** How a run ended. */
export type Outcome =
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: { code: string; params: Record<string, unknown> } }
  | { readonly state: 'cancelled' }
  | { readonly state: 'waiting'; readonly failed: boolean }

/** Ends a run; false when the job is no longer this server's. */
export async function endRun(
  db: Db,
  id: string,
  serverId: string,
  change: RunningChange,
  outcome: Outcome,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update kernel.job set ${progressSet(change)}, ${outcomeSet(outcome)}
    where id = ${id} and server_id = ${serverId} and state = 'running'`.execute(db)
  return Number(numAffectedRows) === 1
}

function progressSet(change: RunningChange): RawBuilder<unknown> {
  return sql`done = ${change.done}, total = ${change.total}, note = ${change.note},
    params = ${storableJson(change.params)}::text::jsonb`
}

function outcomeSet(outcome: Outcome): RawBuilder<unknown> {
  if (outcome.state === 'waiting') {
    return sql`state = 'waiting', server_id = null, failures = failures + ${outcome.failed ? 1 : 0}`
  }
  const result = outcome.state === 'done' ? storableJson(outcome.result) : null
  const error = outcome.state === 'failed' ? storableJson(outcome.error) : null
  return sql`state = ${outcome.state}, server_id = null, ended_at = clock_timestamp(),
    result = ${result}::text::jsonb, error = ${error}::text::jsonb`
}

/** Marks a job for cancelling; one that waits is cancelled at once. */
export async function requestCancel(db: Db, id: string): Promise<void> {
  await sql`
    update kernel.job set cancel_requested = true,
      state = case state when 'waiting' then 'cancelled' else state end,
      ended_at = case state when 'waiting' then clock_timestamp() else ended_at end
    where id = ${id} and state in ('waiting', 'running')`.execute(db)
}

/** Tells that a server lives, and gives those of its jobs that somebody wants cancelled. */
export async function heartbeat(db: Db, serverId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with seen as (
      insert into kernel.job_server (id) values (${serverId})
      on conflict (id) do update set seen_at = clock_timestamp()
    )
    select id from kernel.job where state = 'running' and server_id = ${serverId} and cancel_requested`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export async function forgetServer(db: Db, serverId: string): Promise<void> {
  await sql`delete from kernel.job_server
    where id = ${serverId} or seen_at < clock_timestamp() - interval '1 day'`.execute(db)
}

/** Locks running jobs whose server has died: unseen for some seconds, or any other server at all when `alone`. */
export async function lockOrphans(
  db: Db,
  serverId: string,
  alone: boolean,
  staleSeconds: number,
): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select ${COLUMNS} from kernel.job j
    where j.state = 'running' and j.server_id is distinct from ${serverId}::uuid
      and (${alone}::boolean or not exists (
        select 1 from kernel.job_server s
        where s.id = j.server_id and s.seen_at > clock_timestamp() - make_interval(secs => ${staleSeconds}::double precision)
      ))
    for update of j skip locked`.execute(db)
  return rows
}

/** Puts an orphan back to waiting, or ends it. */
export async function settleOrphan(db: Db, id: string, outcome: Outcome): Promise<void> {
  await sql`update kernel.job set ${outcomeSet(outcome)}, crashes = crashes + 1 where id = ${id}`.execute(db)
}

/** Waiting jobs that the queue does not know, as after a restore of our tables alone. */
export async function lockUnqueued(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select j.id from kernel.job j
    where j.state = 'waiting' and not exists (select 1 from pgboss.job b where b.id = j.id)
    for update of j skip locked`.execute(db)
  return rows.map((row) => row.id)
}

/** Whether a job of this name waits or runs. */
export async function isLive(db: Db, name: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from kernel.job where name = ${name} and state in ('waiting', 'running') limit 1`.execute(db)
  return rows.length > 0
}

/** A page of jobs, newest first, and how many match. */
export async function listJobs(
  db: Db,
  filter: JobFilter,
  scope: ScopeFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: JobRow[]; total: number }> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (scope.kind === 'none') parts.push(sql`false`)
  if (scope.kind === 'some') parts.push(sql`created_by = ${scope.ownerId}`)
  if (filter.state) parts.push(sql`state = any(${filter.state}::text[])`)
  if (filter.name) parts.push(sql`name = ${filter.name}`)
  if (filter.createdBy) parts.push(sql`created_by = ${filter.createdBy}`)
  if (filter.q) parts.push(sql`(strpos(name, ${filter.q}) > 0 or strpos(actor->>'name', ${filter.q}) > 0)`)
  const where = sql.join(parts, sql` and `)
  const { rows } = await sql<JobRow>`
    select ${COLUMNS} from kernel.job where ${where} order by created_at desc, id desc
    limit ${page.limit} offset ${page.offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*) as n from kernel.job where ${where}`.execute(db)
  return { rows, total: counted.rows[0]!.n }
}

/** Deletes ended jobs older than some days; returns how many. */
export async function pruneJobs(db: Db, now: Date, days: number): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000).toISOString()
  const { numAffectedRows } = await sql`
    delete from kernel.job where ended_at < ${before}::timestamptz`.execute(db)
  return Number(numAffectedRows)
}
