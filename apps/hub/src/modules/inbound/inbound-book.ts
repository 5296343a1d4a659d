import { formatPhone } from '@gigafibre/kernel';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { EventLog, NewEvent } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { takeSurveyAnswer, whoWasAsked } from '../notices/index.ts';
import { heardFrom, optIn, optOut } from '../outbound/index.ts';
import type { Outbox, OutboundTables } from '../outbound/index.ts';
import type { TemplateBook } from '../templates/index.ts';
import type { InboundBook } from './inbound.ports.ts';

/** Customers' messages in the hub's own tables, within one transaction. */
export function createInboundBook(transaction: Transaction<HubTables>, { clock, events, outbox, templates }: { clock: Clock; events: EventLog; outbox: Outbox; templates: Pick<TemplateBook, 'wording'> }): InboundBook {
  const db: Kysely<HubTables & OutboundTables> = transaction.$extendTables<OutboundTables>();
  const about = (key: string): { doctype: string; name: string } => ({ doctype: 'Phone', name: key });
  return {
    async keep(lot) {
      if (lot.length === 0) return [];
      await hold(transaction, lot.map(({ sms }) => sms.senderKey));
      const at = instantText(clock());
      const rows = lot.map(({ sms, keyword }) => ({ vendor_id: sms.vendorId, sender_key: sms.senderKey, recipient: sms.recipient, body: sms.body, keyword: keyword?.meaning ?? null, media: sms.media, at }));
      const kept = await db.insertInto('inbound_messages').values(rows).onConflict((conflict) => conflict.doNothing()).returning('vendor_id').execute();
      const isNew = new Set(kept.map(({ vendor_id: vendorId }) => vendorId));
      const fresh = lot.filter(({ sms }) => isNew.delete(sms.vendorId)); // one that came twice in this lot is new once
      const [first, ...others] = fresh.map(({ sms, keyword }) => ({ type: 'message.received', actor: { kind: 'customer', user: sms.senderKey, displayName: sms.senderKey }, subject: about(sms.senderKey), related: {}, facts: { channel: 'sms', keyword: keyword?.meaning ?? null } }) satisfies NewEvent);
      if (first !== undefined) await events.append([first, ...others], transaction);
      return fresh;
    },
    asked: (senderKeys) => whoWasAsked(transaction, senderKeys, clock()),
    surveyAnswer: ({ senderKey, body }) => takeSurveyAnswer(transaction, { key: senderKey, text: body }, { clock, events }),
    hear: (lot) => heardFrom(transaction, lot.map(({ sms, waits }) => ({ key: sms.senderKey, body: sms.body, waits })), instantText(clock())),
    async optOut(key, word, actor) {
      await optOut(db, key, `sms:${word}`, clock());
      await events.append([{ type: 'recipient.opted-out', actor, subject: about(key), related: {}, facts: { channel: 'sms' } }], transaction);
    },
    async optIn(key, actor) {
      const hadLeft = await optIn(db, key);
      if (hadLeft) await events.append([{ type: 'recipient.opted-in', actor, subject: about(key), related: {}, facts: { channel: 'sms' } }], transaction);
      return hadLeft;
    },
    async answer({ template, language, to, phone, by }) {
      const body = (await templates.wording(transaction))(template, language, { phone: formatPhone(phone) });
      await outbox.enqueue({ channel: 'sms', to, toName: '', template, language, body, about: about(to), related: {}, cause: 'message.received', by }, transaction);
    },
  };
}

/** One sender’s messages get their numbers in the order in which they can be seen: what was read up to a number was read. */
const hold = (transaction: Transaction<HubTables>, senderKeys: readonly string[]): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(key, 60)) from unnest(${[...new Set(senderKeys)].toSorted()}::text[]) as key`.execute(transaction);
