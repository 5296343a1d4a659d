import { Type } from 'typebox';
import { anyone } from './access.ts';
import type { HubApp } from './hub-app.ts';

const PATIENCE_MS = 2000;
const Part = Type.Enum(['up', 'down']);
const Live = Type.Object({ status: Type.Literal('up') });
const Ready = Type.Object({ status: Part, parts: Type.Record(Type.String(), Part) });

/** A thing the hub cannot do without: throws when it is down. */
export type HealthCheck = () => Promise<unknown>;

/** `/health/live`: the process answers. `/health/ready`: so does everything it stands on, else 503 with the part that does not. */
export function reportHealth(app: HubApp, parts: Readonly<Record<string, HealthCheck>>): void {
  app.get('/health/live', { schema: { summary: 'The process answers', response: { 200: Live } }, config: anyone }, async () => ({ status: 'up' as const }));
  app.get('/health/ready', { schema: { summary: 'Everything the hub stands on answers', response: { 200: Ready, 503: Ready } }, config: anyone }, async (request, reply) => {
    const states = await Promise.all(Object.entries(parts).map(async ([name, check]) => [name, await stateOf(check, (error) => request.log.warn({ err: error, part: name }, 'part down'))] as const));
    const isUp = states.every(([, state]) => state === 'up');
    return reply.code(isUp ? 200 : 503).send({ status: isUp ? 'up' : 'down', parts: Object.fromEntries(states) });
  });
}

async function stateOf(check: HealthCheck, onDown: (error: unknown) => void): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`No answer within ${PATIENCE_MS} ms.`)), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), tooLate]);
    return 'up';
  } catch (error) {
    onDown(error);
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}
