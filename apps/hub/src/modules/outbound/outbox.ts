import { randomUUID } from 'node:crypto';
import type { Actor, EventType, HubEvent, Language, OutboxMessage, OutboxPage } from '@gigafibre/contracts';
import { smsSize } from '@gigafibre/kernel';
import type { Clock, Temporal } from '@gigafibre/kernel';
import type { Insertable, Selectable, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { HubTables } from '../../platform/tables.ts';
import { ruleOf } from '../templates/index.ts';
import { saidTo } from './conversation-rows.ts';
import { readFacts, type Addressed } from './facts.ts';
import { messageEvent } from './message-events.ts';
import type { OutboundTables, OutboxTable } from './outbound.tables.ts';
import { decide, type Decision, type Leave } from './policy/decide.ts';
import type { PolicySettings } from './policy/policy.ts';
import { recipientOf } from './policy/recipient.ts';

/** Nothing leaves sooner: the board's undo takes it back until then (F6). */
const UNDO_SECONDS = 10;

/** A wish to tell somebody something. Whether and how it leaves is the door's affair. */
export interface MessageIntent {
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly toName: string;
  readonly template: string;
  readonly language: Language;
  readonly subject?: string;
  readonly body: string;
  readonly about: { readonly doctype: string; readonly name: string } | null;
  readonly related: HubEvent['related'];
  /** The command that asked for it: one command sends one person one message of a template, however often it is replayed. */
  readonly command?: string;
  readonly cause?: EventType;
  readonly by: Actor;
}

export interface MessageQuery {
  readonly limit: number;
  readonly offset: number;
  readonly channel?: OutboxMessage['channel'];
  readonly state?: OutboxMessage['state'];
  /** Part of the recipient's number, address or name. */
  readonly to?: string;
  /** The document it is about. */
  readonly about?: string;
}

/** The one door through which anything reaches a customer or a technician. Without a live grant it captures everything. */
export interface Outbox {
  enqueue(intent: MessageIntent, transaction?: Transaction<HubTables>): Promise<OutboxMessage>;
  /** Takes back what a command had sent, as far as it is still here. Gives how many messages that was. */
  cancelForCommand(command: string, by: Actor): Promise<number>;
  /** Gives a captured message the id a vendor would have given it, so that callbacks find it. */
  pretendSent(id: string): Promise<OutboxMessage | undefined>;
  list(query: MessageQuery): Promise<OutboxPage>;
  find(id: string): Promise<OutboxMessage | undefined>;
}

export interface DoorTools {
  readonly db: Database;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly leave: Leave;
  readonly settings: PolicySettings;
}

export function createOutbox(tools: DoorTools): Outbox {
  const db = tools.db.$extendTables<OutboundTables>();
  return {
    enqueue: (intent, transaction) => (transaction ? take(transaction, intent, tools) : tools.db.transaction().execute((own) => take(own, intent, tools))),
    cancelForCommand: (command, by) => tools.db.transaction().execute((transaction) => cancel(transaction, command, by, tools)),
    async pretendSent(id) {
      const vendorId = `SM${id.replaceAll('-', '')}`;
      await db.updateTable('outbox').set({ vendor_id: vendorId }).where('id', '=', id).where('state', '=', 'captured').where('vendor_id', 'is', null).execute();
      return this.find(id);
    },
    async list({ limit, offset, channel, state, to, about }) {
      let query = db.selectFrom('outbox');
      if (channel !== undefined) query = query.where('channel', '=', channel);
      if (state !== undefined) query = query.where('state', '=', state);
      if (about !== undefined) query = query.where('about_name', '=', about);
      if (to !== undefined) query = query.where((either) => either.or([either('recipient', 'ilike', containing(to)), either('recipient_name', 'ilike', containing(to))]));
      const [rows, { total }] = await Promise.all([
        query.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute(),
        query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
      ]);
      return { messages: rows.map(toMessage), total };
    },
    async find(id) {
      const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toMessage(row);
    },
  };
}

const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

type Decidable = Addressed & Pick<OutboxTable, 'language' | 'subject'>;

/** What is decided about a row now, from the facts of this moment. */
export async function decideOn(transaction: Transaction<HubTables>, row: Decidable, { clock, leave, settings }: Omit<DoorTools, 'db' | 'events'>): Promise<Decision> {
  const now = clock();
  const facts = await readFacts(transaction, row, now);
  const { category, isBilling, isLegal } = ruleOf(row.template);
  const { channel, recipient_key: recipient, template, language, subject, body } = row;
  return decide({ message: { channel, recipient, template, category, isBilling, isLegal, language, subject, body }, facts, settings, now }, leave);
}

/** The state a decision puts a new message in. What may leave waits out the undo first, and is decided on again then. */
export function placed(decision: Decision, now: Temporal.Instant): Pick<Insertable<OutboxTable>, 'state' | 'reason' | 'due_at' | 'trace'> {
  const trace = JSON.stringify(decision.steps);
  if (decision.verdict === 'capture') return { state: 'captured', reason: decision.reason, due_at: null, trace };
  if (decision.verdict === 'suppress') return { state: 'suppressed', reason: decision.reason, due_at: null, trace };
  return { state: 'created', reason: null, due_at: instantText(now.add({ seconds: UNDO_SECONDS })), trace };
}

/** What is kept of a wish. */
function rowOf({ channel, to, toName, template, language, subject = '', body, about, related, command, cause, by }: MessageIntent, now: Temporal.Instant) {
  return {
    ...{ id: randomUUID(), channel, recipient: to, recipient_name: toName, recipient_key: recipientOf(channel, to).key },
    ...{ template, category: ruleOf(template).category, language, subject, body, created_at: instantText(now), changed_at: instantText(now), created_by: by.user },
    ...{ about_doctype: about?.doctype ?? null, about_name: about?.name ?? null, cause: cause ?? null, command: command ?? null, customer: related.customer ?? null },
  };
}

async function take(transaction: Transaction<HubTables>, intent: MessageIntent, tools: DoorTools): Promise<OutboxMessage> {
  const outbox = transaction.$extendTables<OutboundTables>();
  const { template, related, command, by } = intent;
  const before = command === undefined ? undefined : await outbox.selectFrom('outbox').selectAll().where('command', '=', command).where('template', '=', template).where('recipient', '=', intent.to).executeTakeFirst();
  if (before !== undefined) return toMessage(before);
  const now = tools.clock();
  const message = rowOf(intent, now);
  const decision = await decideOn(transaction, message, tools);
  const row = await outbox
    .insertInto('outbox')
    .values({ ...message, ...placed(decision, now) })
    .onConflict((conflict) => conflict.columns(['command', 'template', 'recipient']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return take(transaction, intent, tools); // the same command a moment ago: its message is there now
  await tools.events.append([{ ...messageEvent(row, by), related }], transaction);
  if (row.channel === 'sms' && !ruleOf(template).isInternal) await saidTo(transaction, row); // the log's lock first, then the conversation's: everywhere so
  return toMessage(row);
}

async function cancel(transaction: Transaction<HubTables>, command: string, by: Actor, { events, clock }: DoorTools): Promise<number> {
  const outbox = transaction.$extendTables<OutboundTables>();
  const rows = await outbox
    .updateTable('outbox')
    .set({ state: 'cancelled', due_at: null, changed_at: instantText(clock()) })
    .where('command', '=', command)
    .where('state', 'in', ['captured', 'created', 'held'])
    .returningAll()
    .execute();
  for (const row of rows) await events.append([messageEvent(row, by)], transaction);
  return rows.length;
}

function toMessage(row: Selectable<OutboxTable>): OutboxMessage {
  const { id, channel, language, template, subject, body, state, cause, reason } = row;
  return {
    ...{ id, channel, language, template, subject, body, state, cause, reason },
    to: row.recipient,
    toName: row.recipient_name,
    trace: row.trace.map((step) => ({ reason: null, ...step })),
    dueAt: row.due_at,
    vendorId: row.vendor_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    about: row.about_doctype === null || row.about_name === null ? null : { doctype: row.about_doctype, name: row.about_name },
    sms: channel === 'sms' ? smsSize(body) : null,
  };
}
