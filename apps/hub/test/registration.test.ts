import type { OutboxMessage, Registration } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, openTestOutbox, type TestHub } from './harness.ts';

let hub: TestHub;
type Headers = Awaited<ReturnType<TestHub['as']>>;
let admin: Headers;
let dispatcher: Headers;
beforeAll(async () => {
  hub = await openTestHub({ environment: { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'token-of-the-account-1', TWILIO_SENDER: '+14505550100' } });
  [admin, dispatcher] = [await hub.as('admin'), await hub.as('dispatcher')];
});
afterAll(() => hub.close());

const AT = '/v1/outbound/registration';
async function ask(method: 'GET' | 'PUT' | 'DELETE', path: string, payload?: object, headers: Headers = admin) {
  const answer = await hub.app.inject({ method, url: `${AT}${path}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Registration>() };
}
let about = 0;
const toUs = (): Promise<OutboxMessage> =>
  openTestOutbox(hub).enqueue({ channel: 'sms', to: '+12125550142', toName: 'x', template: 'visit-free', language: 'en', body: `Gigafibre: hello ${(about += 1)}.`, about: null, related: {}, by: { kind: 'staff', user: 'x', displayName: 'x' } });

describe('our registration with the American carriers (R65)', () => {
  it('keeps texts to American numbers back until brand and campaign are both approved, and again when one no longer is', async () => {
    expect(await toUs()).toMatchObject({ state: 'suppressed', reason: 'us-unregistered' });
    expect((await ask('PUT', '/brand', { state: 'approved' })).body.mayTextUs).toBe(false);
    expect((await toUs()).reason).toBe('us-unregistered');
    expect((await ask('PUT', '/campaign', { state: 'approved' })).body).toMatchObject({ mayTextUs: true, parts: [{ part: 'brand', state: 'approved', by: 'admin@demo.gigafibre.ca' }, { part: 'campaign', state: 'approved' }] });
    expect((await toUs()).state).toBe('captured');
    await ask('PUT', '/brand', { state: 'suspended' });
    expect((await toUs()).reason).toBe('us-unregistered');
  });

  it('flags our Canadian numbers bought after 26 March 2025, the American ones, and those of which nobody knows', async () => {
    for (const [number, boughtOn] of [['+14505550111', '2025-03-26'], ['+14505550112', '2025-03-27'], ['+12125550143', '2020-01-01']] as const) await ask('PUT', `/numbers/${encodeURIComponent(number)}`, { boughtOn });
    expect((await ask('GET', '')).body.numbers.map(({ number, country, duty }) => [number, country, duty])).toEqual([
      ['+12125550143', 'US', 'register'],
      ['+14505550111', 'CA', 'none'],
      ['+14505550112', 'CA', 'register'],
      ['+14505550100', 'CA', 'unknown'],
    ]);
    await ask('DELETE', `/numbers/${encodeURIComponent('+12125550143')}`);
    expect((await ask('GET', '')).body.numbers.length).toBe(3);
  });

  it('is said by an administrator, read by any desk', async () => {
    expect((await ask('GET', '', undefined, dispatcher)).status).toBe(200);
    expect((await ask('PUT', '/brand', { state: 'approved' }, dispatcher)).status).toBe(403);
    expect((await ask('PUT', '/brand', { state: 'sure' })).status).toBe(400);
    expect((await ask('PUT', '/numbers/450', { boughtOn: null })).status).toBe(400);
  });
});
