import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { HubApp, HubPlugin } from '../../platform/hub-app.ts';
import { instantText } from '../../platform/instant.ts';
import { createLimiter } from '../../platform/limiter.ts';
import type { HubTools } from '../../platform/tools.ts';
import { leadOldHosts, oldAppRoutes } from './old-app.routes.ts';

interface StoredRow {
  readonly sha256: string;
  readonly place: string;
  readonly content: unknown;
  readonly received_at: string;
}

/** Leads whoever comes by an address of the old field app here. Laid on the whole hub, before its routes. */
export const retireOldHosts = (app: HubApp, { publicOrigin: origin }: Pick<HubTools['config'], 'publicOrigin'>): void => leadOldHosts(app, { origin, worker: readFileSync(new URL('./drain-worker.mjs', import.meta.url), 'utf8') });

/** Takes the old field app off the phones: its addresses lead here, its unsent work is kept for dispatch (R57). */
export const oldAppModule =
  ({ clock, db }: Pick<HubTools, 'clock' | 'db'>): HubPlugin =>
  async (app) => {
    oldAppRoutes(app, {
      perAddress: createLimiter({ most: 300, minutes: 10, clock }),
      async keep(rows) {
        for (const { place, content } of rows) {
          const text = JSON.stringify(content);
          const sha256 = createHash('sha256').update(place).update(text).digest('hex');
          // The same row again, from a phone that never heard the receipt, is the same row.
          await sql`insert into old_app_rows (sha256, place, content, received_at) values (${sha256}, ${place}, ${text}::jsonb, ${instantText(clock())}) on conflict do nothing`.execute(db);
        }
        return rows.length;
      },
      async list() {
        const { rows } = await sql<StoredRow>`select sha256, place, content, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as received_at from old_app_rows order by received_at, place, sha256`.execute(db);
        return { rows: rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at })) };
      },
    });
  };
