import type { Migration } from '#kernel/module'

/** The enterprise library: what is known of each enterprise, where it came from and how it changed. */
export const library: Migration = {
  name: '0001-library',
  sql: `
create table region (
  code text primary key,
  parent text,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  groups text[] not null default '{}',
  sort integer not null default 0
);

create table chain_node (
  code text primary key,
  parent text,
  tier integer not null,
  name_zh text not null,
  name_en text not null,
  synonyms_zh text[] not null default '{}',
  synonyms_en text[] not null default '{}',
  electronics boolean not null,
  parts boolean not null,
  key_link boolean not null,
  stage text,
  sort integer not null default 0
);

create table enterprise (
  id uuid primary key,
  uscc text unique,
  name text not null,
  name_key text not null,
  name_en text,
  former_names text[] not null default '{}',
  pinyin text not null default '',
  district text,
  address text,
  legal_rep text,
  registered_capital bigint,
  established date,
  counted_since date,
  closed_on date,
  industry_code text,
  business_scope text,
  products text[] not null default '{}',
  parts boolean not null default false,
  electronics boolean not null default false,
  recruited_on date,
  recruited_from text,
  transformed_on date,
  listed_on date,
  listed_board text,
  website text,
  synthetic boolean not null default false,
  source text not null,
  main_node text,
  revenue_latest bigint,
  revenue_year integer,
  staff_latest integer,
  search_text text not null default '',
  grams tsvector not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1
);
create index enterprise_name_key on enterprise (name_key);
create index enterprise_district on enterprise (district);
create index enterprise_uscc_prefix on enterprise (uscc text_pattern_ops);
create index enterprise_grams on enterprise using gin (grams);
create index enterprise_revenue on enterprise (revenue_latest desc nulls last, id);
create index enterprise_updated on enterprise (updated_at desc, id);
create index enterprise_name on enterprise (name, id);

create table revision (
  one boolean primary key default true check (one),
  value bigint not null
);
insert into revision (value) values (1);

create table demo (
  one boolean primary key default true check (one),
  enterprises integer not null,
  seed text not null,
  as_of date not null,
  complete boolean not null,
  loaded_at timestamptz not null default now()
);

create table site (
  id uuid primary key,
  enterprise_id uuid not null references enterprise on delete cascade,
  name text not null,
  kind text not null,
  district text,
  address text,
  area_m2 numeric,
  power_kva numeric,
  source text not null
);
create index site_enterprise on site (enterprise_id);

create table capability (
  id uuid primary key,
  enterprise_id uuid not null references enterprise on delete cascade,
  node text not null,
  product text,
  stage text,
  capacity numeric,
  capacity_unit text,
  utilisation numeric,
  certificates text[] not null default '{}',
  main boolean not null default false,
  source text not null,
  as_of date
);
create unique index capability_once on capability (enterprise_id, node, coalesce(product, ''));
create index capability_node on capability (node);

create table qualification (
  id uuid primary key,
  enterprise_id uuid not null references enterprise on delete cascade,
  kind text not null,
  number text,
  issued_by text,
  valid_from date,
  valid_until date,
  source text not null
);
create unique index qualification_once on qualification (enterprise_id, kind, coalesce(valid_from, '0001-01-01'));
create index qualification_kind on qualification (kind, valid_from, valid_until);

create table yearly (
  enterprise_id uuid not null references enterprise on delete cascade,
  year integer not null,
  revenue bigint,
  rnd bigint,
  output bigint,
  staff integer,
  exports bigint,
  source text not null,
  primary key (enterprise_id, year)
);

create table monthly (
  enterprise_id uuid not null references enterprise on delete cascade,
  month date not null,
  revenue bigint,
  output bigint,
  staff integer,
  electricity_kwh bigint,
  source text not null,
  primary key (enterprise_id, month)
);
create index monthly_month on monthly (month);

create table relation (
  id uuid primary key,
  kind text not null,
  from_id uuid not null references enterprise on delete cascade,
  to_id uuid references enterprise on delete cascade,
  to_name text,
  node text,
  amount bigint,
  share numeric,
  period text,
  evidence text,
  source text not null
);
create index relation_from on relation (from_id, kind);
create index relation_to on relation (to_id, kind);
create unique index relation_once on relation (kind, from_id, coalesce(to_id, '00000000-0000-0000-0000-000000000000'), coalesce(to_name, ''), coalesce(node, ''), coalesce(period, ''));

create table contact (
  id uuid primary key,
  enterprise_id uuid not null references enterprise on delete cascade,
  name text not null,
  title text,
  phone text,
  email text,
  source text not null
);
create index contact_enterprise on contact (enterprise_id);

create table document (
  id uuid primary key,
  enterprise_id uuid not null references enterprise on delete cascade,
  title text not null,
  file_id uuid not null,
  file_name text not null,
  bytes bigint not null,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index document_enterprise on document (enterprise_id);

create table import_batch (
  id uuid primary key,
  table_name text not null,
  file_id uuid not null,
  file_name text not null,
  state text not null,
  sheet text,
  header_row integer,
  mapping jsonb,
  job_id uuid,
  total integer not null default 0,
  good integer not null default 0,
  faulty integer not null default 0,
  doubtful integer not null default 0,
  created_rows integer not null default 0,
  updated_rows integer not null default 0,
  unchanged_rows integer not null default 0,
  synthetic boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text not null,
  committed_at timestamptz,
  undone_at timestamptz
);

create table source_record (
  batch_id uuid not null references import_batch on delete cascade,
  row_number integer not null,
  raw jsonb not null,
  parsed jsonb,
  faults jsonb,
  outcome text not null,
  enterprise_id uuid,
  primary key (batch_id, row_number)
);
create index source_record_enterprise on source_record (enterprise_id);
create index source_record_outcome on source_record (batch_id, outcome);

create table review_item (
  id uuid primary key,
  batch_id uuid not null references import_batch on delete cascade,
  row_number integer not null,
  reason text not null,
  params jsonb not null default '{}',
  candidates uuid[] not null default '{}',
  state text not null default 'open',
  decision jsonb,
  decided_at timestamptz,
  decided_by text
);
create index review_item_open on review_item (state, batch_id);

create table field_change (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null,
  part text not null,
  record_id text not null,
  operation text not null,
  field text,
  old_value jsonb,
  new_value jsonb,
  source text not null,
  batch_id uuid,
  at timestamptz not null default now(),
  actor text not null
);
create index field_change_enterprise on field_change (enterprise_id, at desc);
create index field_change_batch on field_change (batch_id) where batch_id is not null;
`,
}
