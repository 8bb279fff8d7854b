import type { Migration } from '#kernel/module'

/** Until when an unsure fact rests, the version that a check left behind, and whether the check was taken back. */
export const checkTables: Migration = {
  name: '0004-checks',
  sql: `
alter table fact_check add column until date;
alter table fact_check add column after_version integer;
alter table fact_check add column undone_at timestamptz;
alter table fact_check add column undone_by text;
create index fact_check_resting on fact_check (record_id, until) where until is not null and undone_at is null;
`,
}
