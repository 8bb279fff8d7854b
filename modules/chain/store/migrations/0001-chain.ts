import type { Migration } from '#kernel/module'

/** Supply relations, vehicle models and their bills with evidence; what was computed, proposed and checked. */
export const chainTables: Migration = {
  name: '0001-chain',
  sql: `
create table revision (
  one boolean primary key default true check (one),
  value bigint not null,
  library bigint not null default 0
);
insert into revision (value) values (1);

create table setting (
  one boolean primary key default true check (one),
  value jsonb not null,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamptz not null default now()
);

create table party (
  id uuid primary key,
  name text not null,
  name_key text not null,
  region text,
  synthetic boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index party_once on party (name_key, coalesce(region, ''));

create table batch (
  id uuid primary key,
  table_name text not null,
  file_id uuid not null,
  file_name text not null,
  state text not null,
  job_id uuid,
  total integer not null default 0,
  good integer not null default 0,
  faulty integer not null default 0,
  created_rows integer not null default 0,
  updated_rows integer not null default 0,
  unchanged_rows integer not null default 0,
  source_kind text not null,
  source text not null,
  observed_on date not null,
  synthetic boolean not null default false,
  error jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  undone_at timestamptz
);
create index batch_created on batch (created_at desc, id);

create table batch_row (
  batch_id uuid not null references batch on delete cascade,
  row_number integer not null,
  raw jsonb not null,
  parsed jsonb,
  faults jsonb,
  outcome text not null,
  record_id uuid,
  before jsonb,
  primary key (batch_id, row_number)
);

create table supply (
  id uuid primary key,
  library_id uuid unique,
  supplier_id uuid not null,
  buyer_id uuid not null,
  node text,
  amount bigint,
  quantity double precision,
  unit text,
  share double precision,
  period text,
  valid_from date,
  valid_until date,
  status text not null default 'active',
  source_kind text not null,
  source text not null,
  observed_on date not null,
  confidence double precision not null,
  evidence text,
  synthetic boolean not null default false,
  batch_id uuid references batch,
  created_by text not null,
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index supply_supplier on supply (supplier_id);
create index supply_buyer on supply (buyer_id);
create index supply_node on supply (node);
create index supply_batch on supply (batch_id) where batch_id is not null;

create table vehicle_model (
  id uuid primary key,
  code text not null unique,
  name text not null,
  oem_id uuid not null,
  segment text,
  powertrain text,
  annual_volume integer,
  assembly_region text,
  assembly_value bigint,
  on_sale_from date,
  on_sale_until date,
  source_kind text not null,
  source text not null,
  observed_on date not null,
  confidence double precision not null,
  synthetic boolean not null default false,
  batch_id uuid references batch,
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index vehicle_model_oem on vehicle_model (oem_id);

create table bill_line (
  id uuid primary key,
  model_id uuid not null references vehicle_model on delete cascade,
  parent_id uuid references bill_line on delete cascade,
  position integer not null,
  node text,
  part text not null,
  supplier_id uuid,
  quantity double precision not null default 1,
  unit text,
  unit_cost bigint,
  cost_share double precision,
  local_share double precision,
  origin text,
  status text not null default 'active',
  source_kind text not null,
  source text not null,
  observed_on date not null,
  confidence double precision not null,
  evidence text,
  synthetic boolean not null default false,
  batch_id uuid references batch,
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index bill_line_model on bill_line (model_id, position);
create index bill_line_parent on bill_line (parent_id);
create index bill_line_supplier on bill_line (supplier_id);

create table fact_check (
  id uuid primary key,
  record_kind text not null,
  record_id uuid not null,
  outcome text not null,
  note text,
  before jsonb not null,
  by text not null,
  at timestamptz not null default now()
);
create index fact_check_record on fact_check (record_kind, record_id, at desc);

create table run (
  id uuid primary key,
  kind text not null,
  state text not null,
  job_id uuid,
  input jsonb not null,
  as_of date not null,
  revision text,
  result jsonb,
  error jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index run_newest on run (kind, state, created_at desc);
create unique index run_one on run (kind) where state in ('queued', 'running');

create table firm_risk (
  run_id uuid not null references run on delete cascade,
  firm_id uuid not null,
  esri double precision not null,
  esri_down double precision not null,
  esri_up double precision not null,
  steps integer not null,
  position integer not null,
  detail jsonb,
  primary key (run_id, firm_id)
);
create index firm_risk_position on firm_risk (run_id, position);

create table node_gap (
  run_id uuid not null references run on delete cascade,
  node text not null,
  state text not null,
  score double precision,
  detail jsonb not null,
  primary key (run_id, node)
);

create table local_rate (
  run_id uuid not null references run on delete cascade,
  definition text not null,
  scope text not null,
  scope_id text not null,
  value double precision,
  lower double precision,
  upper double precision,
  coverage double precision,
  firms integer not null,
  detail jsonb,
  primary key (run_id, definition, scope, scope_id)
);

create table tagger (
  id uuid primary key,
  trained_at timestamptz not null default now(),
  trained_by text not null,
  examples integer not null,
  model jsonb not null,
  evaluation jsonb not null
);

create table tag (
  enterprise_id uuid not null,
  node text not null,
  probability double precision not null,
  evidence jsonb not null,
  tagger_id uuid not null references tagger on delete cascade,
  state text not null default 'open',
  decided_by text,
  decided_at timestamptz,
  primary key (enterprise_id, node)
);
create index tag_open on tag (state, probability desc);

create table proposal (
  id uuid primary key,
  supplier_id uuid not null,
  buyer_id uuid not null,
  node text,
  probability double precision not null,
  reasons jsonb not null,
  run_id uuid not null references run on delete cascade,
  state text not null default 'open',
  decided_by text,
  decided_at timestamptz,
  supply_id uuid,
  unique (supplier_id, buyer_id, node)
);
create index proposal_open on proposal (state, probability desc, id);
`,
}
