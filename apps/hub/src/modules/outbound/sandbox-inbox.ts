import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxMessages } from '@gigafibre/contracts';
import type { Kysely } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventFeed } from '../../platform/event-feed.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { OutboundTables } from './outbound.tables.ts';
import type { Outbox } from './outbox.ts';
import { recipientOf } from './policy/recipient.ts';

const MOST = 100;

export interface SandboxQuery {
  /** The whole number or address; everybody's when left out. */
  readonly to?: string;
  /** A number of the log. */
  readonly after: number;
  /** Seconds to wait where there is nothing yet. */
  readonly wait: number;
}

/** What was captured, in the order of the log, for tests that wait for a message. */
export interface SandboxInbox {
  after(query: SandboxQuery, signal: AbortSignal): Promise<SandboxMessages>;
}

export function createSandboxInbox({ db: database, feed, outbox }: { db: Database; feed: Pick<EventFeed, 'subscribe'>; outbox: Pick<Outbox, 'find'> }): SandboxInbox {
  const db: Kysely<HubTables & OutboundTables> = database.$extendTables<OutboundTables>();
  const look = async ({ to, after }: SandboxQuery): Promise<SandboxMessages> => {
    let query = db.selectFrom('events as e').innerJoin('outbox as o', (join) => join.on((build) => build(build.cast<string>(build.ref('o.id'), 'text'), '=', build.ref('e.subject_name'))));
    query = query.where('e.seq', '>', after).where('e.type', '=', 'message.captured');
    if (to !== undefined) query = query.where('o.recipient_key', 'in', [recipientOf('sms', to).key, recipientOf('email', to).key]);
    const rows = await query.select(['e.seq', 'o.id']).orderBy('e.seq').limit(MOST).execute();
    const messages = await Promise.all(rows.map(({ id }) => outbox.find(id)));
    return { messages: messages.filter((message) => message !== undefined), cursor: rows.at(-1)?.seq ?? after };
  };
  return {
    async after(query, signal) {
      const ending = AbortSignal.any([signal, AbortSignal.timeout(query.wait * 1000)]);
      const bell = { ring: (): void => undefined };
      // subscribed before the first look: what comes in between rings too
      const unsubscribe = feed.subscribe((events) => {
        if (events.some(({ type }) => type === 'message.captured')) bell.ring();
      });
      try {
        for (;;) {
          const rung = new Promise<void>((resolve) => (bell.ring = resolve));
          const found = await look(query);
          if (found.messages.length > 0 || query.wait === 0 || ending.aborted) return found;
          await Promise.race([rung, pause(query.wait * 1000, undefined, { signal: ending, ref: false }).catch(() => undefined)]);
        }
      } finally {
        unsubscribe();
      }
    },
  };
}
