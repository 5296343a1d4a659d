import { DateText, ReplayDay, type Principal } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import { dateOrRefuse } from '../../platform/dates.ts';
import type { HubApp } from '../../platform/hub-app.ts';

const Query = Type.Object({ day: DateText }, { additionalProperties: false });

/** `GET /v1/replay?day=`: a day as it was, for those who drive days. */
export function replayRoutes(app: HubApp, read: (principal: Principal, day: Temporal.PlainDate) => Promise<ReplayDay>): void {
  app.get('/v1/replay', { config: requireRole('dispatcher', 'admin'), schema: { tags: ['board'], summary: 'A day as it was, to look at any minute of it', querystring: Query, response: { 200: ReplayDay } } }, ({ principal, query }) => read(principal, dateOrRefuse(query.day, 'querystring/day')));
}
