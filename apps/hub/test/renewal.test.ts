import type { BearerTokens, HubEvent, ProblemBody, Session } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventLog } from '../src/platform/event-log.ts';
import { openTwoHubs } from './harness.ts';
import type { TestHub } from './harness.ts';

let hub: TestHub;
let other: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, other, close } = await openTwoHubs());
});
afterAll(() => close());

interface Answer {
  readonly status: number;
  /** The cookies as a browser holds them after this answer. */
  readonly jar: Record<string, string>;
}

const jarOf = (cookie: string): Record<string, string> => Object.fromEntries(cookie.split('; ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
const cookieOf = (jar: Record<string, string>): string => Object.entries(jar).map(([name, value]) => `${name}=${value}`).join('; ');

/** Asks who is signed in, as a browser with these cookies does. */
async function ask(jar: Record<string, string>, on = hub): Promise<Answer> {
  const answer = await on.app.inject({ url: '/v1/session', headers: { cookie: cookieOf(jar) } });
  const given = [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]!);
  return { status: answer.statusCode, jar: { ...jar, ...(given.length > 0 ? jarOf(given.join('; ')) : {}) } };
}

const start = async (role: 'agent' | 'technician' = 'agent', person = {}) => jarOf((await hub.as(role, person)).cookie);
const later = (minutes: number) => hub.clock.advance({ minutes });

describe('a session’s short token', () => {
  it('is good for ten minutes; then the long one brings both anew, and work goes on', async () => {
    const first = await start();
    later(9);
    expect((await ask(first)).jar).toEqual(first);
    later(1);
    const second = await ask(first);
    expect(second.status).toBe(200);
    expect([second.jar['session'] === first['session'], second.jar['refresh'] === first['refresh']]).toEqual([false, false]);
    expect((await ask(second.jar)).jar).toEqual(second.jar);
  });

  it('is no use without the long one once it ran out', async () => {
    const { session } = await start();
    later(10);
    expect((await ask({ session: session! })).status).toBe(401);
  });

  it('is not renewed by pages that anyone may read, which may be stored on the way', async () => {
    const jar = await start();
    later(10);
    const answer = await hub.app.inject({ url: '/openapi.json', headers: { cookie: cookieOf(jar) } });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('a long token', () => {
  it('is replaced each time; twenty requests sent together all get through, on both hubs', async () => {
    const jar = await start();
    later(10);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(jar, at % 2 === 0 ? hub : other)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const renewed = new Set(answers.map((answer) => answer.jar['refresh']).filter((refresh) => refresh !== jar['refresh']));
    expect(renewed.size).toBe(1);
  });

  it('serves once more when the answer with its successor was lost, however late', async () => {
    const jar = await start('technician');
    later(10);
    expect((await ask(jar)).status).toBe(200); // lost on the way
    later(240);
    const again = await ask(jar);
    expect(again.status).toBe(200);
    later(10);
    expect((await ask(again.jar)).status).toBe(200);
  });

  it('ends the session for the thief and the owner when it comes back after its successor was used, and leaves a trace', async () => {
    const person = { user: 'vole@demo.gigafibre.ca' };
    const stolen = await start('agent', person);
    later(10);
    const owner = await ask(stolen);
    later(10);
    const again = await ask(owner.jar);
    expect(again.status).toBe(200);
    expect((await ask({ ...stolen })).status).toBe(401);
    expect((await ask(again.jar)).status).toBe(401);
    const events: HubEvent[] = await createEventLog(hub.database.db, hub.clock.now).after(0, 1000);
    expect(events.filter(({ type }) => type === 'session.stolen').map(({ subject }) => subject.name)).toEqual([person.user]);
  });

  it('that nobody made is refused, and takes the cookies away', async () => {
    const { status, jar } = await ask({ refresh: 'A'.repeat(43) });
    expect([status, jar]).toEqual([401, { session: '', refresh: '' }]);
  });
});

describe('a session ends', () => {
  it('after its role’s time without a request', async () => {
    const idle = await start('agent', { idleMinutes: 60 });
    const busy = await start('agent', { idleMinutes: 60 });
    let jar = busy;
    for (let at = 0; at < 4; at += 1) {
      later(20);
      ({ jar } = await ask(jar));
    }
    expect([(await ask(idle)).status, (await ask(jar)).status]).toEqual([401, 200]);
  });

  it('after its shift, however busy', async () => {
    let jar = await start('technician');
    for (let at = 0; at < 71; at += 1) {
      later(10);
      ({ jar } = await ask(jar));
    }
    expect((await ask(jar)).status).toBe(200);
    later(10);
    expect((await ask(jar)).status).toBe(401);
  });
});

describe('a program', () => {
  const bearer = async (access: string) => hub.app.inject({ url: '/v1/session', headers: { authorization: `Bearer ${access}` } });

  it('carries its tokens itself and renews them once each', async () => {
    const jar = await start();
    const tokens: BearerTokens = { access: jar['session']!, refresh: jar['refresh']! };
    expect((await bearer(tokens.access)).json<Session>().user).toBe('agent@demo.gigafibre.ca');
    const renew = async (refresh: string) => hub.app.inject({ method: 'POST', url: '/v1/session/refresh', payload: { refresh } });
    later(1);
    const renewed = (await renew(tokens.refresh!)).json<BearerTokens>();
    expect((await bearer(renewed.access)).statusCode).toBe(200);
    await renew(renewed.refresh!);
    later(1);
    expect((await renew(tokens.refresh!)).json<ProblemBody>().code).toBe('not_signed_in');
    expect((await bearer(renewed.access)).statusCode).toBe(401);
  });

  it('is nobody with a token that is none, whatever its cookies say', async () => {
    const jar = await start();
    const answer = await hub.app.inject({ url: '/v1/session', headers: { authorization: 'Bearer a.b.c', cookie: cookieOf(jar) } });
    expect(answer.statusCode).toBe(401);
  });
});
