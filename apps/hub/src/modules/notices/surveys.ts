import type { HubEvent, Language, SurveyAnswer } from '@gigafibre/contracts';
import type { Clock, Temporal } from '@gigafibre/kernel';
import type { Selectable, Transaction, Updateable } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { NoticeTables, SurveyTable } from './notices.tables.ts';

const OPEN_DAYS = 7;
const COMMENT_HOURS = 24;
/** At or below, somebody calls the customer. */
const LOW_SCORE = 2;
const LEASE_SECONDS = 60;
const SHOWN = 200;

/** « 5 », « 4/5 », « 3. »: a score and nothing else. */
const scoreIn = (text: string): number | undefined => {
  const [, digit] = /^\s*([1-5])\s*(?:\/\s*5)?[\s.!]*$/.exec(text) ?? [];
  return digit === undefined ? undefined : Number(digit);
};

interface Answer {
  readonly kind: 'score' | 'comment';
  readonly set: Updateable<SurveyTable>;
  readonly facts: HubEvent['facts'];
}

/** A score where none was given yet, or one comment within a day of it; undefined for anything else. */
function answerIn(text: string, { score: given, comment, answered_at: answeredAt }: Selectable<SurveyTable>, now: Temporal.Instant): Answer | undefined {
  if (given === null) {
    const score = scoreIn(text);
    return score === undefined ? undefined : { kind: 'score', set: { score, answered_at: instantText(now), ticket_due_at: score <= LOW_SCORE ? instantText(now) : null }, facts: { score } };
  }
  const isInTime = (answeredAt ?? '') > instantText(now.subtract({ hours: COMMENT_HOURS }));
  return comment === null && isInTime ? { kind: 'comment', set: { comment: text }, facts: { score: given, comment: text } } : undefined;
}

const openSince = (now: Temporal.Instant): string => instantText(now.subtract({ hours: 24 * OPEN_DAYS }));

/** Which of these numbers were lately asked what they thought of a visit. */
export async function whoWasAsked(transaction: Transaction<HubTables>, keys: readonly string[], now: Temporal.Instant): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await transaction.$extendTables<NoticeTables>().selectFrom('surveys').select('recipient_key').distinct().where('recipient_key', 'in', keys).where('asked_at', '>', openSince(now)).execute();
  return new Set(rows.map(({ recipient_key: key }) => key));
}

/**
 * Takes a customer's text as the answer to what we asked him last (F41): a score, or within a day of it a word more.
 * @returns what was answered; undefined for a text that answers nothing.
 */
export async function takeSurveyAnswer(transaction: Transaction<HubTables>, { key, text }: { key: string; text: string }, { clock, events }: { clock: Clock; events: EventLog }): Promise<{ kind: 'score' | 'comment'; language: Language } | undefined> {
  const db = transaction.$extendTables<NoticeTables>();
  const now = clock();
  const row = await db.selectFrom('surveys').selectAll().where('recipient_key', '=', key).where('asked_at', '>', openSince(now)).orderBy('asked_at', 'desc').limit(1).forUpdate().executeTakeFirst();
  if (row === undefined) return undefined;
  const answer = answerIn(text, row, now);
  if (answer === undefined) return undefined;
  await db.updateTable('surveys').set(answer.set).where('id', '=', row.id).execute();
  const related = { visit: row.visit, job: row.job, ...(row.customer !== null && { customer: row.customer }), technicians: [...row.technicians] };
  const actor = { kind: 'customer', user: key, displayName: row.customer_name } as const;
  await events.append([{ type: 'survey.answered', actor, subject: { doctype: 'Dispatch Visit', name: row.visit }, related, facts: answer.facts }], transaction);
  return { kind: answer.kind, language: row.language };
}

/** Where an unhappy customer's ticket is opened; the survey's id makes it once. */
export type OpenTicket = (survey: { readonly id: string; readonly customer: string; readonly subject: string; readonly description: string; readonly job: string }) => Promise<string>;

export interface Surveys {
  answers(): Promise<SurveyAnswer[]>;
  /** Opens one ticket for an unhappy customer. Gives whether one was due. */
  openNextTicket(open: OpenTicket): Promise<boolean>;
}

export function createSurveys(database: Database, clock: Clock): Surveys {
  const db = database.$extendTables<NoticeTables>();
  const claim = (): Promise<Selectable<SurveyTable> | undefined> =>
    db.transaction().execute(async (transaction) => {
      const now = clock();
      const row = await transaction.selectFrom('surveys').selectAll().where('ticket_due_at', '<=', instantText(now)).orderBy('ticket_due_at').limit(1).forUpdate().skipLocked().executeTakeFirst();
      if (row !== undefined) await transaction.updateTable('surveys').set({ ticket_due_at: instantText(now.add({ seconds: LEASE_SECONDS })) }).where('id', '=', row.id).execute();
      return row;
    });
  return {
    async answers() {
      const rows = await db.selectFrom('surveys').selectAll().orderBy('asked_at', 'desc').limit(SHOWN).execute();
      return rows.map((row) => ({ visit: row.visit, job: row.job, customer: row.customer, customerName: row.customer_name, technicians: [...row.technicians], askedAt: row.asked_at, score: row.score, comment: row.comment, ticket: row.ticket }));
    },
    async openNextTicket(open) {
      const row = await claim();
      if (row === undefined) return false;
      const words = { fr: 'Client insatisfait de la visite', en: 'Customer unhappy with the visit' }[row.language];
      const ticket = row.customer === null ? null : await open({ id: row.id, customer: row.customer, subject: `${words} : ${row.score ?? 0}/5`, description: `${row.visit} · ${row.job}`, job: row.job });
      await db.updateTable('surveys').set({ ticket, ticket_due_at: null }).where('id', '=', row.id).execute();
      return true;
    },
  };
}
