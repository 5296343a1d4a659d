import type { Temporal } from '@gigafibre/kernel';
import { sql } from 'kysely';
import type { Insertable, Kysely, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { OutboundTables } from './outbound.tables.ts';
import type { Next } from './outcomes.ts';

type Outbound = Kysely<HubTables & OutboundTables>;

/** Three failures of an address that exists are as good as none. */
const CERTAINLY_BAD = 3;

/** Writes what a vendor's answer teaches about the recipient, the template or our account. */
export async function remember(transaction: Transaction<HubTables>, row: { readonly recipient_key: string; readonly template: string; readonly channel: string }, { remember: what, reason }: Next, now: Temporal.Instant): Promise<void> {
  const db: Outbound = transaction.$extendTables<OutboundTables>();
  const at = instantText(now);
  const said = reason ?? '';
  switch (what) {
    case 'opt-out':
      return optOut(db, row.recipient_key, `vendor:${said}`, now);
    case 'bad-address':
      return strike(db, { recipient_key: row.recipient_key, strikes: CERTAINLY_BAD, reason: said, at });
    case 'strike':
      return strike(db, { recipient_key: row.recipient_key, strikes: 1, reason: said, at });
    case 'stop-template':
      return stop(db, `template:${row.template}`, said, at);
    case 'stop-channel':
      return stop(db, row.channel, said, at);
    case undefined:
  }
}

/** Nothing but what the law asks for reaches this recipient any more, whatever number or account sends it. */
export async function optOut(db: Outbound, key: string, source: string, now: Temporal.Instant): Promise<void> {
  await db.insertInto('opt_outs').values({ recipient_key: key, scope: 'all', source, at: instantText(now) }).onConflict((conflict) => conflict.column('recipient_key').doUpdateSet({ scope: 'all', source, at: instantText(now) })).execute();
}

/** He wants to hear from us again. Gives whether he had said otherwise. */
export async function optIn(db: Outbound, key: string): Promise<boolean> {
  return (await db.deleteFrom('opt_outs').where('recipient_key', '=', key).returning('recipient_key').executeTakeFirst()) !== undefined;
}

async function strike(db: Outbound, row: Insertable<OutboundTables['bad_addresses']>): Promise<void> {
  const more = sql<number>`bad_addresses.strikes + ${row.strikes}`;
  await db.insertInto('bad_addresses').values(row).onConflict((conflict) => conflict.column('recipient_key').doUpdateSet({ ...row, strikes: more })).execute();
}

async function stop(db: Outbound, key: string, reason: string, at: string): Promise<void> {
  await db.insertInto('kill_switches').values({ key, reason: `vendor:${reason}`, by_user: 'outbound', at }).onConflict((conflict) => conflict.column('key').doNothing()).execute();
}
