import type { HubEvent, OutboxMessage, ProblemBody, Session, TechLinkAnswer } from '@gigafibre/contracts';
import { codeOfTechLink } from '@gigafibre/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFieldWorld } from '../../../test/field-world.ts';
import type { FieldWorld } from '../../../test/field-world.ts';
import { createEventLog } from '../../platform/event-log.ts';
import { createCode } from './tech-link.service.ts';

let world: FieldWorld;
beforeAll(async () => {
  world = await openFieldWorld();
  await world.erp.update('Dispatch Technician', 'TECH-001', { mobile_no: '450 555-0123', language: 'fr' });
  await world.erp.update('Dispatch Technician', 'TECH-002', { mobile_no: '' });
});
afterAll(() => world.close());

const device = 'phone-0001';
const post = async (url: string, payload: object, headers: Record<string, string> = {}) => world.hub.app.inject({ method: 'POST', url, payload, headers });

async function sendLink(technician = 'TECH-001'): Promise<{ code: string; message: OutboxMessage; answer: TechLinkAnswer }> {
  const answer = (await post('/otp/tech-link', { technician }, world.people.dispatcher)).json<TechLinkAnswer>();
  const message = (await world.hub.app.inject({ url: `/v1/outbox/${answer.message}`, headers: world.people.dispatcher })).json<OutboxMessage>();
  const link = /http\S+$/.exec(message.body)?.[0] ?? '';
  return { code: codeOfTechLink(new URL(link).hash) ?? '', message, answer };
}

const exchange = async (code: string, remoteAddress = '127.0.0.1') => world.hub.app.inject({ method: 'POST', url: '/otp/tech-link/exchange', payload: { code, device }, remoteAddress });

describe('a technician’s link (R50)', () => {
  it('arrives in one SMS segment and opens his day for one shift', async () => {
    const { code, message, answer } = await sendLink();
    expect(message).toMatchObject({ to: '+14505550123', template: 'tech-link', sms: { alphabet: 'GSM-7', segments: 1 } });
    expect(answer.expiresAt).toBe('2026-03-10T14:15:00Z');
    const opened = await exchange(code);
    expect(opened.json<Session>()).toMatchObject({ kind: 'technician', technician: 'TECH-001', landing: '/j', expiresAt: '2026-03-11T02:00:00Z' });
    const [cookie] = String(opened.headers['set-cookie']).split(';');
    const day = await world.hub.app.inject({ url: '/v1/session', headers: { cookie: cookie! } });
    expect(day.json<Session>().technician).toBe('TECH-001');
    expect(opened.headers['cache-control']).toBe('no-store');
  });

  it('statement 8: opens once, however many try at the same moment', async () => {
    const { code } = await sendLink();
    const statuses = await Promise.all(Array.from({ length: 100 }, async (_, at) => (await exchange(code, `10.0.0.${at}`)).statusCode));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(99);
    const sessions = await world.hub.database.pool.query("select from sessions where created_at = $1 and device = $2", [world.clock.now().toString(), device]);
    expect(sessions.rowCount).toBe(2); // with the one of the test before
  });

  it('expires after 15 minutes, and when a newer one is sent', async () => {
    const [old, fresh] = [await sendLink(), await sendLink()];
    expect((await exchange(old.code)).json<ProblemBody>().code).toBe('link_unusable');
    world.clock.advance({ minutes: 15 });
    expect((await exchange(fresh.code)).json<ProblemBody>().code).toBe('link_unusable');
  });

  it('is left unused by whoever only looks at it', async () => {
    const { code } = await sendLink();
    for (const method of ['GET', 'HEAD'] as const) for (const url of ['/j', '/j/', '/otp/tech-link/exchange', `/otp/tech-link/exchange?code=${code}`]) await world.hub.app.inject({ method, url });
    expect((await exchange(code)).statusCode).toBe(200);
  });

  it('dies at once when a dispatcher revokes it, with the session it bought', async () => {
    const { code } = await sendLink();
    const [cookie] = String((await exchange(code)).headers['set-cookie']).split(';');
    const unopened = await sendLink();
    expect((await post('/otp/tech-link/revoke', { technician: 'TECH-001' }, world.people.dispatcher)).statusCode).toBe(204);
    world.clock.advance({ seconds: 5 });
    expect((await world.hub.app.inject({ url: '/v1/session', headers: { cookie: cookie! } })).statusCode).toBe(401);
    expect((await exchange(unopened.code)).statusCode).toBe(410);
  });

  it('is sent by dispatchers only, to active technicians with a mobile number', async () => {
    expect((await post('/otp/tech-link', { technician: 'TECH-001' }, world.people.agent)).statusCode).toBe(403);
    expect((await post('/otp/tech-link', { technician: 'TECH-999' }, world.people.dispatcher)).json<ProblemBody>().code).toBe('not_found');
    expect((await post('/otp/tech-link', { technician: 'TECH-002' }, world.people.dispatcher)).json<ProblemBody>()).toMatchObject({ code: 'erp_refused', detail: 'This technician has no mobile number.' });
  });

  it('statement 6: leaves its code in no log, no event and no database row but the message itself', async () => {
    const { code } = await sendLink();
    await exchange(code);
    await exchange(code);
    await exchange('wrongcode12');
    expect(world.hub.log.join('')).not.toMatch(new RegExp(`${code}|wrongcode12`));
    const events: HubEvent[] = await createEventLog(world.hub.database.db, world.clock.now).after(0, 1000);
    expect(JSON.stringify(events)).not.toContain(code);
    const { rows } = await world.hub.database.pool.query<{ row: string }>('select tech_links::text as row from tech_links');
    expect(rows.filter(({ row }) => row.includes(code))).toEqual([]);
  });

  it('cannot be found by trying', async () => {
    world.clock.advance({ hours: 1 });
    const statuses: number[] = [];
    for (let at = 0; at < 32; at += 1) statuses.push((await exchange(`guess${String(at).padStart(6, '1')}`)).statusCode);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});

it('makes codes of 64 bits, each letter as likely as any other', () => {
  let next = 0;
  const code = createCode((count) => Uint8Array.from({ length: count }, () => (next = (next + 1) % 256)));
  expect(code).toMatch(/^[1-9A-HJ-NP-Za-km-z]{11}$/);
  expect(58 ** 11).toBeGreaterThan(2 ** 64);
});

describe('statement 5: looking at a link consumes nothing', () => {
  it('fifty previews and scanners by GET and HEAD leave it good', async () => {
    world.clock.advance({ hours: 2 });
    const { code } = await sendLink();
    const looks = Array.from({ length: 50 }, (_, at) => world.hub.app.inject({ method: at % 2 === 0 ? 'GET' : 'HEAD', url: ['/j', '/j/', `/j/${code}`, `/otp/tech-link/exchange?code=${code}`][at % 4]!, headers: { 'user-agent': 'WhatsApp/2.24 A' } }));
    await Promise.all(looks);
    expect((await exchange(code)).statusCode).toBe(200);
  });
});

describe('the link by another way than a text (R52)', () => {
  it('is shown on the dispatcher’s screen, as the same short address', async () => {
    world.clock.advance({ hours: 2 });
    const { link = '', message } = (await post('/otp/tech-link', { technician: 'TECH-002', way: 'screen' }, world.people.dispatcher)).json<TechLinkAnswer>();
    expect([message, new URL(link).pathname + new URL(link).hash]).toEqual([undefined, expect.stringMatching(/^\/j#[1-9A-Za-z]{11}$/)]);
    expect((await exchange(codeOfTechLink(new URL(link).hash) ?? '')).json<Session>()).toMatchObject({ technician: 'TECH-002' });
  });

  it('goes by e-mail, in the technician’s language', async () => {
    await world.erp.update('Dispatch Technician', 'TECH-001', { email: 'marc.gagnon@example.ca' });
    const { message = '' } = (await post('/otp/tech-link', { technician: 'TECH-001', way: 'email' }, world.people.dispatcher)).json<TechLinkAnswer>();
    const sent = (await world.hub.app.inject({ url: `/v1/outbox/${message}`, headers: world.people.dispatcher })).json<OutboxMessage>();
    expect(sent).toMatchObject({ channel: 'email', to: 'marc.gagnon@example.ca', subject: 'Votre lien de travail', language: 'fr' });
    const link = /http\S+/.exec(sent.body)?.[0] ?? '';
    expect((await exchange(codeOfTechLink(new URL(link).hash) ?? '')).statusCode).toBe(200);
  });

  it('is fewer than thirty letters after the host', async () => {
    const { link = '' } = (await post('/otp/tech-link', { technician: 'TECH-002', way: 'screen' }, world.people.dispatcher)).json<TechLinkAnswer>();
    expect(link.length - new URL(link).origin.length).toBeLessThan(30);
  });
});
