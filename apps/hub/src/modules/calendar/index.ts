import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { calendarRoutes } from './calendar.routes.ts';
import { calendarDay, readCalendar } from './calendar.service.ts';
import { createKeptCalendar } from './calendar.tables.ts';

export { shiftsByCalendar } from './calendar.service.ts';
export type { CalendarSpan } from './calendar.service.ts';

/** Reads the calendar, for whoever plans. */
export const calendarReader =
  ({ db, events }: Pick<HubTools, 'db' | 'events'>) =>
  (span: Parameters<typeof readCalendar>[1]): ReturnType<typeof readCalendar> =>
    readCalendar(createKeptCalendar(db, events), span);

export const calendarModule =
  (tools: Pick<HubTools, 'db' | 'events' | 'clock'>): HubPlugin =>
  async (app) => {
    const book = createKeptCalendar(tools.db, tools.events);
    calendarRoutes(app, {
      read: calendarReader(tools),
      async decide(date, { service, note = '' }, principal) {
        const by = actorOf(principal);
        await book.decide({ date: date.toString(), service, note, by, now: tools.clock() });
        return calendarDay(date, service === null ? undefined : { date: date.toString(), service, note, changedBy: by.user });
      },
    });
  };
