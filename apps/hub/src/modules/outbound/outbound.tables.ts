import type { EventType, Language, OutboxMessage } from '@gigafibre/contracts';
import type { ColumnType } from 'kysely';

type Instant = ColumnType<string, string, string>;

// types, not interfaces: Kysely's withTables wants an index signature
export type OutboxTable = {
  id: string;
  channel: OutboxMessage['channel'];
  recipient: string;
  recipient_name: string;
  language: Language;
  template: string;
  subject: string;
  body: string;
  state: OutboxMessage['state'];
  created_at: Instant;
  created_by: string;
  about_doctype: string | null;
  about_name: string | null;
  cause: EventType | null;
  command: string | null;
};

export type OutboundTables = { outbox: OutboxTable };
