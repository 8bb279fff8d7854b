import type { Migration } from '../module/index.ts'

/** Files live in the database, in chunks, so that one backup holds everything and every server can read them. */
export const filesMigrations: readonly Migration[] = [
  {
    name: '0001-files',
    sql: `
create table file (
  id uuid primary key,
  name text not null,
  content_type text not null,
  bytes bigint not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  created_by text
);
create table file_chunk (
  file_id uuid not null references file on delete cascade,
  position integer not null,
  content bytea not null,
  primary key (file_id, position)
);
`,
  },
]
