import { formatPhone } from '@gigafibre/kernel';
import type { Clock } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { takeSurveyAnswer } from '../notices/index.ts';
import { heardFrom, optIn, optOut } from '../outbound/index.ts';
import type { Outbox, OutboundTables } from '../outbound/index.ts';
import type { TemplateBook } from '../templates/index.ts';
import type { InboundBook } from './inbound.ports.ts';

/** Customers' messages in the hub's own tables, within one transaction. */
export function createInboundBook(transaction: Transaction<HubTables>, { clock, events, outbox, templates }: { clock: Clock; events: EventLog; outbox: Outbox; templates: Pick<TemplateBook, 'wording'> }): InboundBook {
  const db: Kysely<HubTables & OutboundTables> = transaction.$extendTables<OutboundTables>();
  const about = (key: string): { doctype: string; name: string } => ({ doctype: 'Phone', name: key });
  return {
    async hold(senderKeys) {
      for (const key of [...new Set(senderKeys)].toSorted()) await inOrder(transaction, key);
    },
    async keep({ vendorId, senderKey, recipient, body, media }, keyword) {
      const row = { vendor_id: vendorId, sender_key: senderKey, recipient, body, keyword, media, at: instantText(clock()) };
      const kept = await db.insertInto('inbound_messages').values(row).onConflict((conflict) => conflict.doNothing()).returning('vendor_id').executeTakeFirst();
      if (kept === undefined) return false;
      const actor = { kind: 'customer', user: senderKey, displayName: senderKey } as const;
      await events.append([{ type: 'message.received', actor, subject: about(senderKey), related: {}, facts: { channel: 'sms', keyword } }], transaction);
      return true;
    },
    surveyAnswer: ({ senderKey, body }) => takeSurveyAnswer(transaction, { key: senderKey, text: body }, { clock, events }),
    hear: ({ senderKey, body }, { waits }) => heardFrom(transaction, { key: senderKey, body, waits, at: instantText(clock()) }),
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
const inOrder = (transaction: Transaction<HubTables>, senderKey: string): Promise<unknown> => sql`select pg_advisory_xact_lock(hashtextextended(${senderKey}, 60))`.execute(transaction);
