import { TemplateDetail, TemplateDraft, TemplateList, TemplatePreview, TemplatePreviewRequest, TemplatePublish, TemplateVisits, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { TemplateBook } from './template-book.ts';

const Named = Type.Object({ name: Type.String({ pattern: '^[a-z][a-z-]{1,60}$' }) });

export interface TemplateReading {
  preview(principal: Principal, name: string, asked: TemplatePreviewRequest): Promise<TemplatePreview>;
  visits(principal: Principal): Promise<TemplateVisits>;
}

/** The sentences that the hub says to customers: read and prepared at any desk of the office, published by an administrator. */
export function templateRoutes(app: HubApp, book: TemplateBook, reading: TemplateReading): void {
  const office = requireRole('agent', 'dispatcher', 'admin');
  const one = { params: Named, response: { 200: TemplateDetail } };
  app.get('/v1/templates', { config: staff, schema: { summary: 'What we say to customers', response: { 200: TemplateList } } }, async () => ({ templates: await book.list() }));
  app.get('/v1/templates/:name', { config: staff, schema: { summary: 'One template with its versions', ...one } }, ({ params }) => book.find(params.name));
  app.post('/v1/templates/:name/versions', { config: office, schema: { summary: 'Keep a new version; nobody reads it yet', ...one, body: TemplateDraft } }, ({ params, body, principal }) => book.draft(params.name, body, actorOf(principal)));
  app.put('/v1/templates/:name/published', { config: requireRole('admin'), schema: { summary: 'Make a version, new or old, the one that people read', ...one, body: TemplatePublish } }, ({ params, body, principal }) =>
    book.publish(params.name, body.version, actorOf(principal)),
  );
  app.post('/v1/templates/:name/preview', { config: office, schema: { summary: 'How a text would be read, and what is wrong with it', params: Named, body: TemplatePreviewRequest, response: { 200: TemplatePreview } } }, ({ params, body, principal }) =>
    reading.preview(principal, params.name, body),
  );
  app.get('/v1/template-visits', { config: office, schema: { summary: 'Visits to fill a preview with', response: { 200: TemplateVisits } } }, ({ principal }) => reading.visits(principal));
}
