import type { Migration } from '#kernel/module'

/** Decided predictions outlive the run that made them; why one was refused. */
export const linkTables: Migration = {
  name: '0005-links',
  sql: `
alter table proposal alter column run_id drop not null;
alter table proposal drop constraint proposal_run_id_fkey;
alter table proposal add constraint proposal_run_id_fkey foreign key (run_id) references run on delete set null;
alter table proposal add column refused_because text;
`,
}
