import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const inbound = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table delivery_reports (
        vendor_id text not null,
        status text not null,
        code text not null,
        at timestamptz not null,
        primary key (vendor_id, status)
      )`.execute(db);
    await sql`
      create table inbound_messages (
        vendor_id text primary key,
        sender_key text not null,
        recipient text not null,
        body text not null,
        keyword text,
        at timestamptz not null
      )`.execute(db);
    await sql`create index inbound_messages_sender on inbound_messages (sender_key, at)`.execute(db);
  },
};
