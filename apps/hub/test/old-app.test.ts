import type { OldAppWork } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from './harness.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({ environment: { PUBLIC_ORIGIN: 'http://fsm.example.ca' } });
});
afterAll(() => hub.close());

const openOld = (url: string, host = 'field.example.ca') => hub.app.inject({ method: 'GET', url, headers: { host } });
const bring = (rows: readonly object[]) => hub.app.inject({ method: 'POST', url: '/v1/old-app/rows', headers: { host: 'field.example.ca', 'x-gf-client': 'old-app' }, payload: { rows } });

describe('The old field app’s addresses (R57)', () => {
  it.each([
    ['/', 'http://fsm.example.ca/j'],
    ['/jobs/VIS-000012?lang=fr&from=sms', 'http://fsm.example.ca/j/visit/VIS-000012?lang=fr&from=sms'],
    ['/device/TPLG1A2B3C4D', 'http://fsm.example.ca/j/device/TPLG1A2B3C4D'],
    ['/scan/?visit=VIS-1', 'http://fsm.example.ca/j/scan?visit=VIS-1'],
    ['/t/abcDEF123456?lang=fr', 'http://fsm.example.ca/j?lang=fr#abcDEF123456'],
    ['/t/../ops//evil.example', 'http://fsm.example.ca/j'],
    ['//evil.example/x', 'http://fsm.example.ca/j'],
  ])('leads %s to the right page with its parameters', async (url, location) => {
    const answer = await openOld(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([302, location]);
  });

  it('leads an old SMS’s link on our own host on, its token out of every server’s sight', async () => {
    const answer = await hub.app.inject({ method: 'GET', url: '/t/abcDEF123456?lang=fr' });
    expect(answer.headers.location).toBe('/j?lang=fr#abcDEF123456');
  });

  it('replaces the old service worker by one that drains and signs off, never by a redirect', async () => {
    const answer = await openOld('/service-worker.js');
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache']);
    expect(answer.body).toContain('registration.unregister()');
  });

  it('leaves our own hosts’ pages and worker alone', async () => {
    expect((await openOld('/j', 'fsm.example.ca')).statusCode).not.toBe(302);
  });
});

describe('What the old field app had not sent (R57)', () => {
  const row = { place: 'keyval-store/keyval/mutations', content: { url: '/api/job/12', method: 'POST', body: { status: 'done' } } };

  it('is kept once, however often a phone brings it, and shown to dispatch', async () => {
    expect((await bring([row, { ...row, content: { note: 'Été' } }])).json()).toEqual({ kept: 2 });
    expect((await bring([row])).json()).toEqual({ kept: 1 });
    const work = await hub.app.inject({ method: 'GET', url: '/v1/old-app/rows', headers: await hub.as('dispatcher') });
    expect(work.json<OldAppWork>().rows.map(({ place, content }) => ({ place, content }))).toEqual(expect.arrayContaining([row, { ...row, content: { note: 'Été' } }]));
    expect(work.json<OldAppWork>().rows).toHaveLength(2);
  });

  it('is shown to nobody else', async () => {
    const codes = await Promise.all([hub.as('technician'), hub.as('agent')].map(async (person) => (await hub.app.inject({ method: 'GET', url: '/v1/old-app/rows', headers: await person })).statusCode));
    expect(codes).toEqual([403, 403]);
  });
});
