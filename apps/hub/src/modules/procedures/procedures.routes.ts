import { FlowTemplate, Name, ProcedureCard, ProcedureSummaries, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { ProcedureReading } from './procedures.ports.ts';

const readers = requireRole('agent', 'dispatcher', 'admin');
const params = Type.Object({ name: Name });

export function procedureRoutes(app: HubApp, readingFor: (principal: Principal) => ProcedureReading): void {
  app.get('/v1/procedures', { config: readers, schema: { tags: ['procedures'], summary: 'Procedures with their version and job types', response: { 200: ProcedureSummaries } } }, async ({ principal }) => ({ procedures: await readingFor(principal).list() }));
  app.get('/v1/procedures/:name', { config: readers, schema: { tags: ['procedures'], summary: 'What is in force, what is being written, and every version', params, response: { 200: ProcedureCard } } }, async ({ principal, params: { name } }) => readingFor(principal).card(name));
  app.get(
    '/v1/procedures/:name/versions/:version',
    { config: readers, schema: { tags: ['procedures'], summary: 'One version as it was published', params: Type.Object({ name: Name, version: Type.Integer({ minimum: 1, maximum: 100_000 }) }), response: { 200: FlowTemplate } } },
    async ({ principal, params: { name, version } }) => readingFor(principal).version(name, version),
  );
}
