import type { Actor, Language, NoticeKind, VisitCard } from '@gigafibre/contracts';
import { Temporal, type Clock } from '@gigafibre/kernel';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { recipientOf, type MessageIntent, type OutboundTables, type Outbox } from '../outbound/index.ts';
import { visitValues, type TemplateBook, type TemplateName, type Wording } from '../templates/index.ts';
import type { NoticeBook, NoticeRow } from './notice-book.ts';
import { morningAfter, reminderTime } from './notice-plan.ts';
import type { NoticeTables } from './notices.tables.ts';

export const NOTICE_TEMPLATES = {
  booked: 'visit-confirmed', moved: 'visit-rescheduled', reminder: 'visit-reminder', 'on-my-way': 'visit-on-my-way', late: 'visit-running-late', done: 'visit-done', survey: 'visit-survey',
} as const satisfies Record<NoticeKind, TemplateName>;
/** What a person may have said already in other words. */
const SAME: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = { done: ['visit-copy'] };
/** Somebody waits at the door for these, at whatever hour. */
const AT_ONCE: readonly NoticeKind[] = ['on-my-way', 'late'];
const TOLD_STEP_MS = 300_000;

const TELLER: Actor = { kind: 'system', user: 'notices', displayName: 'Gigafibre' };

/** What the teller needs to know of a visit at the moment of telling. */
export interface NoticeFacts {
  readonly card: VisitCard;
  /** First name of whoever comes. */
  readonly technician: string;
  /** Null where nobody knows a number. */
  readonly customer: { readonly customerName: string; readonly phone: string; readonly language: Language } | null;
  /** From where he is to the door; undefined where nobody knows. */
  readonly driveSeconds?: number;
}

export interface NoticeTeller {
  /** Tells one customer what is due. Gives whether anything was. Any number of hubs may do so at once. */
  tellNext(): Promise<boolean>;
}

interface Parts {
  readonly db: Database;
  readonly book: NoticeBook;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly templates: Pick<TemplateBook, 'wording'>;
  readonly clock: Clock;
  readonly isOn: (kind: NoticeKind) => Promise<boolean>;
  readonly facts: (visit: string) => Promise<NoticeFacts | undefined>;
  readonly phone: string;
}

type Change = Parameters<NoticeBook['settle']>[1];
const drop = (reason: string): Change => ({ state: 'dropped', reason });

export function createNoticeTeller(parts: Parts): NoticeTeller {
  const { book, clock } = parts;
  return {
    async tellNext() {
      const row = await book.claim();
      if (row === undefined) return false;
      const facts = await parts.facts(row.visit);
      const change = await hindrance(row, facts, parts);
      if (change !== undefined) await book.settle(row, change);
      else if (facts?.customer) await tell(row, { ...facts, customer: facts.customer }, parts);
      return true;
    },
  };

  /** Why it is not told now: never, or later. */
  async function hindrance(row: NoticeRow, facts: NoticeFacts | undefined, { isOn }: Parts): Promise<Change | undefined> {
    const now = clock();
    if (facts === undefined) return drop('gone');
    if (!isStillTrue(row.kind, facts.card, now)) return drop('overtaken');
    if (!(await isOn(row.kind))) return drop('off');
    if (facts.customer === null || facts.customer.phone === '') return drop('no-number');
    const dueAt = laterThan(row.kind, facts.card, now);
    return dueAt === undefined ? undefined : { state: 'due', due_at: instantText(dueAt) };
  }
}

interface Seen {
  readonly status: VisitCard['status'];
  readonly isPromised: boolean;
  readonly isAhead: boolean;
}

/** What a visit must still be for a notice of it to be told. */
const STILL_TRUE: Readonly<Record<NoticeKind, (seen: Seen) => boolean>> = {
  booked: ({ status, isAhead }) => status === 'confirmed' && isAhead,
  moved: ({ isPromised, isAhead }) => isPromised && isAhead,
  reminder: ({ isPromised, isAhead }) => isPromised && isAhead,
  'on-my-way': ({ status }) => status === 'en-route',
  late: ({ status, isPromised }) => isPromised || status === 'en-route',
  done: ({ status }) => status === 'done',
  survey: ({ status }) => status === 'done',
};

function isStillTrue(kind: NoticeKind, { status, plannedStart }: VisitCard, now: Temporal.Instant): boolean {
  const isAhead = plannedStart !== null && Temporal.Instant.compare(Temporal.Instant.from(plannedStart), now) > 0;
  return STILL_TRUE[kind]({ status, isAhead, isPromised: status === 'confirmed' || status === 'planned' });
}

/** A reminder of a visit that has moved further away waits for its day; at night only what somebody waits for is told. */
function laterThan(kind: NoticeKind, { plannedStart }: VisitCard, now: Temporal.Instant): Temporal.Instant | undefined {
  const reminder = kind === 'reminder' && plannedStart !== null ? reminderTime(plannedStart, now) : now;
  if (Temporal.Instant.compare(reminder, now) > 0) return reminder;
  return AT_ONCE.includes(kind) ? undefined : morningAfter(now);
}

/** The hour a notice speaks of, rounded up to one that people can remember where it is an estimate. */
function hourOf(row: NoticeRow, { card, driveSeconds = 1200 }: NoticeFacts, now: Temporal.Instant): string {
  const planned = card.plannedStart ?? instantText(now);
  if (row.kind !== 'on-my-way' && row.kind !== 'late') return planned;
  const from = row.kind === 'late' ? Date.parse(row.hint ?? planned) : Math.max(now.epochMilliseconds, Date.parse(card.departedAt ?? planned) + driveSeconds * 1000);
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(from / TOLD_STEP_MS) * TOLD_STEP_MS).toString();
}

type Told = NoticeFacts & { readonly customer: NonNullable<NoticeFacts['customer']> };

/** The message of a notice, as the outbox takes it. */
function messageFor(row: NoticeRow, { card, technician, customer }: Told, { at, phone, wording }: { at: string; phone: string; wording: Wording }): MessageIntent {
  const template = NOTICE_TEMPLATES[row.kind];
  const values = visitValues({ at, window: card.window, isExact: row.kind === 'late' || row.kind === 'on-my-way', technician, phone }, customer.language);
  const related = { visit: card.name, job: card.job, customer: card.customer, ...(card.ticket !== null && { ticket: card.ticket }), technicians: card.crew.map((member) => member.technician) };
  return {
    ...{ channel: 'sms', to: customer.phone, toName: customer.customerName, template, language: customer.language, body: wording(template, customer.language, values) },
    ...{ about: { doctype: 'Dispatch Visit', name: card.name }, related, by: TELLER, ...(row.command !== null && { command: row.command }) },
  };
}

/** Puts the message into the outbox and writes down that it was told, both or neither. */
function tell(row: NoticeRow, facts: Told, { db, outbox, templates, clock, phone }: Parts): Promise<void> {
  const { card, customer } = facts;
  return db.transaction().execute(async (transaction) => {
    const own: Kysely<HubTables & NoticeTables & OutboundTables> = transaction.$extendTables<NoticeTables & OutboundTables>();
    const held = await own.selectFrom('visit_notices').select('id').where('id', '=', row.id).where('state', '=', 'working').forUpdate().executeTakeFirst();
    if (held === undefined) return; // undone or overtaken meanwhile
    const now = clock();
    const at = hourOf(row, facts, now);
    const byHand = await saidByHand(own, row);
    const message = byHand ? undefined : await outbox.enqueue(messageFor(row, facts, { at, phone, wording: await templates.wording(transaction) }), transaction);
    const told = { told: JSON.stringify({ at, window: card.window }), message: message?.id ?? null, reason: byHand ? 'by-hand' : (message?.reason ?? null) };
    await own.updateTable('visit_notices').set({ state: 'told', ...told, changed_at: instantText(now) }).where('id', '=', row.id).execute();
    if (row.kind === 'survey' && message !== undefined && message.state !== 'suppressed') await askSurvey(transaction, { id: message.id, card, customer, now });
  });
}

/** Whether a person has told the customer since it became due to be told. */
async function saidByHand(db: Kysely<HubTables & OutboundTables>, { kind, visit, changed_at: since }: NoticeRow): Promise<boolean> {
  const templates = [NOTICE_TEMPLATES[kind], ...(SAME[kind] ?? [])];
  const found = await db.selectFrom('outbox').select('id').where('about_name', '=', visit).where('template', 'in', templates).where('created_by', '!=', TELLER.user).where('created_at', '>=', since).where('state', 'not in', ['cancelled', 'suppressed', 'failed']).limit(1).executeTakeFirst();
  return found !== undefined;
}

async function askSurvey(transaction: Transaction<HubTables>, { id, card, customer, now }: { id: string; card: VisitCard; customer: NonNullable<NoticeFacts['customer']>; now: Temporal.Instant }): Promise<void> {
  const row = { id, visit: card.name, job: card.job, customer: card.customer, customer_name: customer.customerName, technicians: JSON.stringify(card.crew.map(({ technician }) => technician)) };
  const asked = { recipient_key: recipientOf('sms', customer.phone).key, language: customer.language, asked_at: instantText(now), score: null, answered_at: null, comment: null, ticket: null, ticket_due_at: null };
  await transaction.$extendTables<NoticeTables>().insertInto('surveys').values({ ...row, ...asked }).onConflict((conflict) => conflict.column('visit').doNothing()).execute();
}
