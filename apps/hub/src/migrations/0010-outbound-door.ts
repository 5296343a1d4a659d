import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const outboundDoor = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      alter table outbox
        add column recipient_key text not null default '',
        add column category text not null default 'service',
        add column reason text,
        add column trace jsonb not null default '[]',
        add column due_at timestamptz,
        add column attempts integer not null default 0,
        add column sending_at timestamptz,
        add column changed_at timestamptz,
        add column vendor_id text,
        add column is_marked boolean not null default false`.execute(db);
    await sql`update outbox set recipient_key = recipient, changed_at = created_at`.execute(db);
    await sql`create index outbox_due on outbox (due_at) where state in ('created', 'held', 'sending', 'unknown')`.execute(db);
    await sql`create index outbox_recipient on outbox (recipient_key, created_at)`.execute(db);
    await sql`create unique index outbox_vendor on outbox (vendor_id) where vendor_id is not null`.execute(db);
    await sql`create table opt_outs (recipient_key text primary key, scope text not null, source text not null, at timestamptz not null)`.execute(db);
    await sql`create table bad_addresses (recipient_key text primary key, strikes integer not null, reason text not null, at timestamptz not null)`.execute(db);
    await sql`create table kill_switches (key text primary key, reason text not null, by_user text not null, at timestamptz not null)`.execute(db);
    await sql`create table outbound_state (key text primary key, value boolean not null, by_user text not null, at timestamptz not null)`.execute(db);
  },
};
