import { createHash } from 'node:crypto';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createCatalogueBook } from './catalogue.erp.ts';
import { createDayBook } from './day.erp.ts';
import { dayRoutes } from './day.routes.ts';
import { readCatalogue, readDay, readVanParts } from './day.service.ts';

/** What the technician's phone is primed with. */
export const dayModule =
  ({ site, events, clock, config, db }: Pick<HubTools, 'site' | 'events' | 'clock' | 'config' | 'db'>): HubPlugin =>
  async (app) =>
    dayRoutes(app, {
      isRevoked: async (device) => {
        const last = await db.selectFrom('sessions').select('revoked_at').where('device', '=', device).where('kind', '=', 'technician').orderBy('created_at', 'desc').limit(1).executeTakeFirst();
        return last !== undefined && last.revoked_at !== null;
      },
      digest: (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22),
      day: async (principal) => readDay(createDayBook(siteFor(site, principal), { clock, events }), { technician: principal.technician, now: clock(), seq: await events.head(), dispatchPhone: config.dispatchPhone }),
      catalogue: async (principal) => {
        const { isSubcontractor } = await createDayBook(siteFor(site, principal), { clock, events }).technician(principal.technician);
        return readCatalogue(createCatalogueBook(site), { now: clock(), isPriced: !isSubcontractor });
      },
      van: (principal) => {
        const own = siteFor(site, principal);
        return readVanParts({ ...createDayBook(own, { clock, events }), parts: createCatalogueBook(own).parts }, { technician: principal.technician, now: clock() });
      },
    });
