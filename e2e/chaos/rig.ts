import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../journey.ts';
import { openFaultProxy, type FaultProxy } from '../../packages/testkit/src/fault-proxy.ts';
import type { Board, VisitCard } from '../../packages/contracts/src/index.ts';
import { isOpen } from './hands.ts';
import { openTrialPhone, type Row, type TrialPhone } from './phone.ts';

/** What a trial found: nothing may be lost, doubled or out of order. */
export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  /** Anything besides that was not as it must be, in words. */
  readonly complaints: readonly string[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

export interface Rig {
  readonly hub: string;
  readonly proxy: FaultProxy;
  readonly technician: string;
  readonly visits: Cast['visits'];
  /** Another technician, who may get hold of the same phone. */
  readonly other: Cast;
  phone: TrialPhone;
  /** Notes a text on the n-th visit through the app's queue, and remembers it. */
  note(at: number, text?: string): Promise<string>;
  /** Texts that must be in the visits' notes, in this order for each visit. */
  expected(): readonly { readonly visit: string; readonly text: string }[];
  expect(at: number, text: string): void;
  fresh(): string;
  /** Waits until nothing is on its way any more. @returns the rows then. */
  converge(withinMs?: number): Promise<readonly Row[]>;
  /** Compares what was kept with what the hub has. */
  judge(complaints?: readonly string[], facts?: Readonly<Record<string, unknown>>): Promise<Verdict>;
  office<Body>(path: string, send?: { method: string; body: object }): Promise<Body>;
  /** What lies at an address of the hub, by the SHA-256 of its bytes. */
  digestOf(path: string): Promise<string>;
  /** Another hub, or the same one elsewhere, from now on. */
  moveTo(hub: string): Promise<void>;
  signIn(technician?: string): Promise<void>;
  replace(phone: TrialPhone): void;
  readonly profile: string;
  close(): Promise<void>;
}

const OWN = { 'content-type': 'application/json', 'x-gf-client': 'chaos' };

async function cookieFor(hub: string, user: string): Promise<string> {
  const answer = await fetch(`${hub}/v1/session`, { method: 'POST', headers: OWN, body: JSON.stringify({ user, password: 'demo' }) });
  if (!answer.ok) throw new Error(`Signing in as ${user} answered ${answer.status}`);
  return answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').join('; ');
}

interface Cast {
  readonly technician: string;
  readonly visits: readonly { readonly visit: VisitCard }[];
}

const MEANT = ['planned', 'confirmed'];

/** People with enough planned visits today. From the end of the list: the other journeys begin at its head. */
async function castTechnicians(hub: string, cookie: string): Promise<readonly [Cast, Cast]> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(now());
  const board = (await (await fetch(`${hub}/v1/board?from=${today}`, { headers: { cookie } })).json()) as Board;
  const isToday = ({ plannedStart }: VisitCard): boolean => plannedStart !== null && new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date(plannedStart)) === today;
  const casts = board.technicians
    .map(({ name }) => ({ technician: name, visits: board.visits.filter((visit) => MEANT.includes(visit.status) && isToday(visit) && visit.crew[0]?.technician === name).map((visit) => ({ visit })) }))
    .filter(({ visits }) => visits.length >= 3);
  const [second, first] = casts.slice(-2);
  if (first === undefined || second === undefined) throw new Error('The demo has too few technicians with three planned visits today.');
  return [first, second];
}

/** A phone of a technician with a full day, and a network to spoil between it and a real hub. */
export async function openRig(hub: string): Promise<Rig> {
  const cookie = await cookieFor(hub, 'repartition@demo.gigafibre.ca');
  const [cast, other] = await castTechnicians(hub, cookie);
  const proxy = await openFaultProxy(hub, () => performance.now());
  const folder = mkdtempSync(join(tmpdir(), 'gf-chaos-'));
  const profile = join(folder, 'profile');
  const run = Math.floor(performance.now()).toString(36) + String(process.pid);
  const state = { hub, made: 0, cookie, expected: [] as { visit: string; text: string }[] };
  const nameOf = (at: number): string => cast.visits[at % 3]?.visit.name ?? '';

  const askOnce = (path: string, send?: { method: string; body: object }): Promise<Response> =>
    fetch(`${state.hub}${path}`, { headers: { ...OWN, cookie: state.cookie }, ...(send === undefined ? {} : { method: send.method, body: JSON.stringify(send.body) }) });
  /** The whole run takes longer than the dispatcher's session, which a browser would renew. */
  async function asked(path: string, send?: { method: string; body: object }): Promise<Response> {
    const answer = await askOnce(path, send);
    if (answer.status !== 401) return answer;
    state.cookie = await cookieFor(state.hub, 'repartition@demo.gigafibre.ca');
    return askOnce(path, send);
  }

  const rig: Rig = {
    hub, proxy, profile, other, technician: cast.technician, visits: cast.visits,
    phone: await openTrialPhone(profile, proxy.origin),
    replace(phone) {
      rig.phone = phone;
    },
    fresh: () => `${run}-${String((state.made += 1)).padStart(5, '0')}.`,
    expect: (at, text) => void state.expected.push({ visit: nameOf(at), text }),
    expected: () => state.expected,
    async note(at, text = rig.fresh()) {
      await rig.phone.enqueue('visit.note', { visit: nameOf(at), text });
      rig.expect(at, text);
      return text;
    },
    async converge(withinMs = 30_000) {
      for (let waited = 0; ; waited += 250) {
        const rows = await rig.phone.rows();
        if (!rows.some(isOpen)) return rows;
        if (waited >= withinMs) return rows;
        await pause(250);
      }
    },
    async judge(complaints = [], facts) {
      const notes = new Map<string, string>();
      for (const visit of new Set(state.expected.map((each) => each.visit))) notes.set(visit, (await rig.office<{ data: { note?: string } }>(`/api/resource/Dispatch Visit/${visit}`)).data.note ?? '');
      const places = state.expected.map(({ visit, text }) => ({ visit, found: (notes.get(visit) ?? '').split(text).length - 1, at: (notes.get(visit) ?? '').indexOf(text) }));
      const reordered = [...notes.keys()].reduce((sum, visit) => sum + inversions(places.filter((place) => place.visit === visit && place.found > 0).map(({ at }) => at)), 0);
      const verdict = { lost: places.filter(({ found }) => found === 0).length, doubled: places.filter(({ found }) => found > 1).length, reordered, complaints, ...(facts === undefined ? {} : { facts }) };
      state.expected = [];
      return verdict;
    },
    async office(path, send) {
      const answer = await asked(path, send);
      if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}: ${await answer.text()}`);
      return (await answer.json()) as never;
    },
    async digestOf(path) {
      const answer = await asked(path);
      return createHash('sha256').update(Buffer.from(await answer.arrayBuffer())).digest('hex');
    },
    async moveTo(next) {
      state.hub = next;
      proxy.leadTo(next);
      state.cookie = await cookieFor(next, 'repartition@demo.gigafibre.ca');
    },
    async signIn(technician = cast.technician) {
      const { message } = await rig.office<{ message: string }>('/otp/tech-link', { method: 'POST', body: { technician } });
      const { body } = await rig.office<{ body: string }>(`/v1/outbox/${message}`);
      const code = /#([A-Za-z0-9]{8,24})/.exec(body)?.[1] ?? '';
      if (!rig.phone.page.url().startsWith(proxy.origin)) await rig.phone.page.goto(`${proxy.origin}/j`);
      const device = await rig.phone.page.evaluate(() => localStorage.getItem('gf.device'));
      if (device === null) {
        await rig.phone.page.goto(`${proxy.origin}/j/l/${code}`);
        await rig.phone.page.waitForURL((url) => !url.pathname.startsWith('/j/l'), { timeout: 60_000 });
      } else await rig.phone.context.request.post(`${state.hub}/otp/tech-link/exchange`, { headers: OWN, data: { code, device } });
      await rig.phone.page.waitForTimeout(500);
    },
    async close() {
      await rig.phone.context.close().catch(() => undefined);
      await proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

const inversions = (places: readonly number[]): number => places.filter((place, at) => at > 0 && place < (places[at - 1] ?? 0)).length;
