import { REGISTRATION_PARTS, type Actor, type Registration } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { ColumnType, Kysely, Transaction } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { OutboundTables } from './outbound.tables.ts';
import { recipientOf } from './policy/recipient.ts';

type Part = Registration['parts'][number]['part'];
type PartState = Registration['parts'][number]['state'];
type Instant = ColumnType<string, string, string>;
type RegistrationTables = { registration_parts: { part: Part; state: PartState; by_user: string; at: Instant }; sender_numbers: { number: string; bought_on: string | null; by_user: string; at: Instant } };
type Db = Kysely<HubTables & OutboundTables & RegistrationTables>;

/** Canadian long codes bought after this day need what American ones always did. */
const CANADA_EXEMPT_UNTIL = '2025-03-26';

/** Our registration with the American carriers (R65), as people know it, and our own numbers with what each one asks for. */
export interface RegistrationBook {
  read(): Promise<Registration>;
  setPart(part: Part, state: PartState, by: Actor): Promise<Registration>;
  /** @param boughtOn a calendar day; null where nobody knows */
  keepNumber(number: string, boughtOn: string | null, by: Actor): Promise<Registration>;
  dropNumber(number: string, by: Actor): Promise<Registration>;
}

/** What a number of ours asks for. */
export function dutyOf(number: string, boughtOn: string | null): Registration['numbers'][number]['duty'] {
  const { country } = recipientOf('sms', number);
  if (country === 'US') return 'register';
  return boughtOn === null ? 'unknown' : boughtOn > CANADA_EXEMPT_UNTIL ? 'register' : 'none';
}

export function createRegistrationBook({ db: database, events, clock, sender }: { db: Database; events: EventLog; clock: Clock; /** The number that the account sends with; undefined where none is set. */ sender: string | undefined }): RegistrationBook {
  const db: Db = database.$extendTables<OutboundTables & RegistrationTables>();
  const read = async (own: Db = db): Promise<Registration> => {
    const [parts, kept] = await Promise.all([own.selectFrom('registration_parts').selectAll().execute(), own.selectFrom('sender_numbers').selectAll().orderBy('number').execute()]);
    const isMissing = sender?.startsWith('+') === true && !kept.some(({ number }) => number === sender);
    const numbers = [...kept, ...(isMissing ? [{ number: sender, bought_on: null, by_user: '' }] : [])];
    return {
      parts: REGISTRATION_PARTS.map((part) => {
        const said = parts.find((row) => row.part === part);
        return { part, state: said?.state ?? 'none', by: said?.by_user ?? null, at: said?.at ?? null };
      }),
      mayTextUs: REGISTRATION_PARTS.every((part) => parts.some((row) => row.part === part && row.state === 'approved')),
      numbers: numbers.map(({ number, bought_on: boughtOn, by_user: by }) => ({ number, country: recipientOf('sms', number).country, boughtOn, duty: dutyOf(number, boughtOn), by })),
    };
  };
  const change = (name: string, by: Actor, facts: object, work: (own: Db, at: string) => Promise<unknown>): Promise<Registration> =>
    database.transaction().execute(async (transaction: Transaction<HubTables>) => {
      const own: Db = transaction.$extendTables<OutboundTables & RegistrationTables>();
      await work(own, instantText(clock()));
      await events.append([{ type: 'registration.changed', actor: by, subject: { doctype: 'Outbound Door', name }, related: {}, facts: { ...facts } }], transaction);
      return read(own);
    });
  return {
    read: () => read(),
    setPart: (part, state, by) =>
      change(part, by, { state }, async (own, at) => {
        const row = { part, state, by_user: by.user, at };
        await own.insertInto('registration_parts').values(row).onConflict((conflict) => conflict.column('part').doUpdateSet(row)).execute();
        // the door asks this one flag: it says yes when both parts do, and no sooner
        const flag = { key: 'us-registered' as const, value: (await read(own)).mayTextUs, by_user: by.user, at };
        await own.insertInto('outbound_state').values(flag).onConflict((conflict) => conflict.column('key').doUpdateSet(flag)).execute();
      }),
    keepNumber: (number, boughtOn, by) =>
      change(number, by, { boughtOn }, async (own, at) => {
        const row = { number, bought_on: boughtOn, by_user: by.user, at };
        await own.insertInto('sender_numbers').values(row).onConflict((conflict) => conflict.column('number').doUpdateSet(row)).execute();
      }),
    dropNumber: (number, by) => change(number, by, { isGone: true }, (own) => own.deleteFrom('sender_numbers').where('number', '=', number).execute()),
  };
}
