import type { EventType, Language, OutboxMessage } from '@gigafibre/contracts';
import type { ColumnType, Generated } from 'kysely';
import type { Category } from '../templates/index.ts';
import type { PolicyStep } from './policy/decide.ts';

type Instant = ColumnType<string, string, string>;
type MaybeInstant = ColumnType<string | null, string | null, string | null>;

// types, not interfaces: Kysely's withTables wants an index signature
export type OutboxTable = {
  id: string;
  channel: OutboxMessage['channel'];
  recipient: string;
  recipient_name: string;
  /** The form that is counted and compared. */
  recipient_key: string;
  language: Language;
  template: string;
  category: Category;
  subject: string;
  body: string;
  state: OutboxMessage['state'];
  /** Why it is held, suppressed or failed: a policy's word, or the vendor's code. */
  reason: string | null;
  trace: ColumnType<readonly PolicyStep[], string, string>;
  created_at: Instant;
  changed_at: Instant;
  /** When the courier takes it up next; null when it never will. */
  due_at: MaybeInstant;
  attempts: Generated<number>;
  sending_at: MaybeInstant;
  vendor_id: string | null;
  /** Subject and text carry `[TEST]`. */
  is_marked: Generated<boolean>;
  created_by: string;
  about_doctype: string | null;
  about_name: string | null;
  cause: EventType | null;
  command: string | null;
  /** Whose page shows it. */
  customer: string | null;
};

type OptOutTable = { recipient_key: string; scope: 'all' | 'promotional'; source: string; at: Instant };
type BadAddressTable = { recipient_key: string; strikes: number; reason: string; at: Instant };
type KillSwitchTable = { key: string; reason: string; by_user: string; at: Instant };
type OutboundStateTable = { key: 'legacy-authoritative' | 'us-registered'; value: boolean; by_user: string; at: Instant };
/** What a vendor told of a message, once for each status, whether or not we know the message yet. */
type DeliveryReportTable = { vendor_id: string; status: string; code: string; at: Instant };
type InboundMessageTable = { vendor_id: string; sender_key: string; recipient: string; body: string; keyword: 'stop' | 'start' | 'help' | null; at: Instant; /** In the order of one sender's messages. */ seq: Generated<number>; media: Generated<number> };
/** One number that texts with us. */
export type ConversationTable = {
  key: string;
  customer: string | null;
  customer_name: string;
  /** Who said whose number it is; null where the number itself did. */
  attached_by: string | null;
  language: Language;
  assignee: string | null;
  assignee_name: string | null;
  ticket: string | null;
  job: string | null;
  last_at: Instant;
  last_text: string;
  last_direction: 'in' | 'out';
  /** Since when somebody waits for a person's answer. */
  waiting_since: MaybeInstant;
};
type ConversationReadTable = { key: string; reader: string; seq: number };

/** A wish to let a kept message go, and who let it. */
export type ReleaseTable = {
  id: string;
  message: string;
  state: 'asked' | 'approved' | 'withdrawn';
  why: string;
  asked_by: string;
  asked_by_name: string;
  asked_at: Instant;
  expires_at: Instant;
  approved_by: string | null;
  approved_by_name: string | null;
  approved_at: MaybeInstant;
};

export type OutboundTables = {
  outbox: OutboxTable;
  opt_outs: OptOutTable;
  bad_addresses: BadAddressTable;
  kill_switches: KillSwitchTable;
  outbound_state: OutboundStateTable;
  delivery_reports: DeliveryReportTable;
  inbound_messages: InboundMessageTable;
  conversations: ConversationTable;
  conversation_reads: ConversationReadTable;
  message_releases: ReleaseTable;
};
