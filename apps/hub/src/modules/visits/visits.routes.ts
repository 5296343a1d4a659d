import { Name, VISIT_MESSAGES, VisitCard, VisitMessageWords, type CommandPayload, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, signedIn } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { ReadVisitCard } from './visit-reading.service.ts';

type Told = Exclude<CommandPayload<'visit.message'>['template'], 'free'>;
const TOLD = VISIT_MESSAGES.filter((each): each is Told => each !== 'free');

export interface VisitReads {
  readonly read: ReadVisitCard;
  readonly preview: (principal: Principal, asked: { visit: string; template: Told }) => Promise<VisitMessageWords>;
}

export function visitRoutes(app: HubApp, { read, preview }: VisitReads): void {
  const previewing = { tags: ['visits'], params: Type.Object({ name: Name }), querystring: Type.Object({ template: Type.Enum(TOLD) }), response: { 200: VisitMessageWords } };
  app.get('/v1/visits/:name/message', { config: requireRole('agent', 'dispatcher', 'admin'), schema: previewing }, async ({ params, query, principal }) => preview(principal, { visit: params.name, template: query.template }));
  app.get('/v1/visits/:name', { config: signedIn, schema: { tags: ['visits'], params: Type.Object({ name: Name }), response: { 200: VisitCard } } }, async ({ params, principal }) => read(principal, params.name));
}
