import { randomUUID } from 'node:crypto';
import { Problem, type Actor, type Release } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import { messageEvent } from './message-events.ts';
import type { OutboundTables, ReleaseTable } from './outbound.tables.ts';
import { decideOn, placed, type DoorTools } from './outbox.ts';

/** Who asks goes home in the evening: a wish is not there for ever. */
const OPEN_HOURS = 24;

type Db = Kysely<HubTables & OutboundTables>;

/**
 * Lets a message that was kept back through the door again: one person asks, another lets it go (M13). It passes the same
 * policies and the same five conditions as any other; two people are one condition more, and waive none.
 */
export interface Releases {
  of(message: string): Promise<Release[]>;
  /** @throws {Problem} `not_found`, `release_over` where there is nothing to release */
  ask(message: string, why: string, by: Actor): Promise<Release[]>;
  /** @throws {Problem} `release_needs_another` for the person who asked, `release_over` where nobody asks any more */
  approve(message: string, by: Actor): Promise<Release[]>;
  withdraw(message: string, by: Actor): Promise<Release[]>;
}

export function createReleases(tools: DoorTools): Releases {
  const db: Db = tools.db.$extendTables<OutboundTables>();
  const inWork = <T>(work: (own: Db, transaction: Transaction<HubTables>) => Promise<T>): Promise<T> => tools.db.transaction().execute((transaction) => work(transaction.$extendTables<OutboundTables>(), transaction));
  const of = async (message: string): Promise<Release[]> => {
    const rows = await db.selectFrom('message_releases').selectAll().where('message', '=', message).orderBy('asked_at', 'desc').orderBy('id').execute();
    return rows.map((row) => toRelease(row, tools.clock()));
  };
  return {
    of,
    async ask(message, why, by) {
      await inWork(async (own, transaction) => {
        const now = tools.clock();
        await keptMessage(own, message);
        await own.updateTable('message_releases').set({ state: 'withdrawn' }).where('message', '=', message).where('state', '=', 'asked').where('expires_at', '<=', instantText(now)).execute();
        const row = { id: randomUUID(), message, state: 'asked' as const, why, asked_by: by.user, asked_by_name: by.displayName, asked_at: instantText(now), expires_at: instantText(now.add({ hours: OPEN_HOURS })) };
        const kept = await own.insertInto('message_releases').values(row).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
        if (kept !== undefined) await tools.events.append([releaseEvent('release.asked', message, by, { why })], transaction);
      });
      return of(message);
    },
    async approve(message, by) {
      await inWork((own, transaction) => approve({ own, transaction }, { message, by }, tools));
      return of(message);
    },
    async withdraw(message, by) {
      await inWork(async (own, transaction) => {
        const gone = await own.updateTable('message_releases').set({ state: 'withdrawn' }).where('message', '=', message).where('state', '=', 'asked').returning('id').executeTakeFirst();
        if (gone !== undefined) await tools.events.append([releaseEvent('release.withdrawn', message, by, {})], transaction);
      });
      return of(message);
    },
  };
}

const releaseEvent = (type: 'release.asked' | 'release.approved' | 'release.withdrawn', message: string, actor: Actor, facts: Readonly<Record<string, unknown>>) =>
  ({ type, actor, subject: { doctype: 'Outbox Message', name: message }, related: {}, facts: { ...facts } }) as const;

/** The message, held still, as long as there is something to release. */
async function keptMessage(own: Db, id: string) {
  const row = await own.selectFrom('outbox').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new Problem('not_found', { facts: { message: id } });
  // what the sandbox pretended to have sent is history, and what policies stopped for good stays stopped
  if ((row.state !== 'captured' && row.state !== 'held') || row.vendor_id !== null) throw new Problem('release_over', { facts: { state: row.state } });
  return row;
}

async function approve({ own, transaction }: { own: Db; transaction: Transaction<HubTables> }, { message: id, by }: { message: string; by: Actor }, tools: DoorTools): Promise<void> {
  const now = tools.clock();
  const message = await keptMessage(own, id);
  const wish = await own.selectFrom('message_releases').selectAll().where('message', '=', id).where('state', '=', 'asked').where('expires_at', '>', instantText(now)).forUpdate().executeTakeFirst();
  if (wish === undefined) throw new Problem('release_over', { facts: { message: id } });
  if (wish.asked_by.toLowerCase() === by.user.toLowerCase()) throw new Problem('release_needs_another', { facts: { askedBy: wish.asked_by_name } });
  await own.updateTable('message_releases').set({ state: 'approved', approved_by: by.user, approved_by_name: by.displayName, approved_at: instantText(now) }).where('id', '=', wish.id).execute();
  const decision = await decideOn(transaction, message, tools);
  const changed = await own.updateTable('outbox').set({ ...placed(decision, now), changed_at: instantText(now) }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
  await tools.events.append([releaseEvent('release.approved', id, by, { askedBy: wish.asked_by, why: wish.why, verdict: decision.verdict }), messageEvent(changed, by)], transaction);
}

const toRelease = (row: Selectable<ReleaseTable>, now: Temporal.Instant): Release => ({
  ...{ id: row.id, message: row.message, why: row.why, state: row.state === 'asked' && row.expires_at <= instantText(now) ? 'expired' : row.state },
  ...{ askedBy: row.asked_by, askedByName: row.asked_by_name, askedAt: row.asked_at, expiresAt: row.expires_at },
  ...{ approvedBy: row.approved_by, approvedByName: row.approved_by_name, approvedAt: row.approved_at },
});
