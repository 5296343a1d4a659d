import { Calendar, CalendarDay, CalendarDayChange, DateText, type Principal } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import { Type, type Static } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import { dateOrRefuse } from '../../platform/dates.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { CalendarSpan } from './calendar.service.ts';

interface CalendarDeeds {
  readonly read: (span: CalendarSpan) => Promise<CalendarDay[]>;
  readonly decide: (date: Temporal.PlainDate, change: Static<typeof CalendarDayChange>, by: Principal) => Promise<CalendarDay>;
}

const Span = Type.Object({ from: DateText, days: Type.Integer({ minimum: 1, maximum: 400, default: 7 }) }, { additionalProperties: false });

export function calendarRoutes(app: HubApp, { read, decide }: CalendarDeeds): void {
  app.get('/v1/calendar', { config: staff, schema: { tags: ['calendar'], summary: 'Holidays, kinds of service and hours', querystring: Span, response: { 200: Calendar } } }, async ({ query }) => ({
    days: await read({ from: dateOrRefuse(query.from, 'querystring/from'), days: query.days }),
  }));
  app.put(
    '/v1/calendar/:date',
    { config: requireRole('admin'), schema: { tags: ['calendar'], summary: 'Decide one day over the rules', params: Type.Object({ date: DateText }), body: CalendarDayChange, response: { 200: CalendarDay } } },
    ({ params, body, principal }) => decide(dateOrRefuse(params.date, 'params/date'), body, principal),
  );
}
