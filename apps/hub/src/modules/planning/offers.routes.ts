import { OffersSetting, PlanningOffers, Uuid } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { Offers } from './offers.service.ts';

const tags = ['planning'];
const response = { 200: PlanningOffers };

/** What was looked for without anybody asking, and whether it may be. */
export function offerRoutes(app: HubApp, offers: Pick<Offers, 'read' | 'dismiss' | 'set'>): void {
  const desk = requireRole('dispatcher', 'admin');
  app.get('/v1/planning/offers', { config: desk, schema: { tags, summary: 'Plans that were looked for because something happened', response } }, () => offers.read());
  app.post('/v1/planning/offers/:run/dismiss', { config: desk, schema: { tags, summary: 'Leave the plan as it is', params: Type.Object({ run: Uuid }), response } }, ({ principal, params }) => offers.dismiss(actorOf(principal), params.run));
  app.put('/v1/planning/offers/setting', { config: requireRole('admin'), schema: { tags, summary: 'Look for plans without being asked, or not', body: OffersSetting, response } }, ({ principal, body }) => offers.set(actorOf(principal), body));
}
