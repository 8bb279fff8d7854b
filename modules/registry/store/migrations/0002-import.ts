import type { Migration } from '#kernel/module'

/**
 * The import's own columns, and the changes that a staged batch plans. Planned changes go when they are carried out
 * or given up; the raw rows stay.
 */
export const importing: Migration = {
  name: '0002-import',
  sql: `
alter table import_batch add column owner_id text;
alter table import_batch add column error jsonb;
alter table import_batch add column undo_result jsonb;
create index import_batch_created on import_batch (created_at desc);

alter table source_record add column keys text[] not null default '{}';

create table import_change (
  batch_id uuid not null references import_batch on delete cascade,
  row_number integer not null,
  part text not null,
  enterprise_id uuid not null,
  record_id text not null,
  operation text not null,
  fields jsonb not null,
  base_version integer,
  name_key text,
  derived jsonb,
  search_text text,
  pinyin text,
  grams tsvector
);
create index import_change_row on import_change (batch_id, row_number);

create unique index review_item_row on review_item (batch_id, row_number);
create index field_change_record on field_change (enterprise_id, part, record_id);
`,
}
