import type { Migration } from '#kernel/module'

/**
 * Data fusion: raw records of every source, the entities they are given to, what people decided about them, and how
 * all of it changed. Records and decisions stay for ever; entities that lost their records stay as removed, so that an
 * undo finds them again.
 */
export const fusing: Migration = {
  name: '0004-fusion',
  sql: `
create table fusion_source (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  trust double precision not null check (trust between 0 and 1),
  field_trust jsonb not null default '{}',
  anchor boolean not null default false,
  created_at timestamptz not null default now()
);
insert into fusion_source (code, name_zh, name_en, trust, field_trust, anchor) values
  ('registry', '登记信息', 'Business register', 0.95, '{"phone": 0.6}', true),
  ('library', '企业库', 'Enterprise library', 0.9, '{}', true),
  ('tax', '税务名单', 'Tax list', 0.9, '{"phone": 0.7, "address": 0.7}', false),
  ('oem_a', '整车企业甲供应商表', 'Supplier list of OEM A', 0.6, '{}', false),
  ('oem_b', '整车企业乙供应商表', 'Supplier list of OEM B', 0.6, '{}', false),
  ('survey_xlsx', '摸底表', 'Survey workbook', 0.5, '{"phone": 0.7}', false),
  ('export_en', '出口英文名录', 'Export directory in English', 0.5, '{"name": 0.2, "address": 0.3}', false);

create table fusion_state (
  one boolean primary key default true check (one),
  version bigint not null,
  stale boolean not null default false,
  shared_codes text[] not null default '{}'
);
insert into fusion_state (version) values (1);

create table fusion_load (
  id uuid primary key,
  source text,
  observed_on date not null,
  file_id uuid not null,
  file_name text not null,
  state text not null,
  job_id uuid,
  total integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  faulty integer not null default 0,
  faults jsonb not null default '[]',
  error jsonb,
  created_at timestamptz not null default now(),
  created_by text not null,
  ended_at timestamptz
);
create index fusion_load_created on fusion_load (created_at desc);

create table fusion_entity (
  id uuid primary key,
  name text not null default '',
  uscc text,
  golden jsonb not null default '[]',
  confidence double precision not null default 0,
  records integer not null default 0,
  sources text[] not null default '{}',
  enterprise_id uuid,
  head_id uuid,
  updated_at timestamptz not null default now(),
  removed_at timestamptz
);
create index fusion_entity_updated on fusion_entity (updated_at desc, id);
create index fusion_entity_name on fusion_entity (name, id);
create index fusion_entity_enterprise on fusion_entity (enterprise_id);
create index fusion_entity_head on fusion_entity (head_id) where head_id is not null;

create table fusion_record (
  id uuid primary key,
  source text not null references fusion_source,
  external_id text not null,
  observed_on date,
  fields jsonb not null,
  raw json not null,
  past_names text[] not null default '{}',
  written jsonb not null default '{}',
  entity_id uuid,
  fresh boolean not null default true,
  blank boolean not null default false,
  version integer not null default 1,
  load_id uuid,
  loaded_at timestamptz not null default now(),
  unique (source, external_id)
);
create index fusion_record_entity on fusion_record (entity_id);
create index fusion_record_fresh on fusion_record (id) where fresh and not blank;

create table fusion_record_version (
  record_id uuid not null,
  version integer not null,
  observed_on date,
  fields jsonb not null,
  raw json not null,
  load_id uuid,
  loaded_at timestamptz not null,
  replaced_at timestamptz not null default now(),
  primary key (record_id, version)
);

create table fusion_run (
  id uuid primary key,
  kind text not null,
  state text not null,
  job_id uuid,
  test_data boolean not null default false,
  records integer not null default 0,
  pairs integer,
  entities integer,
  created integer,
  moved integer,
  founded integer,
  reviews integer,
  expected_precision double precision,
  expected_recall double precision,
  largest integer,
  warnings jsonb not null default '[]',
  model jsonb,
  error jsonb,
  started_at timestamptz not null default now(),
  started_by text not null,
  ended_at timestamptz
);
create unique index fusion_run_one on fusion_run ((true)) where state in ('queued', 'running');
create index fusion_run_started on fusion_run (started_at desc);

create table fusion_operation (
  id uuid primary key,
  seq bigint generated always as identity,
  kind text not null,
  summary_zh text not null,
  summary_en text not null,
  moved integer not null default 0,
  entities jsonb not null default '[]',
  note text,
  actor text not null,
  at timestamptz not null default now(),
  undone_at timestamptz,
  undoes uuid,
  run_id uuid,
  review_id uuid
);
create index fusion_operation_seq on fusion_operation (seq desc);

create table fusion_move (
  seq bigint generated always as identity primary key,
  operation_id uuid not null references fusion_operation,
  record_id uuid not null,
  from_id uuid,
  to_id uuid not null
);
create index fusion_move_operation on fusion_move (operation_id);
create index fusion_move_record on fusion_move (record_id, seq);
create index fusion_move_from on fusion_move (from_id);
create index fusion_move_to on fusion_move (to_id);

create table fusion_constraint (
  id uuid primary key,
  same boolean not null,
  derived boolean not null default false,
  left_id uuid not null,
  right_id uuid not null,
  operation_id uuid,
  review_id uuid,
  note text,
  actor text not null,
  at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid
);
create index fusion_constraint_left on fusion_constraint (left_id) where revoked_at is null;
create index fusion_constraint_right on fusion_constraint (right_id) where revoked_at is null;
create index fusion_constraint_operation on fusion_constraint (operation_id);
create index fusion_constraint_revoked_by on fusion_constraint (revoked_by) where revoked_by is not null;

create table fusion_review (
  id uuid primary key,
  left_id uuid not null references fusion_record on delete cascade,
  right_id uuid not null references fusion_record on delete cascade,
  probability double precision not null,
  gain double precision not null,
  reason text not null,
  together boolean not null,
  state text not null default 'open',
  decided_by text,
  decided_at timestamptz,
  operation_id uuid,
  at timestamptz not null default now(),
  unique (left_id, right_id)
);
create index fusion_review_gain on fusion_review (state, gain desc, id);
create index fusion_review_operation on fusion_review (operation_id) where operation_id is not null;
create index fusion_review_right on fusion_review (right_id);

create table fusion_change (
  seq bigint generated always as identity primary key,
  entity_id uuid not null,
  kind text not null,
  other_id uuid,
  fields text[] not null default '{}',
  at timestamptz not null default now()
);
`,
}
