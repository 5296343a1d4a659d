import { Name, Talk, TalkInbox, VISIT_MESSAGES, VisitCard, VisitClosing, VisitMessageWords, type CommandPayload, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, signedIn, staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { ReadVisitCard } from './visit-reading.service.ts';

type Told = Exclude<CommandPayload<'visit.message'>['template'], 'free'>;
const TOLD = VISIT_MESSAGES.filter((each): each is Told => each !== 'free');

export interface VisitReads {
  readonly read: ReadVisitCard;
  readonly closing: (principal: Principal, visit: string) => Promise<VisitClosing>;
  readonly inbox: (principal: Principal) => Promise<TalkInbox>;
  readonly talk: (principal: Principal, visit: string) => Promise<Talk>;
  readonly preview: (principal: Principal, asked: { visit: string; template: Told }) => Promise<VisitMessageWords>;
}

export function visitRoutes(app: HubApp, { read, preview, closing, talk, inbox }: VisitReads): void {
  const previewing = { tags: ['visits'], params: Type.Object({ name: Name }), querystring: Type.Object({ template: Type.Enum(TOLD) }), response: { 200: VisitMessageWords } };
  app.get('/v1/visits/:name/message', { config: requireRole('agent', 'dispatcher', 'admin'), schema: previewing }, async ({ params, query, principal }) => preview(principal, { visit: params.name, template: query.template }));
  app.get('/v1/talk', { config: requireRole('agent', 'dispatcher', 'admin'), schema: { tags: ['visits'], summary: 'What technicians said and nobody has read', response: { 200: TalkInbox } } }, async ({ principal }) => inbox(principal));
  const params = Type.Object({ name: Name });
  app.get('/v1/visits/:name/closing', { config: staff, schema: { tags: ['visits'], params, response: { 200: VisitClosing } } }, async ({ params: { name }, principal }) => closing(principal, name));
  app.get('/v1/visits/:name/talk', { config: signedIn, schema: { tags: ['visits'], params, response: { 200: Talk } } }, async ({ params: { name }, principal }) => talk(principal, name));
  app.get('/v1/visits/:name', { config: signedIn, schema: { tags: ['visits'], params: Type.Object({ name: Name }), response: { 200: VisitCard } } }, async ({ params, principal }) => read(principal, params.name));
}
