import { Board, BoardMonth, DateText, HandReport, Name, Placements, type Principal, OpenWindows } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import { dateOrRefuse } from '../../platform/dates.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { DayRange } from './shifts.ts';

interface BoardReads {
  readonly board: (principal: Principal, range: DayRange) => Promise<Board>;
  readonly month: (principal: Principal, range: DayRange) => Promise<BoardMonth>;
  readonly tellHand: (principal: Principal, report: HandReport) => Promise<void>;
  readonly windows: (principal: Principal, visit: string) => Promise<OpenWindows>;
  readonly placements: (principal: Principal, name: string, range: DayRange) => Promise<Placements>;
}

/** Six weeks: as much as a month's page shows. */
const Weeks = Type.Object({ from: DateText, days: Type.Integer({ minimum: 1, maximum: 42, default: 42 }) });
const Days = Type.Object({ from: DateText, days: Type.Integer({ minimum: 1, maximum: 7, default: 1 }) });

export function boardRoutes(app: HubApp, { board, month, placements, windows, tellHand }: BoardReads): void {
  const config = requireRole('agent', 'dispatcher', 'admin');
  app.get('/v1/board', { config, schema: { tags: ['board'], querystring: Days, response: { 200: Board } } }, async ({ principal, query }) => board(principal, rangeOf(query)));
  app.get('/v1/board/month', { config, schema: { tags: ['board'], summary: 'Days in figures', querystring: Weeks, response: { 200: BoardMonth } } }, async ({ principal, query }) => month(principal, rangeOf(query)));
  app.post('/v1/board/hand', { config, schema: { tags: ['board'], summary: 'Tell the other desks which visits are in hand', body: HandReport, response: { 204: Type.Null() } } }, async ({ principal, body }, reply) => {
    await tellHand(principal, body);
    return reply.code(204).send(null);
  });
  const asking = { config: requireRole('technician', 'agent', 'dispatcher', 'admin'), schema: { tags: ['board'], summary: 'Windows that could be promised next', params: Type.Object({ name: Name }), response: { 200: OpenWindows } } };
  app.get('/v1/visits/:name/windows', asking, async ({ principal, params }) => windows(principal, params.name));
  app.get('/v1/visits/:name/placements', { config, schema: { tags: ['board'], params: Type.Object({ name: Name }), querystring: Days, response: { 200: Placements } } }, async ({ principal, params, query }) =>
    placements(principal, params.name, rangeOf(query)),
  );
}

const rangeOf = ({ from, days }: { from: string; days: number }): DayRange => ({ from: dateOrRefuse(from, 'querystring/from'), days });
