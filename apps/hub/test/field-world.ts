import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
import type { CommandAnswer, CommandPayload, CommandType } from '@gigafibre/contracts';
import { doctypes } from '@gigafibre/doctypes';
import { createFrappeSite, type FrappeSite, type Transport } from '@gigafibre/frappe';
import { openEmbeddedSite, serveEmbeddedSite, type EmbeddedSite } from '@gigafibre/frappe-embedded';
import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, openTestDatabase, type TestClock } from '@gigafibre/testkit';
import { readConfig } from '../src/config.ts';
import type { Erp } from '../src/vendors/erp/erp.port.ts';
import { openFrappeErp } from '../src/vendors/erp/frappe.ts';
import { layMasters } from './field-records.ts';
import { openTestHub, type TestHub, type TestHubOptions } from './harness.ts';

/** Tuesday, ten in the morning at the site. */
export const MORNING = '2026-03-10T14:00:00Z';

/** The smallest picture there is. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export type Headers = { cookie: string; 'x-gf-client': string };

export interface FieldWorld {
  readonly hub: TestHub;
  readonly clock: TestClock;
  /** The ERP as its Administrator. */
  readonly erp: FrappeSite;
  readonly people: { readonly agent: Headers; readonly dispatcher: Headers; readonly accountant: Headers; readonly marc: Headers; readonly julie: Headers };
  /** Gives a command and answers whatever came back. */
  readonly give: <T extends CommandType>(as: Headers, type: T, payload: CommandPayload<T>, more?: { id?: string; at?: string; offsetMs?: number }) => Promise<Answer<CommandAnswer>>;
  readonly get: <Body>(as: Headers, url: string) => Promise<Answer<Body>>;
  /** Puts a photo on the shelf and gives its hash. */
  readonly upload: (as: Headers) => Promise<string>;
  close(): Promise<void>;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body & { code?: string; facts?: Record<string, unknown>; errors?: { path: string }[] };
  readonly headers: Readonly<Record<string, unknown>>;
}

const openErp = (pool: Parameters<typeof openEmbeddedSite>[0]['pool'], clock: TestClock, filesDir: string): Promise<EmbeddedSite> =>
  openEmbeddedSite({ pool, doctypes: Object.values(doctypes), clock: clock.now, random: mulberry32(7), filesDir });

/** The way from the hub to the ERP: in its own process, or over HTTP with a key, as a hub with `FRAPPE_URL` goes. */
export type Way = 'in process' | 'over HTTP';

async function erpBy(way: Way, site: EmbeddedSite): Promise<Erp> {
  if (way === 'in process') return { transport: (request) => site.handle(request), systemUser: 'Administrator', check: () => Promise.resolve(), close: () => Promise.resolve() };
  const erp = createFrappeSite({ transport: (request) => site.handle(request), actor: 'Administrator' });
  const { api_secret: secret } = await erp.call<{ api_secret: string }>('frappe.core.doctype.user.user.generate_keys', { user: 'Administrator' });
  const { api_key: key = '' } = await erp.get('User', 'Administrator');
  const served = await serveEmbeddedSite(site, { host: '127.0.0.1', port: 0 });
  const { erp: configured } = readConfig({ FRAPPE_URL: served.url, FRAPPE_API_KEY: key, FRAPPE_API_SECRET: secret });
  if (configured.kind !== 'frappe') throw new Error('FRAPPE_URL does not lead to an ERP.');
  const remote = openFrappeErp(configured);
  return {
    ...remote,
    async close() {
      await remote.close();
      await served.close();
    },
  };
}

export interface FieldWorldOptions extends Pick<TestHubOptions, 'environment' | 'gps' | 'planner' | 'readers'> {
  readonly tamper?: (wire: Transport) => Transport;
  readonly way?: Way;
}

/** A provider with two technicians, a few customers and the embedded ERP; the wire to the ERP may be tampered with. */
export async function openFieldWorld({ tamper = (wire: Transport) => wire, way = 'in process', ...options }: FieldWorldOptions = {}): Promise<FieldWorld> {
  const clock = createTestClock(MORNING);
  const filesDir = await mkdtemp(join(tmpdir(), 'erp-files-'));
  const database = await openTestDatabase({
    name: 'hub_field_world',
    async prepare(pool) {
      const site = await openErp(pool, createTestClock(MORNING), filesDir);
      await layMasters(createFrappeSite({ transport: (request) => site.handle(request), actor: 'Administrator' }));
    },
  });
  const site = await openErp(database.pool, clock, filesDir);
  const erp = await erpBy(way, site);
  const hub = await openTestHub({ ...options, clock, erp: { ...erp, transport: tamper(erp.transport), close: () => erp.close().then(() => database.drop()) } });
  const technician = (number: string, displayName: string) => hub.as('technician', { user: `tech-${number}@demo.gigafibre.ca`, technician: `TECH-${number}`, displayName });
  const people = {
    agent: await hub.as('agent', { user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy' }),
    dispatcher: await hub.as('dispatcher', { user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' }),
    accountant: await hub.as('accountant', { user: 'compta@demo.gigafibre.ca', displayName: 'Chantal Côté' }),
    marc: await technician('001', 'Marc Gagnon'),
    julie: await technician('002', 'Julie Bédard'),
  };
  return {
    hub,
    clock,
    erp: createFrappeSite({ transport: (request) => site.handle(request), actor: 'Administrator' }),
    people,
    give: async (as, type, payload, { id = randomUUID(), at, ...more } = {}) => {
      const command = { id, type, v: 1, at: at ?? clock.now().toString(), ...more, payload };
      const { statusCode, headers, body } = await hub.app.inject({ method: 'POST', url: '/v1/commands', headers: as, payload: command });
      return { status: statusCode, headers, body: JSON.parse(body) as never };
    },
    get: async (as, url) => {
      const { statusCode, headers, body } = await hub.app.inject({ method: 'GET', url, headers: as });
      return { status: statusCode, headers, body: (body === '' ? {} : JSON.parse(body)) as never };
    },
    upload: async (as) => {
      const sha256 = createHash('sha256').update(PHOTO).digest('hex');
      await hub.app.inject({ method: 'PUT', url: `/v1/blobs/${sha256}`, headers: { ...as, 'content-type': 'image/png' }, payload: PHOTO });
      return sha256;
    },
    async close() {
      await hub.close();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
}
