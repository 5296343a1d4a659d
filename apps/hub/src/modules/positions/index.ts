import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import type { OpenGps } from '../../vendors/gps/gps.port.ts';
import { createPositionStore } from './position-store.ts';
import { createShiftBook, readFenced, readTours } from './positions.erp.ts';
import type { ShiftBook } from './positions.ports.ts';
import { createHints } from './hints.service.ts';
import { positionRoutes } from './positions.routes.ts';
import { atAPace } from './announce.ts';
import { createPositionService } from './positions.service.ts';
import { rememberDay } from './remember-day.ts';

export { createPositionStore } from './position-store.ts';

const PURGE_EVERY_MS = 3_600_000;

/**
 * Where people are: trackers, phones and simulated vans in, the map and a technician's own chip out.
 * @param openGps where trackers' positions come from; nowhere when left out.
 */
export const positionsModule =
  ({ config, clock, db, site, events, live }: Pick<HubTools, 'config' | 'clock' | 'db' | 'site' | 'events' | 'live'>, openGps: OpenGps | undefined): HubPlugin =>
  async (app) => {
    const shifts: ShiftBook = createShiftBook(site);
    const nowSeconds = (): number => Math.floor(clock().epochMilliseconds / 1000);
    const feed = openGps?.({ tours: rememberDay({ head: () => events.head(), nowSeconds, read: () => readTours(site, nowSeconds()) }) });
    const attempt = (what: string, act: () => Promise<unknown>): void => void act().catch((error: unknown) => app.log.warn({ err: error }, what));
    const screens = atAPace((positions) => attempt('positions were not announced', () => live.publish({ topic: 'positions', positions: [...positions] })));
    const store = createPositionStore(db, clock);
    const service = createPositionService({ clock, shifts, store, rules: config.positions, publish: screens.publish, feedState: () => feed?.state() ?? 'none' });
    const purge = (): void => attempt('old positions were not removed', () => service.purge());
    const timer = setInterval(purge, PURGE_EVERY_MS).unref();
    app.addHook('onReady', async () => {
      purge();
      feed?.start((fixes) => attempt('positions were not kept', () => service.takeFixes(fixes, feed.source)));
    });
    app.addHook('preClose', async () => {
      clearInterval(timer);
      await feed?.close();
      screens.close();
    });
    const day = rememberDay({ head: () => events.head(), nowSeconds, read: () => readFenced(site, nowSeconds()) });
    positionRoutes(app, service, createHints({ clock, store, shifts, day }));
  };
