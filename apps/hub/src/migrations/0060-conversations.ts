import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const conversations = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table inbound_messages add column seq bigserial, add column media integer not null default 0`.execute(db);
    await sql`create unique index inbound_messages_seq on inbound_messages (sender_key, seq)`.execute(db);
    await sql`alter table outbox add column customer text`.execute(db);
    await sql`create index outbox_customer on outbox (customer, created_at) where customer is not null`.execute(db);
    await sql`
      create table conversations (
        key text primary key,
        customer text,
        customer_name text not null default '',
        attached_by text,
        language text not null,
        assignee text,
        assignee_name text,
        ticket text,
        job text,
        last_at timestamptz not null,
        last_text text not null,
        last_direction text not null,
        waiting_since timestamptz
      )`.execute(db);
    await sql`create index conversations_newest on conversations (last_at desc, key)`.execute(db);
    await sql`create index conversations_customer on conversations (customer)`.execute(db);
    await sql`create table conversation_reads (key text not null, reader text not null, seq bigint not null, primary key (key, reader))`.execute(db);
    await sql`
      insert into conversations (key, language, last_at, last_text, last_direction)
      select distinct on (sender_key) sender_key, 'fr', at, body, 'in' from inbound_messages order by sender_key, at desc`.execute(db);
  },
};
