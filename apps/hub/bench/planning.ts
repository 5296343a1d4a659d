/**
 * Planning through the hub on a day of 46 technicians and 1,000 visits: everybody ranked for one visit, the same right after an
 * urgent job has come in, and how long the hub's own thread was held up while a plan was searched. One JSON line per case.
 * `node apps/hub/bench/planning.ts [visits] [questions]`
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer, PlanningRun, RankedPlaces } from '@gigafibre/contracts';
import { travelSeconds } from '@gigafibre/dispatch';
import { createFrappeSite, type FrappeSite } from '@gigafibre/frappe';
import { mulberry32, Temporal } from '@gigafibre/kernel';
import { ensureDatabase, startPostgres } from '@gigafibre/postgres';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/platform/database.ts';
import { openSeals } from '../src/platform/open-tokens.ts';
import { createSessions } from '../src/platform/sessions.ts';
import { openEmbeddedErp } from '../src/vendors/erp/embedded.ts';

const TECHNICIANS = 46;
const VISITS = Number(process.argv[2] ?? 1000);
const QUESTIONS = Number(process.argv[3] ?? 200);
const WORK_MINUTES = 15;
const DAY = '2026-03-11';
const dawn = Temporal.Instant.from(`${DAY}T11:30:00Z`);
const clock = (): Temporal.Instant => Temporal.Instant.from('2026-03-10T22:00:00Z');
const random = mulberry32(7);
const dataDir = mkdtempSync(join(tmpdir(), 'bench-planning-'));
const tell = (line: object): void => console.log(JSON.stringify(line));
const naive = (seconds: number): string => dawn.add({ seconds }).toZonedDateTimeISO('America/Toronto').toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');

async function inTurn<T>(items: readonly T[], work: (item: T, at: number) => Promise<unknown>): Promise<void> {
  const queue = [...items.entries()];
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next[1], next[0]);
  }));
}

/** A day as a dispatcher would have left it: tours that can be driven, and one visit in twenty still in the tray. */
async function layDay(erp: FrappeSite): Promise<void> {
  const weekday = 'Wednesday' as const;
  const near = (middle: { latitude: number; longitude: number }, spread: number) => ({ latitude: middle.latitude + (random() - 0.5) * spread, longitude: middle.longitude + (random() - 0.5) * spread });
  await erp.insert('Dispatch Tag', { tag_name: 'fibre', tag_type: 'Skill', label_fr: 'Fibre', label_en: 'Fibre' });
  await erp.insert('Dispatch Job Type', { type_code: 'repair', label_fr: 'Réparation', label_en: 'Repair', default_minutes: WORK_MINUTES, crew_size: 1, default_priority: 'Medium' });
  const customer = await erp.insert('Customer', { customer_name: 'Banc d’essai', customer_type: 'Individual', language: 'fr' });
  const homes = Array.from({ length: TECHNICIANS }, () => near({ latitude: 45.25, longitude: -73.6 }, 0.6));
  const names: string[] = [];
  for (const [at, home] of homes.entries()) {
    const shifts = [{ weekday, start_time: '07:30:00', end_time: '17:30:00', lunch_start: '12:00:00', lunch_minutes: 30 }];
    names.push((await erp.insert('Dispatch Technician', { technician_name: `Technicien ${at + 1}`, zone: 'Roussillon', trade: 'Residential', employment: 'Employee', status: 'Active', home_latitude: home.latitude, home_longitude: home.longitude, skills: [{ skill: 'fibre', level: 1 + Math.floor(random() * 3) }], shifts })).name);
  }
  const tours = homes.map((home) => ({ place: home, seconds: 0 }));
  const plans = Array.from({ length: VISITS }, (_, at) => {
    const tour = tours[at % TECHNICIANS] ?? { place: { latitude: 45.25, longitude: -73.6 }, seconds: 0 };
    const place = near(tour.place, 0.05);
    if (at % 20 === 19) return { place, technician: null, start: 0 };
    const start = Math.ceil((tour.seconds + travelSeconds(tour.place, place)) / 300) * 300;
    const isBeforeLunch = start < 4.5 * 3600 && start + WORK_MINUTES * 60 > 4 * 3600;
    Object.assign(tour, { place, seconds: start + WORK_MINUTES * 60 + (isBeforeLunch ? 1800 : 0) });
    return { place, technician: names[at % TECHNICIANS] ?? null, start };
  });
  await inTurn(plans, async ({ place, technician, start }, at) => {
    const location = await erp.insert('Service Location', { customer: customer.name, address_line: `${at} rang du Banc`, city: 'Saint-Rémi', zone: 'Roussillon', status: 'Active', ...place });
    const job = await erp.insert('Dispatch Job', { subject: 'Réparer', customer: customer.name, service_location: location.name, job_type: 'repair', priority: 'Medium', status: technician === null ? 'Open' : 'Scheduled', duration_minutes: WORK_MINUTES, crew_size: 1, required_skills: [{ skill: 'fibre', level: 1 }] });
    const plan = technician === null ? { status: 'Unassigned' as const } : { status: 'Planned' as const, crew: [{ technician, role: 'Lead' as const }], planned_start: naive(start) };
    await erp.insert('Dispatch Visit', { job: job.name, sequence: 1, customer: customer.name, service_location: location.name, duration_minutes: WORK_MINUTES, ...plan });
  });
}

const at = (sorted: readonly number[], share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
function figures(milliseconds: readonly number[]): object {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return { requests: sorted.length, p50: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99), max: at(sorted, 1) };
}

const postgres = await startPostgres({ dir: join(dataDir, 'postgres'), settings: { fsync: 'off' } });
const filesDir = join(dataDir, 'files');
mkdirSync(filesDir);
const erp = await openEmbeddedErp({ connection: await ensureDatabase(postgres.connection, 'erp'), clock, random, filesDir, onFault: () => undefined });
const site = createFrappeSite({ transport: erp.transport, actor: 'Administrator' });
await layDay(site);
const database = openDatabase(postgres.connection);
const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', DATA_DIR: dataDir });
const app = await buildApp({ config, clock, database, connection: postgres.connection, erp });
const { tokens } = await openSeals(config, database.db, clock);
const sessions = createSessions({ db: database.db, clock, notifications: { on: () => undefined, onGap: () => undefined }, tokens });
const { tokens: carried } = await sessions.open({ kind: 'staff', user: 'Administrator', displayName: 'Rémi Lavoie', roles: ['dispatcher', 'admin'], device: 'benchmark', language: 'fr', landing: '/ops/', hours: 12, how: 'password' });
await app.listen({ host: '127.0.0.1', port: 0 });
const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
const headers = { cookie: `session=${carried.access}; refresh=${carried.refresh ?? ''}`, 'x-gf-client': 'benchmark', 'content-type': 'application/json' };
const call = async <Body>(path: string, body?: object): Promise<Body> => {
  const response = await fetch(`${origin}${path}`, { headers, ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
};
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
const places = (visit: string) => call<RankedPlaces>(`/v1/planning/visits/${visit}/places?from=${DAY}&days=1`);

const tray = (await site.list('Dispatch Visit', { fields: ['name'], filters: [['status', '=', 'Unassigned']], limit: 0 })).map(({ name = '' }) => name);
const any = (): string => tray[Math.floor(random() * tray.length)] ?? '';
tell({ case: 'first question, everything read', technicians: TECHNICIANS, visits: VISITS, ms: Math.round(await timed(() => places(any()))) });
for (let warm = 0; warm < 10; warm += 1) await places(any());
const asked: number[] = [];
const cpuBefore = process.cpuUsage();
for (let question = 0; question < QUESTIONS; question += 1) asked.push(await timed(() => places(any())));
const cpu = process.cpuUsage(cpuBefore);
// processor time of hub, planner and asker together: what remains when the machine has other things to do
tell({ case: 'propose', unit: 'ms', ...figures(asked), cpuPerRequest: Math.round((cpu.user + cpu.system) / 100 / QUESTIONS) / 10 });

const [{ customer = '', name: location = '' } = {}] = await site.list('Service Location', { fields: ['name', 'customer'], limit: 1 });
const urgent: number[] = [];
for (let job = 0; job < Math.ceil(QUESTIONS / 10); job += 1) {
  const payload = { customer, serviceLocation: location, jobType: 'repair', subject: 'Plus de signal', durationMinutes: WORK_MINUTES, priority: 'Urgent', requiredSkills: [{ skill: 'fibre', level: 1 }], crewSize: 1, despiteDuplicate: true };
  const { subject } = await call<CommandAnswer>('/v1/commands', { id: randomUUID(), type: 'job.create', v: 1, at: clock().toString(), payload });
  const [{ name = '' } = {}] = await site.list('Dispatch Visit', { fields: ['name'], filters: [['job', '=', subject.name]], limit: 1 });
  urgent.push(await timed(() => places(name)));
}
tell({ case: 'propose for an urgent job that has just come in', unit: 'ms', ...figures(urgent) });

const delay = monitorEventLoopDelay({ resolution: 1 });
await sleep(200);
delay.enable();
const run = await call<PlanningRun>('/v1/planning/runs', { scope: { from: DAY, days: 1 }, seconds: 10 });
const beside: number[] = [];
let state = run;
while (state.state === 'queued' || state.state === 'running') {
  beside.push(await timed(() => places(any())));
  state = await call<PlanningRun>(`/v1/planning/runs/${run.id}`);
}
delay.disable();
const { before, after, moves } = state.proposal ?? { before: null, after: null, moves: [] };
tell({ case: 'plan of the day', seconds: 10, state: state.state, iterations: state.progress?.iterations, costBefore: before?.costCents, costAfter: after?.costCents, unassignedBefore: before?.unassigned, unassignedAfter: after?.unassigned, moves: moves.length });
tell({ case: 'propose while a plan is searched', unit: 'ms', ...figures(beside) });
tell({ case: 'the hub’s own thread held up meanwhile', unit: 'ms', p50: Math.round(delay.percentile(50) / 1e5) / 10, p99: Math.round(delay.percentile(99) / 1e5) / 10, max: Math.round(delay.max / 1e5) / 10 });

await app.close();
await database.close();
await erp.close();
await postgres.stop();
rmSync(dataDir, { recursive: true, force: true });
