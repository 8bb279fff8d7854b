import type { Migration } from '../module/index.ts'

/**
 * The record of every job, for people and for restarts; the queue itself (schema pgboss) belongs to pg-boss and holds
 * nothing but what waits. `server_id` fences: only the server named there may write to a running job.
 */
export const jobsMigrations: readonly Migration[] = [
  {
    name: '0001-jobs',
    sql: `
create table job (
  id uuid primary key,
  name text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  input jsonb,
  done double precision not null default 0,
  total double precision,
  note text,
  params jsonb not null default '{}',
  checkpoint jsonb,
  result jsonb,
  error jsonb,
  actor jsonb not null,
  lang text not null,
  request_id text not null,
  created_by text,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  server_id uuid,
  starts integer not null default 0,
  crashes integer not null default 0,
  failures integer not null default 0,
  cancel_requested boolean not null default false
);
create index job_live on job (state, server_id) where state in ('waiting', 'running');
create index job_created on job (created_at desc);
create index job_creator on job (created_by, created_at desc);
create table job_server (
  id uuid primary key,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);
`,
  },
]
