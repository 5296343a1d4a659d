import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveSignal, PhoneAccounts, PhoneReport } from '@gigafibre/contracts';
import { openLiveSignals } from '../src/platform/live-signals.ts';
import { openNotifications } from '../src/platform/notifications.ts';
import { openTestHub, type TestHub } from './harness.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const STORE = randomUUID();
const report = (more: Partial<PhoneReport> = {}): PhoneReport => ({ store: STORE, counter: 9, unsent: 0, oldestSeconds: null, parked: 0, refused: [], visits: [], isProtected: true, ...more });
const person = (technician: string) => hub.as('technician', { technician, user: `${technician.toLowerCase()}@demo.gigafibre.ca` });
const say = async (technician: string, device: string, body: PhoneReport) => hub.app.inject({ method: 'PUT', url: `/v1/phones/${device}`, headers: await person(technician), payload: body });
const accounts = async (technician: string) => (await hub.app.inject({ url: '/v1/phones', headers: await hub.as('dispatcher') })).json<PhoneAccounts>().phones.filter((phone) => phone.technician === technician);
const alarms = async () => (await hub.database.db.selectFrom('events').selectAll().where('type', 'in', ['phone.emptied', 'phone.lost-settled']).orderBy('seq').execute()).map(({ type, subject_name, facts }) => [type, subject_name, facts['unsent']]);

describe('what a phone has not sent, as dispatch sees it (R54)', () => {
  it('is counted with its age, its refusals and the visits it is about, by the hub’s clock', async () => {
    const refusal = { command: randomUUID(), type: 'visit.complete', lane: 'VIS-000001', code: 'proof_missing' };
    const answer = await say('TECH-011', 'phone-a', report({ unsent: 3, oldestSeconds: 7200, visits: ['VIS-000001'], refused: [{ ...refusal, seconds: 600 }] }));
    expect([answer.statusCode, answer.json<object>()]).toEqual([200, { heardAt: '2026-03-10T14:00:00Z' }]);
    expect(await accounts('TECH-011')).toEqual([
      { technician: 'TECH-011', device: 'phone-a', unsent: 3, oldestAt: '2026-03-10T12:00:00Z', parked: 0, visits: ['VIS-000001'], isProtected: true, heardAt: '2026-03-10T14:00:00Z', lost: null, refused: [{ ...refusal, at: '2026-03-10T13:50:00Z' }] },
    ]);
    await say('TECH-011', 'phone-a', report({ counter: 12 }));
    expect((await accounts('TECH-011')).map(({ unsent, oldestAt, refused }) => [unsent, oldestAt, refused])).toEqual([[0, null, []]]);
  });

  it('is its own technician’s, whatever the phone is called, and is read by the office alone', async () => {
    await say('TECH-012', 'phone-a', report({ unsent: 1, oldestSeconds: 5 }));
    expect(await accounts('TECH-012')).toHaveLength(1);
    expect((await hub.app.inject({ url: '/v1/phones', headers: await person('TECH-012') })).statusCode).toBe(403);
    expect((await hub.app.inject({ method: 'PUT', url: '/v1/phones/phone-a', headers: await hub.as('dispatcher'), payload: report() })).statusCode).toBe(403);
    expect((await hub.app.inject({ method: 'PUT', url: '/v1/phones/phone-a', headers: await person('TECH-012'), payload: { ...report(), unsent: -1 } })).statusCode).toBe(400);
  });

  it('raises an alarm when the phone comes back with an empty store, and keeps it until somebody has asked after it', async () => {
    await say('TECH-013', 'phone-a', report({ unsent: 4, oldestSeconds: 60 }));
    await say('TECH-013', 'phone-a', report({ store: randomUUID(), counter: 0 }));
    const [now, lost] = await accounts('TECH-013');
    expect([now?.unsent, now?.lost, lost?.lost]).toEqual([0, null, { why: 'emptied', unsent: 4, oldestAt: '2026-03-10T13:59:00Z', noticedAt: '2026-03-10T14:00:00Z' }]);
    const address = `/v1/phones/TECH-013/${encodeURIComponent(lost?.device ?? '')}/lost`;
    expect((await hub.app.inject({ method: 'DELETE', url: address, headers: await hub.as('agent') })).statusCode).toBe(403);
    const settle = async () => (await hub.app.inject({ method: 'DELETE', url: address, headers: await hub.as('dispatcher') })).statusCode;
    expect([await settle(), await settle()]).toEqual([204, 404]);
    expect(await accounts('TECH-013')).toHaveLength(1);
    expect((await alarms()).filter(([, technician]) => technician === 'TECH-013')).toEqual([['phone.emptied', 'TECH-013', 4], ['phone.lost-settled', 'TECH-013', 4]]);
  });

  it('raises an alarm when its numbers have fallen, and when another phone takes its place', async () => {
    await say('TECH-014', 'phone-a', report({ unsent: 2, oldestSeconds: 60 }));
    await say('TECH-014', 'phone-a', report({ counter: 3 }));
    await say('TECH-015', 'phone-a', report({ unsent: 2, oldestSeconds: 60 }));
    await say('TECH-015', 'phone-b', report({ store: randomUUID(), counter: 0 }));
    expect((await accounts('TECH-014')).map(({ lost }) => lost?.why)).toEqual([undefined, 'emptied']);
    expect((await accounts('TECH-015')).map(({ device, lost }) => [device, lost?.why])).toEqual([['phone-a', 'replaced'], ['phone-b', undefined]]);
  });

  it('takes the alarm back when the replaced phone speaks again', async () => {
    await say('TECH-015', 'phone-a', report({ unsent: 2, oldestSeconds: 90 }));
    expect((await accounts('TECH-015')).map(({ lost }) => lost)).toEqual([null, null]);
  });

  it('tells the open boards when something has changed, and says nothing when it has not', async () => {
    const heard: LiveSignal[] = [];
    const notifications = await openNotifications(hub.connection, () => undefined);
    openLiveSignals(hub.database.db, notifications).subscribe((signal) => heard.push(signal));
    await say('TECH-016', 'phone-a', report({ unsent: 1, oldestSeconds: 60 }));
    await say('TECH-016', 'phone-a', report({ unsent: 1, oldestSeconds: 60 }));
    await say('TECH-016', 'phone-a', report());
    await expect.poll(() => heard.filter((signal) => signal.topic === 'phones')).toEqual([{ topic: 'phones', technician: 'TECH-016' }, { topic: 'phones', technician: 'TECH-016' }]);
    await notifications.close();
  });
});
