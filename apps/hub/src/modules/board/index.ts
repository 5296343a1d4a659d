import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createBoardBook } from './board.erp.ts';
import { boardRoutes } from './board.routes.ts';
import { readBoard, readPlacements } from './board.service.ts';
import { readMonth } from './month.service.ts';
import { readOpenWindows } from './open-windows.service.ts';
import { createViewsBook } from './views-book.ts';
import { viewRoutes } from './views.routes.ts';

export { createBoardBook } from './board.erp.ts';

export const boardModule =
  ({ site, db, events, live, clock }: Pick<HubTools, 'site' | 'db' | 'events' | 'live' | 'clock'>): HubPlugin =>
  async (app) => {
    viewRoutes(app, createViewsBook(db, clock));
    boardRoutes(app, {
      board: async (principal, range) => readBoard(createBoardBook(siteFor(site, principal)), range, { now: clock(), seq: await events.head() }),
      month: (principal, range) => readMonth(createBoardBook(siteFor(site, principal)), range, clock()),
      tellHand: (principal, report) => live.publish({ topic: 'hand', by: actorOf(principal).displayName, ...report }),
      // A technician may read no colleague's day: the hub counts for him who could come.
      windows: (principal, visit) => readOpenWindows(createBoardBook(principal.kind === 'technician' ? site : siteFor(site, principal)), principal, { visit, now: clock() }),
      placements: (principal, name, range) => readPlacements(createBoardBook(siteFor(site, principal)), name, { range, now: clock() }),
    });
  };

export type { BoardBook } from './board.ports.ts';
export { endOf, isWithinRange, startOf } from './shifts.ts';
export type { DayHours, DayRange } from './shifts.ts';
export { staffCard } from './staff.ts';
export type { StaffRecord } from './staff.ts';
