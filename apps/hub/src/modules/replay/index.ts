import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createChangeLog } from './change-log.ts';
import { createDayBook } from './replay.erp.ts';
import { replayRoutes } from './replay.routes.ts';
import { readReplay } from './replay.service.ts';
import { createStaffLog } from './staff-log.ts';

/** A day, once more (M7). */
export const replayModule =
  ({ site, db, clock }: Pick<HubTools, 'site' | 'db' | 'clock'>): HubPlugin =>
  async (app) =>
    replayRoutes(app, (principal, day) => readReplay({ book: createDayBook(siteFor(site, principal)), log: createChangeLog(db), staff: createStaffLog(db) }, { day, now: clock() }));
