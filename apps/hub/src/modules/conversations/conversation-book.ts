import type { Conversation, ThreadMessage } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Kysely, RawBuilder, Selectable } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { ConversationTable, OutboundTables } from '../outbound/index.ts';
import { ruleOf } from '../templates/index.ts';
import type { ConversationBook, ConversationQuery } from './conversations.ports.ts';

const COLLEAGUE_DAYS = 90;

type Db = Kysely<HubTables & OutboundTables>;

/** What has come in since this person last looked. */
const unreadOf = (reader: string): RawBuilder<number> =>
  sql<number>`(select count(*) from inbound_messages i where i.sender_key = conversations.key and i.seq > coalesce((select r.seq from conversation_reads r where r.key = conversations.key and r.reader = ${reader}), 0))`;
const hasStopped = sql<boolean>`exists (select 1 from opt_outs o where o.recipient_key = conversations.key and o.scope = 'all')`;

const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Conversations in the hub's tables. */
export function createConversationBook(database: Database, clock: Clock): ConversationBook {
  const db: Db = database.$extendTables<OutboundTables>();
  const change = async (number: string, set: Partial<Omit<Selectable<ConversationTable>, 'key'>>): Promise<void> => {
    await db.updateTable('conversations').set(set).where('key', '=', number).execute();
  };
  return {
    async list(reader, query) {
      const found = filtered(db, reader, query);
      const [rows, { total }, { unread }] = await Promise.all([
        found.selectAll().select([unreadOf(reader).as('unread'), hasStopped.as('stopped')]).orderBy('last_at', 'desc').orderBy('key').limit(query.limit).offset(query.offset).execute(),
        found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
        db.selectFrom('conversations').select(({ fn }) => fn.countAll<number>().as('unread')).where(unreadOf(reader), '>', 0).executeTakeFirstOrThrow(),
      ]);
      return { conversations: rows.map(toConversation), total, unread };
    },
    async find(reader, number) {
      const row = await db.selectFrom('conversations').selectAll().select([unreadOf(reader).as('unread'), hasStopped.as('stopped')]).where('key', '=', number).executeTakeFirst();
      return row && toConversation(row);
    },
    messages: (conversation, page) => readMessages(db, conversation, page),
    async markRead(reader, number, upTo) {
      const row = { key: number, reader, seq: upTo };
      await db.insertInto('conversation_reads').values(row).onConflict((conflict) => conflict.columns(['key', 'reader']).doUpdateSet({ seq: sql<number>`greatest(conversation_reads.seq, excluded.seq)` })).execute();
    },
    async unknownNumbers(limit) {
      const rows = await db.selectFrom('conversations').select('key').where('customer', 'is', null).where('attached_by', 'is', null).orderBy('last_at', 'desc').limit(limit).execute();
      return rows.map(({ key }) => key);
    },
    async attach(number, customer, by) {
      const named = { customer: customer?.name ?? null, customer_name: customer?.customerName ?? '', attached_by: customer === null ? null : by };
      const row = { key: number, ...named, language: customer?.language ?? 'fr', assignee: null, assignee_name: null, ticket: null, job: null, last_at: instantText(clock()), last_text: '', last_direction: 'out' as const, waiting_since: null };
      await db.insertInto('conversations').values(row).onConflict((conflict) => conflict.column('key').doUpdateSet({ ...named, ...(customer !== null && { language: customer.language }) })).execute();
    },
    assign: (number, assignee) => change(number, { assignee: assignee?.user ?? null, assignee_name: assignee?.displayName ?? null }),
    link: change,
    settle: (number) => change(number, { waiting_since: null }),
    async colleagues() {
      const since = instantText(clock().subtract({ hours: 24 * COLLEAGUE_DAYS }));
      const rows = await db.selectFrom('sessions').distinctOn('user').select(['user', 'display_name']).where('kind', '=', 'staff').where('created_at', '>', since).orderBy('user').orderBy('created_at', 'desc').execute();
      return rows.map(({ user, display_name: displayName }) => ({ user, displayName }));
    },
  };
}

function filtered(db: Db, reader: string, { filter, text }: ConversationQuery) {
  let query = db.selectFrom('conversations');
  if (filter === 'unread') query = query.where(unreadOf(reader), '>', 0);
  if (filter === 'waiting') query = query.where('waiting_since', 'is not', null);
  if (filter === 'mine') query = query.where('assignee', '=', reader);
  if (text === undefined) return query;
  const digits = text.replaceAll(/\D/g, '');
  return query.where((either) =>
    either.or([either('customer_name', 'ilike', containing(text)), either('last_text', 'ilike', containing(text)), ...(digits.length > 2 ? [either('key', 'like', containing(digits))] : [])]),
  );
}

type Row = Selectable<ConversationTable> & { readonly unread: number; readonly stopped: boolean };

const toConversation = (row: Row): Conversation => ({
  number: row.key,
  customer: row.customer,
  customerName: row.customer_name,
  isAttachedByHand: row.attached_by !== null,
  language: row.language,
  unread: row.unread,
  waitingSince: row.waiting_since,
  hasStopped: row.stopped,
  assignee: row.assignee === null ? null : { user: row.assignee, displayName: row.assignee_name ?? row.assignee },
  ticket: row.ticket,
  job: row.job,
  last: row.last_text === '' ? null : { direction: row.last_direction, text: row.last_text, at: row.last_at },
});

async function readMessages(db: Db, { number, customer }: Pick<Conversation, 'number' | 'customer'>, { before, limit }: { before: string | undefined; limit: number }): Promise<{ messages: ThreadMessage[]; hasEarlier: boolean }> {
  let came = db.selectFrom('inbound_messages').selectAll().where('sender_key', '=', number);
  let went = db.selectFrom('outbox').selectAll().where((either) => either.or([either('recipient_key', '=', number), ...(customer === null ? [] : [either.and([either('customer', '=', customer), either('channel', '=', 'email')])])]));
  if (before !== undefined) [came, went] = [came.where('at', '<', before), went.where('created_at', '<', before)];
  const [inbound, outbound] = await Promise.all([came.orderBy('at', 'desc').orderBy('seq', 'desc').limit(limit + 1).execute(), went.orderBy('created_at', 'desc').limit(limit + 1).execute()]);
  const all = [...inbound.map(heard), ...outbound.filter(({ template }) => !ruleOf(template).isInternal).map(said)].toSorted(inTime);
  return { messages: all.slice(-limit), hasEarlier: all.length > limit };
}

/** What came in at the very moment of an answer came before it. */
const inTime = (one: ThreadMessage, other: ThreadMessage): number => (one.at === other.at ? (one.number ?? Infinity) - (other.number ?? Infinity) || 0 : one.at < other.at ? -1 : 1);

const heard = (row: Selectable<OutboundTables['inbound_messages']>): ThreadMessage => ({
  ...{ id: row.vendor_id, direction: 'in', channel: 'sms', at: row.at, subject: '', text: row.body, number: row.seq },
  ...{ keyword: row.keyword, media: row.media, state: null, reason: null, template: null, by: '' },
});

const said = (row: Selectable<OutboundTables['outbox']>): ThreadMessage => ({
  ...{ id: row.id, direction: 'out', channel: row.channel, at: row.created_at, subject: row.subject, text: row.body, number: null },
  ...{ keyword: null, media: 0, state: row.state, reason: row.reason, template: row.template, by: row.created_by },
});
