import { Catalogue, Day, DeviceStanding, Problem, Uuid, VanParts, type Principal } from '@gigafibre/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { anyone, requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

type Technician = Extract<Principal, { kind: 'technician' }>;

/** What a phone is primed with, part by part: a phone that is cut off halfway keeps what it has. */
interface DayReads {
  readonly day: (technician: Technician) => Promise<Day>;
  readonly catalogue: (technician: Technician) => Promise<Catalogue>;
  readonly van: (technician: Technician) => Promise<VanParts>;
  /** Whether the last session of a device was ended before its time. */
  readonly isRevoked: (device: string) => Promise<boolean>;
  readonly digest: (text: string) => string;
}

export function dayRoutes(app: HubApp, { day, catalogue, van, isRevoked, digest }: DayReads): void {
  const config = requireRole('technician');
  const tagged = <Body extends { asOf: string; seq?: number }>(request: FastifyRequest, reply: FastifyReply, body: Body): Body | FastifyReply =>
    answer(reply, body, { tag: `W/"${digest(JSON.stringify({ ...body, asOf: '', seq: 0 }))}"`, known: request.headers['if-none-match'] });

  app.get('/v1/day', { config, schema: { tags: ['day'], summary: 'The technician’s visits of today and two days on', response: { 200: Day } } }, async (request, reply) => tagged(request, reply, await day(technicianOf(request))));
  app.get('/v1/day/catalogue', { config, schema: { tags: ['day'], summary: 'What may be installed or charged for, with prices', response: { 200: Catalogue } } }, async (request, reply) => tagged(request, reply, await catalogue(technicianOf(request))));
  app.get('/v1/day/van', { config, schema: { tags: ['day'], summary: 'Parts in the technician’s van', response: { 200: VanParts } } }, async (request, reply) => tagged(request, reply, await van(technicianOf(request))));
  // Asked by a phone that we no longer know: did its shift end, or was it taken away? It tells no more than that, and only of a device whose long name one knows.
  app.get('/v1/day/standing', { config: anyone, schema: { tags: ['day'], summary: 'Whether a device’s last session was revoked', querystring: Type.Object({ device: Uuid }, { additionalProperties: false }), response: { 200: DeviceStanding } } }, async ({ query }) => ({ isRevoked: await isRevoked(query.device) }));
}

function technicianOf({ principal }: FastifyRequest): Technician {
  if (principal.kind !== 'technician') throw new Problem('forbidden');
  return principal;
}

/**
 * The tag is of what the answer holds: when it was looked at, and what happened elsewhere since, are no change of it.
 * A 304 has no body, so both travel in headers as well. The phone keeps the answer itself, sealed: the browser's own cache must not.
 */
function answer<Body extends { asOf: string; seq?: number }>(reply: FastifyReply, body: Body, { tag, known }: { tag: string; known: string | undefined }): Body | FastifyReply {
  reply.header('etag', tag).header('cache-control', 'private, no-store').header('x-gf-as-of', body.asOf);
  if (body.seq !== undefined) reply.header('x-gf-seq', body.seq);
  return known === tag ? reply.code(304).send() : body;
}
