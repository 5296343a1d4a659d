import type { HubEvent, ProblemBody, SessionList, SessionsEnded } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventLog } from '../src/platform/event-log.ts';
import { clientWords } from '../src/platform/user-agent.ts';
import { openTwoHubs } from './harness.ts';
import type { TestHub } from './harness.ts';

let hub: TestHub;
let other: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, other, close } = await openTwoHubs());
});
afterAll(() => close());

type Headers = Record<string, string>;
const list = async (headers: Headers) => (await hub.app.inject({ url: '/v1/sessions', headers })).json<SessionList>().sessions;
const remove = async (headers: Headers, url: string) => hub.app.inject({ method: 'DELETE', url, headers });
const isIn = async (on: TestHub, headers: Headers) => (await on.app.inject({ url: '/v1/session', headers })).statusCode === 200;
const own = async (headers: Headers) => (await list(headers)).find(({ isCurrent }) => isCurrent)!;

describe('open sessions', () => {
  it('are shown to their owner, technicians’ to dispatchers too, and everybody’s to administrators', async () => {
    const [agent, marc, dispatcher, admin] = await Promise.all([hub.as('agent'), hub.as('technician'), hub.as('dispatcher'), hub.as('admin')]);
    const users = async (headers: Headers) => new Set((await list(headers)).map(({ user }) => user));
    expect(await users(agent)).toEqual(new Set(['agent@demo.gigafibre.ca']));
    expect(await users(marc)).toEqual(new Set(['tech-001@demo.gigafibre.ca']));
    expect(await users(dispatcher)).toEqual(new Set(['dispatcher@demo.gigafibre.ca', 'tech-001@demo.gigafibre.ca']));
    expect(await users(admin)).toEqual(new Set(['agent@demo.gigafibre.ca', 'tech-001@demo.gigafibre.ca', 'dispatcher@demo.gigafibre.ca', 'admin@demo.gigafibre.ca']));
    expect(await own(marc)).toMatchObject({ kind: 'technician', technician: 'TECH-001', how: 'link', isCurrent: true, openedAt: '2026-03-10T14:00:00Z', expiresAt: '2026-03-11T02:00:00Z' });
    expect((await hub.app.inject({ url: '/v1/sessions' })).statusCode).toBe(401);
  });

  it('end one by one; somebody else’s are as if they were not', async () => {
    const [one, two, stranger] = await Promise.all([hub.as('agent'), hub.as('agent'), hub.as('accountant')]);
    const { id } = await own(two);
    expect((await remove(stranger, `/v1/sessions/${id}`)).json<ProblemBody>().code).toBe('not_found');
    expect((await remove(one, `/v1/sessions/${id}`)).statusCode).toBe(204);
    expect([await isIn(hub, one), await isIn(hub, two)]).toEqual([true, false]);
    expect((await remove(one, `/v1/sessions/${id}`)).statusCode).toBe(404);
  });

  it('end all at once for a person, by himself or an administrator, and leave a trace of who did it', async () => {
    const person = { user: 'chantal@demo.gigafibre.ca', displayName: 'Chantal Côté' };
    const [first, second, admin, agent] = await Promise.all([hub.as('accountant', person), hub.as('accountant', person), hub.as('admin'), hub.as('agent')]);
    const url = `/v1/sessions?user=${encodeURIComponent(person.user)}`;
    expect((await remove(agent, url)).json<ProblemBody>().code).toBe('forbidden');
    expect((await remove(admin, url)).json<SessionsEnded>()).toEqual({ ended: 2 });
    expect([await isIn(hub, first), await isIn(hub, second), await isIn(hub, admin)]).toEqual([false, false, true]);
    expect((await remove(admin, url)).json<SessionsEnded>()).toEqual({ ended: 0 });
    const log: HubEvent[] = await createEventLog(hub.database.db, hub.clock.now).after(0, 1000);
    expect(log.filter(({ type, subject }) => type === 'session.revoked' && subject.name === person.user)).toMatchObject([{ actor: { user: 'admin@demo.gigafibre.ca' }, facts: { ended: 2 } }]);
  });

  it('of a technician end at a dispatcher’s word, those of an administrator do not', async () => {
    const [marc, dispatcher, admin] = await Promise.all([hub.as('technician', { user: 'tech-009@demo.gigafibre.ca', technician: 'TECH-009' }), hub.as('dispatcher'), hub.as('admin')]);
    expect((await remove(dispatcher, '/v1/sessions?user=tech-009%40demo.gigafibre.ca')).json<SessionsEnded>()).toEqual({ ended: 1 });
    expect(await isIn(hub, marc)).toBe(false);
    expect((await remove(dispatcher, '/v1/sessions?user=admin%40demo.gigafibre.ca')).json<ProblemBody>().code).toBe('forbidden');
    expect(await isIn(hub, admin)).toBe(true);
  });
});

describe('statement 9: an ended session is refused on every hub within 5 s', () => {
  it('even where it was used a moment before and no announcement arrives', async () => {
    const [marc, admin] = await Promise.all([hub.as('technician'), hub.as('admin')]);
    expect([await isIn(hub, marc), await isIn(other, marc)]).toEqual([true, true]);
    await remove(admin, `/v1/sessions/${(await own(marc)).id}`);
    expect(await isIn(hub, marc)).toBe(false);
    hub.clock.advance({ seconds: 5 });
    expect(await isIn(other, marc)).toBe(false);
  });
});

it('tells a device by its browser and system, and by nothing else', () => {
  expect(clientWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36 Edg/148.0.0.0')).toBe('Edge, Windows');
  expect(clientWords('Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1')).toBe('Safari, iOS');
  expect(clientWords('Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Mobile Safari/537.36')).toBe('Chrome, Android');
  expect([clientWords('curl/8.5'), clientWords(undefined)]).toEqual(['', '']);
});
