import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { COMMAND_ROLES, COMMAND_TYPES, COMMANDS, DEVICE_CARD_NAMES } from '@gigafibre/contracts';
import type { CommandBatchAnswer, CommandType, Positions, Role, SessionList, UploadState } from '@gigafibre/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layDevice, layHousehold, layVisit } from './field-records.ts';
import type { Household, LaidVisit } from './field-records.ts';
import { openFieldWorld } from './field-world.ts';
import type { FieldWorld } from './field-world.ts';
import { soundValue } from './hostile/schema-values.ts';
import type { Schema } from './hostile/schema-values.ts';

let world: FieldWorld;
let hers: Household;
let herVisit: LaidVisit;
let hisVisit: LaidVisit;
let herSession: string;
beforeAll(async () => {
  world = await openFieldWorld({ environment: { PHONE_POSITIONS: 'on' } });
  const his = await layHousehold(world.erp, { name: 'Chloé Tremblay' });
  hers = await layHousehold(world.erp, { name: 'Élise Bélanger', phone: '+14505550199', city: 'Napierville' });
  hisVisit = await layVisit(world.erp, his, { technician: 'TECH-001' });
  herVisit = await layVisit(world.erp, hers, { technician: 'TECH-002' });
  await layDevice(world.erp, { serial_no: 'TPLGAAAA0001', status: 'Active', customer: hers.customer, service_location: hers.location, wifi_ssid: 'Belanger-5G' });
  const { body } = await world.get<SessionList>(world.people.julie, '/v1/sessions');
  herSession = body.sessions.find(({ isCurrent }) => isCurrent)!.id;
});
afterAll(() => world.close());

interface Operation {
  readonly 'x-roles'?: readonly Role[];
  readonly security?: readonly unknown[];
}

/** Every route that the hub registers, as `GET /v1/day`. */
async function routes(): Promise<{ readonly route: string; readonly roles: readonly Role[] | undefined }[]> {
  const { paths } = (await world.hub.app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  return Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, roles: operation['x-roles'] })));
}

interface Probe {
  /** What a technician reaches by it, in words. */
  readonly scope: string;
  /** Marc's try at what is Julie's: the address, the body if any, and what comes of it. Left out where there is nothing of hers to try. */
  readonly attempt?: { readonly url: () => string; readonly payload?: () => object; readonly outcome: number };
}

const unknown = '00000000-0000-4000-8000-000000000000';
const sha = 'a'.repeat(64);

/** One line for each route a technician may call. A new one fails the test until its scope is said here. */
const SCOPES: Readonly<Record<string, Probe>> = {
  'GET /v1/session': { scope: 'his own session', attempt: { url: () => '/v1/session', outcome: 200 } },
  'GET /v1/sessions': { scope: 'his own sessions', attempt: { url: () => '/v1/sessions', outcome: 200 } },
  'DELETE /v1/sessions/{id}': { scope: 'his own sessions', attempt: { url: () => `/v1/sessions/${herSession}`, outcome: 404 } },
  'DELETE /v1/sessions': { scope: 'his own sessions', attempt: { url: () => '/v1/sessions?user=tech-002%40demo.gigafibre.ca', outcome: 403 } },
  'GET /v1/day': { scope: 'visits with him in the crew', attempt: { url: () => '/v1/day', outcome: 200 } },
  'GET /v1/day/catalogue': { scope: 'the price list, of nobody', attempt: { url: () => '/v1/day/catalogue', outcome: 200 } },
  'GET /v1/day/van': { scope: 'the parts in his own van', attempt: { url: () => '/v1/day/van', outcome: 200 } },
  'GET /v1/visits/{name}': { scope: 'visits with him in the crew', attempt: { url: () => `/v1/visits/${herVisit.visit}`, outcome: 403 } },
  'GET /v1/visits/{name}/talk': { scope: 'visits with him in the crew', attempt: { url: () => `/v1/visits/${herVisit.visit}/talk`, outcome: 403 } },
  'GET /v1/visits/{name}/windows': { scope: 'visits with him in the crew', attempt: { url: () => `/v1/visits/${herVisit.visit}/windows`, outcome: 403 } },
  'GET /v1/devices/{code}': { scope: 'devices at his visits; of others the city', attempt: { url: () => `/v1/devices/TPLGAAAA0001?visit=${herVisit.visit}`, outcome: 200 } },
  ...Object.fromEntries(DEVICE_CARD_NAMES.map((which) => [`GET /v1/devices/{serial}/cards/${which}`, { scope: 'devices at his visits, and what a device is that is nobody’s; of others the city', attempt: { url: () => `/v1/devices/TPLGAAAA0001/cards/${which}`, outcome: 409 } }])),
  'GET /v1/tracking': { scope: 'his own positions', attempt: { url: () => '/v1/tracking', outcome: 200 } },
  'GET /v1/tracking/hints': { scope: 'guesses from his own positions', attempt: { url: () => '/v1/tracking/hints', outcome: 200 } },
  'POST /v1/positions': { scope: 'his own positions: the body names nobody (see below)' },
  'PUT /v1/phones/{device}': { scope: 'his own phone: kept under his name, whatever device he says' },
  'POST /v1/commands': { scope: 'visits with him in the crew: see below, command by command' },
  'POST /v1/commands/batch': { scope: 'the same, many at once (see below)' },
  'GET /v1/events': { scope: 'events of his own and those that name him (see below)' },
  'PUT /v1/blobs/{sha256}': { scope: 'photos by the hash of their content, which only their maker knows' },
  'GET /v1/blobs/{sha256}': { scope: 'photos by the hash of their content', attempt: { url: () => `/v1/blobs/${sha}`, outcome: 404 } },
  'GET /v1/uploads/{sha256}': { scope: 'uploads by hash, his own (see below)' },
  'PATCH /v1/uploads/{sha256}': { scope: 'uploads by hash, his own (see below)' },
  'GET /v1/vision/readings': { scope: 'readings he asked for', attempt: { url: () => '/v1/vision/readings', outcome: 200 } },
  'GET /v1/vision/readings/{id}': { scope: 'readings he asked for', attempt: { url: () => `/v1/vision/readings/${unknown}`, outcome: 404 } },
  'GET /v1/vision/readings/{id}/pages/{page}': { scope: 'readings he asked for', attempt: { url: () => `/v1/vision/readings/${unknown}/pages/1`, outcome: 404 } },
  'POST /vision/equipment': { scope: 'a picture of his own, read' },
  'POST /vision/invoice': { scope: 'a picture of his own, read' },
};

/** What would tell Marc of Julie's customer. */
const HERS = /Bélanger|Belanger|555.?0199|TECH-002|Julie/;

/** Every address that asks for no sign-in, and what it goes by instead. */
const OPEN: Readonly<Record<string, string>> = {
  'POST /v1/session': 'a password, where there are passwords',
  'DELETE /v1/session': 'ends what it is given',
  'POST /v1/session/refresh': 'a long token',
  'GET /v1/session/ways': 'says how one signs in',
  'GET /v1/session/accounts': 'the demonstration’s accounts, nothing elsewhere',
  'POST /otp/tech-link/exchange': 'the code of a link',
  'GET /v1/day/standing': 'a device: whether its last session was revoked',
  'POST /v1/old-app/rows': 'a phone of the old app: taken in for a person to look at',
  'POST /v1/reports/csp': 'what a browser kept a page from',
  'POST /v1/hooks/twilio/status': 'Twilio’s signature',
  'POST /v1/hooks/twilio/inbound': 'Twilio’s signature',
  'POST /v1/hooks/mailjet': 'Mailjet’s secret',
  ...Object.fromEntries(['GET', 'POST', 'PUT', 'DELETE'].map((method) => [`${method} /api/{*}`, 'the gateway, which refuses strangers itself, in Frappe’s words (gateway.test.ts)'])),
  'GET /health/live': 'nothing of anybody',
  'GET /health/ready': 'nothing of anybody',
};

describe('a technician reaches what is his by every route of the hub, and nothing of a colleague’s', () => {
  it('every route he may call says what he reaches by it', async () => {
    const open = (await routes()).filter(({ roles }) => roles?.includes('technician')).map(({ route }) => route);
    expect(open.filter((route) => !(route in SCOPES))).toEqual([]);
    expect(Object.keys(SCOPES).filter((route) => !open.includes(route))).toEqual([]);
  });

  it('no address but these asks for no sign-in (V6.3.4)', async () => {
    const { paths } = (await world.hub.app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
    const open = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).flatMap(([method, { security }]) => (security?.length === 0 ? [`${method.toUpperCase()} ${path}`] : [])));
    expect(open.toSorted()).toEqual(Object.keys(OPEN).toSorted());
  });

  it('every other route refuses him, whatever he asks for', async () => {
    const closed = (await routes()).filter(({ roles }) => roles !== undefined && !roles.includes('technician'));
    expect(closed.length).toBeGreaterThan(30);
    const answers = await Promise.all(
      closed.map(async ({ route }) => {
        const [method = '', path = ''] = route.split(' ');
        const { statusCode } = await world.hub.app.inject({ method: method as 'GET', url: path.replaceAll(/\{[^}]+\}/g, unknown), headers: world.people.marc, ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }) });
        return [route, statusCode] as const;
      }),
    );
    expect(answers.filter(([, status]) => status !== 403)).toEqual([]);
  });

  it('every try at what is hers is refused, or answers without a word of her', async () => {
    const tried = Object.entries(SCOPES).flatMap(([route, { attempt }]) => (attempt === undefined ? [] : [{ route, ...attempt }]));
    const answers = await Promise.all(
      tried.map(async ({ route, url, payload, outcome }) => {
        const [method = ''] = route.split(' ');
        const { statusCode, body } = await world.hub.app.inject({ method: method as 'GET', url: url(), headers: world.people.marc, ...(payload === undefined ? {} : { payload: payload() }) });
        return { route, isAsSaid: statusCode === outcome, statusCode, told: HERS.exec(body)?.[0] };
      }),
    );
    expect(answers.filter(({ isAsSaid, told }) => !isAsSaid || told !== undefined)).toEqual([]);
    expect((await world.get<object>(world.people.julie, '/v1/session')).status).toBe(200);
  });

  it('the ERP’s addresses are closed to him altogether', async () => {
    const urls = ['/api/resource/Customer', `/api/resource/Customer/${hers.customer}`, `/api/resource/Dispatch Visit/${herVisit.visit}`, '/api/method/frappe.client.get_list?doctype=Customer', '/api/v2/document/Customer'];
    const statuses = await Promise.all(urls.map(async (url) => (await world.hub.app.inject({ url: url.replaceAll(' ', '%20'), headers: world.people.marc })).statusCode));
    expect(statuses.map((status) => status >= 400)).toEqual(urls.map(() => true));
  });
});

describe('every command he may give is held to his own visits', () => {
  const FIELD = COMMAND_TYPES.filter((type) => COMMAND_ROLES[type].includes('technician'));
  /** Those that aim at no visit, and at what instead. */
  const ELSEWHERE: Readonly<Partial<Record<CommandType, string>>> = { 'reading.request': 'a picture of his own', 'reading.retry': 'a reading of his own', 'reading.discard': 'a reading of his own' };

  it.each(FIELD.filter((type) => ELSEWHERE[type] === undefined))('%s on a colleague’s visit changes nothing', async (type) => {
    const before = await world.erp.get('Dispatch Visit', herVisit.visit);
    const names = { visit: [herVisit.visit], serial: ['TPLGAAAA0001'], technician: ['TECH-001'] };
    for (const payload of fc.sample(soundValue(COMMANDS[type] as Schema, names), { numRuns: 3, seed: 7 })) {
      const { status, body } = await world.give(world.people.marc, type, payload as never);
      expect([type, status >= 400, HERS.exec(JSON.stringify(body))?.[0]]).toEqual([type, true, undefined]);
    }
    expect(await world.erp.get('Dispatch Visit', herVisit.visit)).toEqual(before);
  });
});

describe('what carries many things at once keeps each to its person', () => {
  it('the stream of events tells each of his own visits, and not that a colleague’s happened', async () => {
    const { app } = world.hub;
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/events?after=0`;
    const stop = new AbortController();
    const heard = async (as: typeof world.people.marc, last: string): Promise<string> => {
      const reader = (await fetch(address, { headers: as, signal: stop.signal })).body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes(last)) text += (await reader.read()).value ?? '';
      return text;
    };
    await world.give(world.people.julie, 'visit.note', { visit: herVisit.visit, text: 'Le chien de Mme Bélanger' });
    await world.give(world.people.marc, 'visit.note', { visit: hisVisit.visit, text: 'Sonnette brisée' });
    const [his, hers] = await Promise.all([heard(world.people.marc, hisVisit.visit), heard(world.people.julie, herVisit.visit)]);
    stop.abort();
    expect([his.includes(herVisit.visit), HERS.exec(his)?.[0], hers.includes(hisVisit.visit)]).toEqual([false, undefined, false]);
  });

  it('a batch does what is his and refuses what is hers, one by one', async () => {
    const before = await world.erp.get('Dispatch Visit', herVisit.visit);
    const note = (visit: string) => ({ id: randomUUID(), type: 'visit.note', v: 1, at: world.clock.now().toString(), payload: { visit, text: 'Repasser' } });
    const { statusCode, body } = await world.hub.app.inject({ method: 'POST', url: '/v1/commands/batch', headers: world.people.marc, payload: { commands: [note(herVisit.visit), note(hisVisit.visit)] } });
    const { lines } = JSON.parse(body) as CommandBatchAnswer;
    expect([statusCode, lines.map(({ problem }) => problem?.code ?? 'done')]).toEqual([200, ['visit_not_yours', 'done']]);
    expect([HERS.exec(body)?.[0], await world.erp.get('Dispatch Visit', herVisit.visit)]).toEqual([undefined, before]);
  });

  it('an upload in pieces is gone on with by whoever began it, and by nobody else', async () => {
    const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const url = `/v1/uploads/${createHash('sha256').update(photo).digest('hex')}`;
    const send = async (as: typeof world.people.marc, from: number, to: number) => {
      const { statusCode, body } = await world.hub.app.inject({ method: 'PATCH', url, headers: { ...as, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from), 'upload-length': String(photo.length) }, payload: photo.subarray(from, to) });
      return [statusCode, (JSON.parse(body) as UploadState).offset] as const;
    };
    expect(await send(world.people.julie, 0, 40)).toEqual([200, 40]);
    expect((await world.get<UploadState>(world.people.marc, url)).body).toMatchObject({ offset: 0, blob: null });
    expect((await send(world.people.marc, 40, photo.length))[0]).toBe(409);
    expect(await send(world.people.julie, 40, photo.length)).toEqual([200, photo.length]);
  });

  it('a position is that of the phone’s own technician, whomever the report names', async () => {
    const position = { at: '2026-03-10T13:58:00Z', latitude: 45.3, longitude: -73.6, speedKmh: 12, courseDegrees: null, accuracyMeters: 9 };
    const report = async (payload: object, url = '/v1/positions') => (await world.hub.app.inject({ method: 'POST', url, headers: world.people.marc, payload })).statusCode;
    expect([await report({ positions: [position], technician: 'TECH-002' }), await report({ positions: [{ ...position, technician: 'TECH-002' }] })]).toEqual([400, 400]);
    expect(await report({ positions: [position] }, '/v1/positions?technician=TECH-002')).toBeLessThan(500);
    expect(await report({ positions: [position] })).toBe(200);
    const { positions } = (await world.get<Positions>(world.people.dispatcher, '/v1/positions')).body;
    expect(positions.map(({ technician }) => technician)).toEqual(['TECH-001']);
  });
});
