import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { now } from './journey.ts';
import type { Command, Day, DayVisit, EquipmentSummary, Session } from '../packages/contracts/src/index.ts';

const PAGES = new URL('../apps/ops/dist/pwa', import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.wasm': 'application/wasm', '.woff2': 'font/woff2' };

export const SERIAL = 'TPLG1A2B3C4D';
const at = (hour: number): string => new Date(now().setHours(hour, 0, 0, 0)).toISOString().replace('.000', '');
const words = (fr: string, en: string) => ({ fr, en });

const device = (serial: string, more: Partial<EquipmentSummary>): EquipmentSummary => ({
  serial, item: 'XX230V', barcode: '', gponSerial: '', category: 'ONT', brand: 'TP-Link', model: 'XX230v', macAddress: '02:1A:2B:3C:4D:5E', status: 'In Van', customer: null, serviceLocation: null, installedOn: null, warrantyUntil: null, reading: null, ...more,
});

const location = (name: string, label: string, more: Partial<NonNullable<DayVisit['location']>> = {}): NonNullable<DayVisit['location']> => ({
  name, label, addressLine: label, city: 'Sainte-Clotilde', postalCode: 'J0L 1W0', zone: 'Haut-Saint-Laurent', latitude: 45.13, longitude: -73.72, accessNotes: '', hasDog: false, gateCode: '', status: 'Active',
  network: { olt: 'OLT-01', ponPort: '0/1/3', splitter: 'CP-12', terminal: 'B-118', terminalPort: 4, dropType: 'Aerial', dropLengthMeters: 84 }, ...more,
});

const step = (name: string, label: [string, string], kind: 'check' | 'photo' | 'scan' | 'reading', more = {}) => ({ step: name, label: words(...label), kind, required: true, unit: '', minimum: null, maximum: null, choices: [], ...more });
const FLOW = {
  name: 'no-signal-repair', version: 1, title: words('Pas de signal', 'No signal'),
  steps: [
    step('safety', ['Lieu sécuritaire', 'Site is safe'], 'check'),
    step('device', ['Équipement installé', 'Device installed'], 'scan'),
    step('power', ['Puissance reçue', 'Received power'], 'reading', { unit: 'dBm', minimum: -25, maximum: -8 }),
    step('after', ['Photo après travaux', 'Photo after work'], 'photo'),
  ],
};

function visit([name, hour, customerName, label]: readonly [string, number, string, string], more: Partial<DayVisit> = {}): DayVisit {
  const place = location(`LOC-${name}`, label);
  return {
    visit: {
      name, modified: '1', job: `JOB-${name}`, sequence: 1, subject: 'Pas de signal depuis hier soir', jobType: 'no-signal-repair', jobTypeLabel: words('Réparation, pas de signal', 'No-signal repair'), ticket: null, customer: `CUST-${name}`, customerName,
      place: { location: place.name, label, city: place.city, zone: place.zone, latitude: place.latitude, longitude: place.longitude },
      status: 'planned', priority: 'High', requiredSkills: [], crewSize: 1, crew: [{ technician: 'TECH-001', role: 'lead' }], window: { start: at(hour), end: at(hour + 4) }, plannedStart: at(hour), durationMinutes: 90, pinned: false, slaDue: null,
      departedAt: null, arrivedAt: null, endedAt: null, failureReason: null, createdAt: at(6),
    },
    description: 'Voyant LOS rouge. Le client a débranché puis rebranché.', note: '', customer: { name: `CUST-${name}`, customerName, phone: '+14505550123', language: 'fr' }, location: place, equipment: [],
    subscriptions: [{ name: 'SUB-1', planName: 'Fibre 500', status: 'Active', monthlyRateCents: 6495, speedDown: 500, speedUp: 500, startDate: null, endDate: null }],
    flow: FLOW, records: [], history: [], tickets: [], ...more,
  };
}

const dayNow = (seq: number, flow?: DayVisit['flow']): Day => ({
  technician: { name: 'TECH-001', displayName: 'Maxime Gagnon', mobile: '+14505550199' }, date: new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(now()), asOf: now().toISOString(), seq, dispatchPhone: '+14505550100',
  visits: [
    visit(['VIS-000001', 8, 'Ginette Tremblay', '1867, chemin de la Rivière, Sainte-Clotilde'], { ...(flow === undefined ? {} : { flow }), location: location('LOC-1', '1867, chemin de la Rivière, Sainte-Clotilde', { hasDog: true, gateCode: '4471#', accessNotes: 'Entrée par l’arrière, sous-sol.' }) }),
    visit(['VIS-000002', 13, 'Yvon Lapointe', '22, rang Saint-Charles, Saint-Rémi'], { equipment: [device('ZTEG00AA11BB', { status: 'Active', macAddress: '02:00:AA:11:BB:22' })] }),
  ],
  vanStock: [device(SERIAL, {})],
});

const SESSION: Session = { kind: 'technician', user: 'tech-001@demo.gigafibre.ca', displayName: 'Maxime Gagnon', roles: ['technician'], language: 'fr', technician: 'TECH-001', landing: '/j/', expiresAt: '2030-01-01T00:00:00Z' };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A hub of one technician's day, for trials of the phone alone: it remembers what arrived and does nothing else. */
/** @param flow the procedure in force for the first visit, in place of the usual one. */
export async function startFieldHub(port: number, flow?: DayVisit['flow']) {
  const commands: Command[] = [];
  const photos = new Set<string>();
  const known = new Map<string, number>();
  const pieces = new Map<string, number>();

  function take(command: Command): object {
    const replayed = known.has(command.id);
    if (!replayed) known.set(command.id, commands.push(command));
    return { id: command.id, type: command.type, subject: { doctype: 'Dispatch Visit', name: 'VIS-000001' }, seq: known.get(command.id) ?? 0, replayed };
  }
  async function answer(request: IncomingMessage, path: string): Promise<object | undefined> {
    if (path === '/otp/tech-link/exchange') return SESSION;
    // Positions stay behind the commands', so that the phone goes by what it has done itself.
    if (path === '/v1/day') return dayNow(0, flow);
    if (path === '/v1/day/catalogue') return { asOf: now().toISOString(), items: [{ item: 'PRISE-OPT', label: 'Prise optique murale', group: 'Consumable', unit: 'Nos', kind: 'part', priceCents: 1450 }] };
    if (path === '/v1/day/van') return { asOf: now().toISOString(), warehouse: 'Fourgon 001', parts: [{ item: 'PRISE-OPT', quantity: 10 }] };
    if (path === '/v1/session') return SESSION;
    if (path === '/v1/commands') return take(JSON.parse((await bodyOf(request)).toString()) as Command);
    if (path.startsWith('/v1/blobs/')) {
      const bytes = await bodyOf(request);
      photos.add(path.slice('/v1/blobs/'.length));
      return { sha256: path.slice('/v1/blobs/'.length), bytes: bytes.length, mediaType: 'image/jpeg' };
    }
    if (path.startsWith('/v1/uploads/')) return upload(request, path.slice('/v1/uploads/'.length));
    if (path.startsWith('/v1/phones/')) return { heardAt: now().toISOString() };
    return undefined;
  }
  /** A photo in pieces: how far it has come, and the next of them. */
  async function upload(request: IncomingMessage, sha256: string): Promise<object> {
    const bytes = await bodyOf(request);
    const offset = (pieces.get(sha256) ?? 0) + bytes.length;
    pieces.set(sha256, offset);
    if (offset > 0 && offset === Number(request.headers['upload-length'])) photos.add(sha256);
    return { sha256, offset, blob: photos.has(sha256) ? { sha256, bytes: offset, mediaType: 'image/jpeg' } : null };
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://hub').pathname;
    const said = await answer(request, path);
    if (said !== undefined) return void response.writeHead(200, { 'content-type': 'application/json', 'x-gf-hub': '1' }).end(JSON.stringify(said));
    if (path.startsWith('/v1/')) return void response.writeHead(404, { 'content-type': 'application/problem+json', 'x-gf-hub': '1' }).end(JSON.stringify({ type: 'about:blank', title: 'none', status: 404, code: 'not_found', retry: 'never' }));
    const file = join(PAGES, path);
    const found = extname(path) !== '' && existsSync(file) ? file : join(PAGES, 'index.html');
    response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }).end(readFileSync(found));
  }
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    commands,
    photos,
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    }),
  };
}
