import { COMMAND_ROLES, COMMAND_TYPES, COMMANDS, DEVICE_CARD_NAMES } from '@gigafibre/contracts';
import type { CommandType, Role, SessionList } from '@gigafibre/contracts';
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
let herSession: string;
beforeAll(async () => {
  world = await openFieldWorld();
  const his = await layHousehold(world.erp, { name: 'Chloé Tremblay' });
  hers = await layHousehold(world.erp, { name: 'Élise Bélanger', phone: '+14505550199', city: 'Napierville' });
  await layVisit(world.erp, his, { technician: 'TECH-001' });
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
  'POST /v1/positions': { scope: 'his own positions: the body names nobody' },
  'PUT /v1/phones/{device}': { scope: 'his own phone: kept under his name, whatever device he says' },
  'POST /v1/commands': { scope: 'visits with him in the crew: see below, command by command' },
  'POST /v1/commands/batch': { scope: 'the same, many at once' },
  'GET /v1/events': { scope: 'events of his own and those that name him (events.test.ts)' },
  'PUT /v1/blobs/{sha256}': { scope: 'photos by the hash of their content, which only their maker knows' },
  'GET /v1/blobs/{sha256}': { scope: 'photos by the hash of their content', attempt: { url: () => `/v1/blobs/${sha}`, outcome: 404 } },
  'GET /v1/uploads/{sha256}': { scope: 'uploads by hash, his own' },
  'PATCH /v1/uploads/{sha256}': { scope: 'uploads by hash, his own' },
  'GET /v1/vision/readings': { scope: 'readings he asked for', attempt: { url: () => '/v1/vision/readings', outcome: 200 } },
  'GET /v1/vision/readings/{id}': { scope: 'readings he asked for', attempt: { url: () => `/v1/vision/readings/${unknown}`, outcome: 404 } },
  'GET /v1/vision/readings/{id}/pages/{page}': { scope: 'readings he asked for', attempt: { url: () => `/v1/vision/readings/${unknown}/pages/1`, outcome: 404 } },
  'POST /vision/equipment': { scope: 'a picture of his own, read' },
  'POST /vision/invoice': { scope: 'a picture of his own, read' },
};

/** What would tell Marc of Julie's customer. */
const HERS = /Bélanger|Belanger|555.?0199|TECH-002|Julie/;

describe('a technician reaches what is his by every route of the hub, and nothing of a colleague’s', () => {
  it('every route he may call says what he reaches by it', async () => {
    const open = (await routes()).filter(({ roles }) => roles?.includes('technician')).map(({ route }) => route);
    expect(open.filter((route) => !(route in SCOPES))).toEqual([]);
    expect(Object.keys(SCOPES).filter((route) => !open.includes(route))).toEqual([]);
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
