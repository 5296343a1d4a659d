import { createTestClock } from '@gigafibre/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedState, Fix, GpsFeed } from '../src/vendors/gps/gps.port.ts';
import { openTraccar } from '../src/vendors/gps/traccar.ts';
import { positionOf, startTraccar, TRACCAR_TOKEN } from './traccar/traccar-server.ts';

const PACE = { pollMs: 20, checkMs: 40, rejoinMs: 10, longestRejoinMs: 40, answerMs: 2000 };
const at = (minute: number, second = 0): string => `2026-03-10T14:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000+00:00`;

let traccar: Awaited<ReturnType<typeof startTraccar>>;
let feed: GpsFeed;
let fixes: Fix[];
let states: FeedState[];
let complaints: string[];

beforeEach(async () => {
  traccar = await startTraccar();
  traccar.addDevice({ id: 1, name: 'Camion 1', uniqueId: 'TECH-001', status: 'online' });
  fixes = [];
  states = [];
  complaints = [];
});
afterEach(async () => {
  await feed.close();
  await traccar.close();
});

function open(more: { token?: string } = {}): void {
  feed = openTraccar({ origin: traccar.origin, token: TRACCAR_TOKEN, clock: createTestClock('2026-03-10T15:00:00Z').now, pace: PACE, onFault: ({ message }) => complaints.push(message), onState: (state) => states.push(state), ...more });
  feed.start((told) => fixes.push(...told));
}
const ids = (): number[] => fixes.map(({ id }) => Number(id));
const become = (state: FeedState) => vi.waitFor(() => expect(feed.state()).toBe(state), { timeout: 5000, interval: 5 });
const haveHeard = (...expected: number[]) => vi.waitFor(() => expect(ids()).toEqual(expected), { timeout: 5000, interval: 5 });

describe('a Traccar server', () => {
  it('hands out what the socket says in our own words: km/h, UTC, the device by its unique id (R07)', async () => {
    open();
    await become('live');
    traccar.measure(positionOf(7, 1, at(5)));
    await haveHeard(7);
    expect(fixes[0]).toEqual({ id: '7', device: 'TECH-001', at: '2026-03-10T14:05:00.000Z', latitude: 45.2607, longitude: -73.6, speedKmh: 37, courseDegrees: 45, accuracyMeters: 6 });
    expect(traccar.faults).toEqual([]);
  });

  it('falls back to asking when the socket breaks, goes back to it, and hands nothing out twice', async () => {
    open();
    await become('live');
    traccar.measure(positionOf(1, 1, at(1)));
    await haveHeard(1);
    traccar.switches.refusesSockets = true;
    traccar.cutSockets();
    await become('polling');
    traccar.measure(positionOf(2, 1, at(2)));
    await haveHeard(1, 2);
    traccar.switches.refusesSockets = false;
    await become('live');
    traccar.measure(positionOf(3, 1, at(3)));
    await haveHeard(1, 2, 3);
    const questions = traccar.asked.length;
    await vi.waitFor(() => expect(traccar.asked.length).toBeGreaterThan(questions + 2), { timeout: 5000, interval: 5 });
    expect(ids()).toEqual([1, 2, 3]);
    expect(traccar.faults).toEqual([]);
  });

  it('asks each device for what it measured while nobody could be reached, oldest first', async () => {
    open();
    await become('live');
    traccar.measure(positionOf(1, 1, at(1)));
    await haveHeard(1);
    traccar.switches.isDown = true;
    traccar.cutSockets();
    await become('lost');
    traccar.measure(positionOf(2, 1, at(2)), positionOf(3, 1, at(3)), positionOf(4, 1, at(4)));
    traccar.switches.isDown = false;
    await vi.waitFor(() => expect([...ids()].sort()).toEqual([1, 2, 3, 4]), { timeout: 5000, interval: 5 });
    await become('live');
    expect(complaints).toHaveLength(1);
    expect(traccar.asked.some((path) => path.startsWith('/positions?deviceId=1&from='))).toBe(true);
    expect(traccar.faults).toEqual([]);
  });

  it('leaves out what the device itself calls invalid, and believes no clock that runs ahead', async () => {
    open();
    await become('live');
    traccar.measure(positionOf(1, 1, at(1), { valid: false }), positionOf(2, 1, at(30), { serverTime: at(2) }));
    await haveHeard(2);
    expect(fixes[0]?.at).toBe('2026-03-10T14:02:00.000Z');
  });

  it('asks who a device is that it has never heard of', async () => {
    open();
    await become('live');
    traccar.addDevice({ id: 9, name: 'Camion 9', uniqueId: 'TECH-009', status: 'online' });
    traccar.measure(positionOf(1, 9, at(1)));
    await haveHeard(1);
    expect(fixes[0]?.device).toBe('TECH-009');
  });

  it('says that the token is refused, once, and never says the token', async () => {
    open({ token: 'another-token-entirely' });
    await vi.waitFor(() => expect(complaints).toEqual(['Traccar answered 401 to /api/positions']), { timeout: 5000, interval: 5 });
    const questions = traccar.asked.length;
    await vi.waitFor(() => expect(traccar.asked.length).toBeGreaterThan(questions + 2), { timeout: 5000, interval: 5 });
    expect(complaints).toHaveLength(1);
    expect(feed.state()).toBe('lost');
    expect(traccar.asked.join()).not.toContain('another-token');
  });
});
