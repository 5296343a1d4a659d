import { PlaceHints, PositionReceipt, PositionReport, Positions, Problem, Tracking, type Principal } from '@gigafibre/contracts';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { PositionService } from './positions.service.ts';

const tags = ['positions'];

function technicianOf(principal: Principal): string {
  if (principal.kind !== 'technician') throw new Problem('forbidden');
  return principal.technician;
}

/** Who drives the day sees where people are; a technician sees what is kept of himself, and reports what his phone measured. */
export function positionRoutes(app: HubApp, service: PositionService, hints: (technician?: string) => Promise<PlaceHints>): void {
  const guesses = { tags, summary: 'Arrivals and departures that nobody has declared, as positions suggest them', response: { 200: PlaceHints } };
  app.get('/v1/positions/hints', { config: requireRole('dispatcher', 'admin'), schema: guesses }, () => hints());
  app.get('/v1/tracking/hints', { config: requireRole('technician'), schema: guesses }, ({ principal }) => hints(technicianOf(principal)));
  app.get('/v1/positions', { config: requireRole('dispatcher', 'admin'), schema: { tags, summary: 'Where everybody at work was last', response: { 200: Positions } } }, () => service.latest());
  app.get('/v1/tracking', { config: requireRole('technician'), schema: { tags, summary: 'Whether my position is being kept', response: { 200: Tracking } } }, ({ principal }) => service.tracking(technicianOf(principal)));
  app.post('/v1/positions', { config: requireRole('technician'), schema: { tags, summary: 'Report what my phone measured', body: PositionReport, response: { 200: PositionReceipt } } }, ({ principal, body }) =>
    service.report(technicianOf(principal), body),
  );
}
