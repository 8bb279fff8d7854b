import type { Migration } from '../module/index.ts'

/**
 * The log and its head. The head row is what writers queue for: it gives numbers without gaps and one chain even
 * when several servers write. Triggers refuse what an append-only log never needs; whoever switches them off leaves
 * a chain that no longer adds up.
 */
export const auditMigrations: readonly Migration[] = [
  {
    name: '0001-audit',
    sql: `
create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  org_id text,
  action text not null,
  resource text not null,
  record_id text,
  detail jsonb,
  request_id text not null,
  prev_hash text not null,
  hash text not null
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_record on audit_entry (resource, record_id);
create index audit_entry_actor on audit_entry (actor_id);
create table audit_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash text not null
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only: % of % is refused', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger audit_entry_frozen before update or delete on audit_entry
  for each row execute function audit_refuse();
create trigger audit_entry_whole before truncate on audit_entry
  for each statement execute function audit_refuse();
create trigger audit_head_kept before delete on audit_head
  for each row execute function audit_refuse();
create trigger audit_head_whole before truncate on audit_head
  for each statement execute function audit_refuse();
`,
  },
]
