import type { Migration } from '#kernel/module'

/** The lines behind the local rates as they were when the rates were worked out, and the levers. */
export const localTables: Migration = {
  name: '0002-local',
  sql: `
create table local_line (
  run_id uuid not null references run on delete cascade,
  id uuid not null,
  kind text not null,
  model_id uuid not null,
  parent_id uuid,
  level integer not null,
  position integer not null,
  node text,
  part text not null,
  supplier_id uuid,
  place smallint not null,
  weight double precision not null,
  cost double precision,
  known double precision not null,
  counted jsonb not null,
  source_kind text not null,
  source text not null,
  observed_on date not null,
  trust double precision not null,
  primary key (run_id, id)
);
create index local_line_model on local_line (run_id, model_id, position);

create table local_model (
  run_id uuid not null references run on delete cascade,
  id uuid not null,
  code text not null,
  name text not null,
  oem_id uuid,
  segment text,
  powertrain text,
  volume integer,
  region text,
  cost double precision,
  has_bill boolean not null,
  faults jsonb not null,
  source_kind text not null,
  source text not null,
  observed_on date not null,
  trust double precision not null,
  primary key (run_id, id)
);

create table local_lever (
  run_id uuid not null references run on delete cascade,
  kind text not null,
  id text not null,
  spend double precision not null,
  lines integer not null,
  makers integer not null,
  gain jsonb not null,
  primary key (run_id, kind, id)
);
`,
}
