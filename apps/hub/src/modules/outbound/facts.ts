import { siteDate, siteMidnight } from '@gigafibre/kernel';
import type { Temporal } from '@gigafibre/kernel';
import type { Kysely, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { ruleOf } from '../templates/index.ts';
import type { OutboundTables, OutboxTable } from './outbound.tables.ts';
import type { KnownFacts } from './policy/policy.ts';
import { recipientOf } from './policy/recipient.ts';
import { FLAG_DEFAULTS } from './switches.ts';

const DUPLICATE_MINUTES = 10;
/** States in which a message has left or is about to: what the caps count. */
const ON_ITS_WAY = ['created', 'held', 'sending', 'accepted', 'unknown', 'delivered'] as const;
const STRIKES = 3;

type Outbound = Kysely<HubTables & OutboundTables>;

/** The part of a row that decides. */
export type Addressed = Pick<OutboxTable, 'id' | 'channel' | 'recipient' | 'recipient_key' | 'template' | 'body' | 'about_name'>;

/** Everything the policies ask, in the transaction that acts on the answer. */
export async function readFacts(transaction: Transaction<HubTables>, row: Addressed, now: Temporal.Instant): Promise<KnownFacts> {
  const db: Outbound = transaction.$extendTables<OutboundTables>();
  const { country, isGood } = recipientOf(row.channel, row.recipient);
  const key = row.recipient_key;
  const [optOut, badAddress, switches, states, counts, isRepeated] = await Promise.all([
    db.selectFrom('opt_outs').select('scope').where('recipient_key', '=', key).executeTakeFirst(),
    db.selectFrom('bad_addresses').select('strikes').where('recipient_key', '=', key).where('strikes', '>=', STRIKES).executeTakeFirst(),
    db.selectFrom('kill_switches').select('key').execute(),
    db.selectFrom('outbound_state').select(['key', 'value']).execute(),
    countSent(db, row, now),
    wasSaidBefore(db, row, now),
  ]);
  const said = { ...FLAG_DEFAULTS, ...Object.fromEntries(states.map((each) => [each.key, each.value])) };
  return {
    recipientCountry: country,
    isGoodAddress: isGood && badAddress === undefined,
    optedOut: optOut?.scope ?? null,
    customerLanguage: null,
    ...counts,
    isRepeated,
    stopped: switches.map((each) => each.key),
    isLegacyAuthoritative: said['legacy-authoritative'],
    isRegisteredInUs: said['us-registered'],
  };
}

async function countSent(db: Outbound, row: Addressed, now: Temporal.Instant): Promise<Pick<KnownFacts, 'sentToRecipientToday' | 'sentOfTemplateToday' | 'sentThisHour'>> {
  const sent = db.selectFrom('outbox').where('id', '!=', row.id).where('state', 'in', ON_ITS_WAY);
  const today = sent.where('recipient_key', '=', row.recipient_key).where('created_at', '>=', instantText(siteMidnight(siteDate(now))));
  const counts = await Promise.all(
    [today, today.where('template', '=', row.template), sent.where('sending_at', '>=', instantText(now.subtract({ hours: 1 })))].map((query) =>
      query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    ),
  );
  const [sentToRecipientToday = 0, sentOfTemplateToday = 0, sentThisHour = 0] = counts.map(({ count }) => count);
  return { sentToRecipientToday, sentOfTemplateToday, sentThisHour };
}

/** Said already, about the same thing, minutes ago: captured messages count, so that the sandbox shows it too. */
async function wasSaidBefore(db: Outbound, row: Addressed, now: Temporal.Instant): Promise<boolean> {
  let query = db.selectFrom('outbox').select('id').where('id', '!=', row.id).where('recipient_key', '=', row.recipient_key).where('template', '=', row.template);
  query = query.where('about_name', 'is not distinct from', row.about_name).where('state', 'in', [...ON_ITS_WAY, 'captured']);
  query = query.where('created_at', '>', instantText(now.subtract({ minutes: DUPLICATE_MINUTES })));
  if (ruleOf(row.template).isRepeatable) query = query.where('body', '=', row.body);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
