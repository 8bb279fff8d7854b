import type { Migration } from '#kernel/module'

/** The executable plan: tasks, targets, observations that are only ever superseded, measures, reports. */
export const planTables: Migration = {
  name: '0001-plan',
  sql: `
create table plan (
  id uuid primary key,
  title_zh text not null,
  title_en text not null,
  source text not null,
  starts_on date not null,
  ends_on date not null,
  active boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text not null
);
create unique index plan_active on plan (active) where active;

create table task (
  id uuid primary key,
  plan_id uuid not null references plan on delete cascade,
  number integer not null,
  title_zh text not null,
  title_en text not null,
  summary_zh text,
  summary_en text,
  module text,
  departments text[] not null default '{}',
  unique (plan_id, number)
);

create table target (
  id uuid primary key,
  plan_id uuid not null references plan on delete cascade,
  task_id uuid references task on delete cascade,
  code text not null,
  name_zh text not null,
  name_en text not null,
  unit text not null,
  display_unit text not null,
  display_unit_en text not null,
  value double precision not null,
  value_max double precision,
  comparator text not null,
  baseline double precision,
  baseline_on date,
  deadline date not null,
  scope text,
  scope_en text,
  indicator text,
  place text,
  sentence text,
  note_zh text,
  note_en text,
  basis text not null default 'level',
  position integer not null default 0,
  measured_on date,
  unique (plan_id, code)
);

create table observation (
  id uuid primary key,
  target_id uuid not null references target on delete cascade,
  region text,
  period date not null,
  value double precision,
  hidden boolean not null default false,
  source text not null,
  indicator text,
  note text,
  document_id uuid,
  document_name text,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  superseded_by uuid,
  superseded_at timestamptz
);
create unique index observation_current on observation (target_id, coalesce(region, ''), period) where superseded_by is null;
create index observation_target on observation (target_id, period);

create table assessment (
  target_id uuid primary key references target on delete cascade,
  as_of date not null,
  state text not null,
  result jsonb not null,
  computed_at timestamptz not null default now()
);

create table state_change (
  target_id uuid not null references target on delete cascade,
  as_of date not null,
  state text not null,
  primary key (target_id, as_of)
);

create table measure (
  id uuid primary key,
  task_id uuid not null references task on delete cascade,
  target_id uuid references target on delete set null,
  seed text,
  title text not null,
  title_en text,
  department text,
  owner_account uuid,
  due_on date,
  progress double precision not null default 0,
  state text not null default 'open',
  blocker text,
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index measure_task on measure (task_id);
create index measure_due on measure (due_on) where state <> 'done';

create unique index measure_seed on measure (task_id, seed) where seed is not null;

create table measure_note (
  id uuid primary key,
  measure_id uuid not null references measure on delete cascade,
  at timestamptz not null default now(),
  author text not null,
  progress double precision,
  state text,
  text text not null
);
create index measure_note_measure on measure_note (measure_id, at);

create table refresh_request (
  one boolean primary key default true check (one),
  job_id uuid not null
);

create table revision (
  one boolean primary key default true check (one),
  value bigint not null
);
insert into revision (value) values (1);

create table report (
  id uuid primary key,
  plan_id uuid not null references plan on delete cascade,
  month text not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index report_month on report (plan_id, month, created_at desc);

create table compilation (
  id uuid primary key,
  title text not null,
  file_name text,
  text text not null,
  result jsonb not null,
  state text not null default 'draft',
  plan_id uuid references plan on delete set null,
  created_at timestamptz not null default now(),
  created_by text not null
);
`,
}
