import type { Migration } from '../module/index.ts'

/** The outbox: what happened, and for each subscriber what it has still to hear of. A delivered row is deleted. */
export const eventsMigrations: readonly Migration[] = [
  {
    name: '0001-outbox',
    sql: `
create table outbox (
  seq bigserial primary key,
  id uuid not null unique,
  type text not null,
  stream text not null,
  payload jsonb,
  at timestamptz not null
);
create index outbox_at on outbox (at);
create table outbox_delivery (
  seq bigint not null references outbox on delete cascade,
  subscriber text not null,
  stream text not null,
  state text not null default 'pending' check (state in ('pending', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz not null default '-infinity',
  error text,
  primary key (subscriber, seq)
);
create index outbox_delivery_seq on outbox_delivery (seq);
create index outbox_delivery_order on outbox_delivery (subscriber, stream, seq) where state = 'pending';
create index outbox_delivery_due on outbox_delivery (seq) where state = 'pending';
`,
  },
]
