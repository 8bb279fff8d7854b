import type { Migration } from '#kernel/module'

/** How the file of a batch is read, and what there is to say of a good row. */
export const importTables: Migration = {
  name: '0003-imports',
  sql: `
alter table batch add column sheet text;
alter table batch add column header_row integer;
alter table batch add column mapping jsonb;
alter table batch_row add column notes jsonb;
alter table batch_row add column after_version integer;
create index batch_row_outcome on batch_row (batch_id, outcome, row_number);
`,
}
