import type { Migration } from '../module/index.ts'

/** Accounts, organisations and everything that proves who somebody is. Secrets are stored as hashes only. */
export const authMigrations: readonly Migration[] = [
  {
    name: '0001-auth',
    sql: `
create table org (
  id uuid primary key,
  name text not null unique,
  type text not null check (type in ('government', 'enterprise', 'operator', 'bank', 'other')),
  uscc text unique,
  enterprise_id uuid,
  region text,
  created_at timestamptz not null
);
create table account (
  id uuid primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  email text unique check (email = lower(email)),
  lang text not null default 'zh',
  password_hash text,
  oidc_issuer text,
  oidc_subject text,
  disabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_sign_in_at timestamptz,
  unique (oidc_issuer, oidc_subject)
);
create table membership (
  account_id uuid primary key references account on delete cascade,
  org_id uuid references org,
  roles text[] not null default '{}',
  districts text[] not null default '{}'
);
create index membership_org on membership (org_id);
create table session (
  token_hash text primary key,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index session_account on session (account_id);
create table token (
  id uuid primary key,
  token_hash text not null unique,
  account_id uuid not null references account on delete cascade,
  name text not null,
  scopes text[] not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index token_account on token (account_id);
create table one_time_link (
  token_hash text primary key,
  kind text not null check (kind in ('firstAdministrator', 'invitation', 'passwordReset')),
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  created_by text,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_link_account on one_time_link (account_id);
create table sign_in_throttle (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create table oidc_flow (
  state_hash text primary key,
  nonce text not null,
  code_verifier text not null,
  return_path text not null,
  expires_at timestamptz not null
);
`,
  },
  {
    name: '0002-person',
    sql: `
create view person as
  select a.id, a.name, m.org_id, not a.disabled as active
  from account a left join membership m on m.account_id = a.id;
comment on view person is 'What modules may join: who somebody is, without login, e-mail or rights';
`,
  },
]
