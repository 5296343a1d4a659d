import { randomUUID } from 'node:crypto';
import type { Actor, EventType, HubEvent, Language, OutboxMessage, OutboxPage } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { Selectable, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { OutboundTables, OutboxTable } from './outbound.tables.ts';
import { smsSize } from './sms-size.ts';

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

/** The one door through which anything reaches a customer or a technician. This one is a sandbox: it captures everything. */
export interface Outbox {
  enqueue(intent: MessageIntent, transaction?: Transaction<HubTables>): Promise<OutboxMessage>;
  /** Takes back what a command had sent, as far as it is still here. Gives how many messages that was. */
  cancelForCommand(command: string, by: Actor): Promise<number>;
  list(query: MessageQuery): Promise<OutboxPage>;
  find(id: string): Promise<OutboxMessage | undefined>;
}

export function createOutbox(database: Database, events: EventLog, clock: Clock): Outbox {
  const db = database.$extendTables<OutboundTables>();
  return {
    enqueue: (intent, transaction) => (transaction ? capture(transaction, intent, { events, clock }) : database.transaction().execute((own) => capture(own, intent, { events, clock }))),
    cancelForCommand: (command, by) => database.transaction().execute((transaction) => cancel(transaction, command, { events, by })),
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

async function capture(transaction: Transaction<HubTables>, intent: MessageIntent, { events, clock }: { events: EventLog; clock: Clock }): Promise<OutboxMessage> {
  const outbox = transaction.$extendTables<OutboundTables>();
  const { channel, to, toName, template, language, subject = '', body, about, related, command, cause, by } = intent;
  const row = await outbox
    .insertInto('outbox')
    .values({
      ...{ id: randomUUID(), channel, recipient: to, recipient_name: toName, template, language, subject, body, state: 'captured' },
      ...{ created_at: instantText(clock()), created_by: by.user, about_doctype: about?.doctype ?? null, about_name: about?.name ?? null, cause: cause ?? null, command: command ?? null },
    })
    .onConflict((conflict) => conflict.columns(['command', 'template', 'recipient']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    return toMessage(await outbox.selectFrom('outbox').selectAll().where('command', '=', command ?? '').where('template', '=', template).where('recipient', '=', to).executeTakeFirstOrThrow());
  }
  await events.append([{ type: 'message.captured', actor: by, subject: subjectOf(row.id), related, facts: { channel, template, toName }, ...(command === undefined ? {} : { command }) }], transaction);
  return toMessage(row);
}

async function cancel(transaction: Transaction<HubTables>, command: string, { events, by }: { events: EventLog; by: Actor }): Promise<number> {
  const rows = await transaction.$extendTables<OutboundTables>().updateTable('outbox').set({ state: 'cancelled' }).where('command', '=', command).where('state', '=', 'captured').returningAll().execute();
  for (const { id, channel, template, recipient_name: toName } of rows) {
    await events.append([{ type: 'message.cancelled', actor: by, subject: subjectOf(id), related: {}, facts: { channel, template, toName }, command }], transaction);
  }
  return rows.length;
}

const subjectOf = (id: string): { doctype: string; name: string } => ({ doctype: 'Outbox Message', name: id });

function toMessage(row: Selectable<OutboxTable>): OutboxMessage {
  const { id, channel, language, template, subject, body, state, cause } = row;
  return {
    ...{ id, channel, language, template, subject, body, state, cause },
    to: row.recipient,
    toName: row.recipient_name,
    createdAt: row.created_at,
    createdBy: row.created_by,
    about: row.about_doctype === null || row.about_name === null ? null : { doctype: row.about_doctype, name: row.about_name },
    sms: channel === 'sms' ? smsSize(body) : null,
  };
}
