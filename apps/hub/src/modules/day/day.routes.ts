import { Day, Problem, type Principal } from '@gigafibre/contracts';
import type { FastifyReply } from 'fastify';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface DayReads {
  readonly read: (technician: Extract<Principal, { kind: 'technician' }>) => Promise<Day>;
  readonly digest: (text: string) => string;
}

export function dayRoutes(app: HubApp, { read, digest }: DayReads): void {
  app.get('/v1/day', { config: requireRole('technician'), schema: { tags: ['day'], response: { 200: Day } } }, async ({ principal, headers }, reply) => {
    if (principal.kind !== 'technician') throw new Problem('forbidden');
    const day = await read(principal);
    return answer(reply, day, { tag: `W/"${digest(JSON.stringify({ ...day, asOf: '', seq: 0 }))}"`, known: headers['if-none-match'] });
  });
}

/** The tag is of what the day holds: when it was looked at, and what happened elsewhere since, are no change of it. */
function answer(reply: FastifyReply, day: Day, { tag, known }: { tag: string; known: string | undefined }): Day | FastifyReply {
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  return known === tag ? reply.code(304).send() : day;
}
