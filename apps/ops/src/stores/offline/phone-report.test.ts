import { describe, expect, it } from 'vitest';
import Value from 'typebox/value';
import { PhoneReport } from '@gigafibre/contracts';
import { phoneReport } from './phone-report.ts';
import type { QueueItem } from './queue.ts';
import { nextId } from './queue.fixtures.ts';

const NOW = Date.UTC(2026, 10, 23, 16);
const item = (more: Partial<QueueItem> & { visit?: string }): QueueItem => ({
  counter: 1, command: { id: nextId(), type: 'visit.note', v: 1, at: '2026-11-23T14:00:00Z', payload: { visit: more.visit ?? 'VIS-1', text: 'x' } }, lane: more.visit ?? 'VIS-1', dependsOn: [], state: 'waiting', since: NOW - 7_200_000, attempts: 0, notBefore: 0, ...more,
});
const report = (items: QueueItem[], now = NOW) => phoneReport({ items, identity: { store: nextId(), counter: 9 }, isProtected: false, now });

describe('what a phone says of itself (R54)', () => {
  it('counts what the hub has not acknowledged, with the age of the oldest and the visits it is about', () => {
    const said = report([item({ state: 'acknowledged', visit: 'VIS-0' }), item({}), item({ visit: 'VIS-2', since: NOW - 60_000 }), item({ state: 'parked' })]);
    expect(said).toMatchObject({ counter: 9, unsent: 3, oldestSeconds: 7200, parked: 1, refused: [], visits: ['VIS-1', 'VIS-2'] });
    expect(Value.Check(PhoneReport, said)).toBe(true);
  });

  it('names what was refused and why', () => {
    const refusal = { type: '', title: '', status: 422, code: 'proof_missing', retry: 'never' as const };
    expect(report([item({ state: 'refused', refusal })]).refused).toMatchObject([{ type: 'visit.note', lane: 'VIS-1', code: 'proof_missing', seconds: 7200 }]);
  });

  it('fits the hub’s schema however long the queue and however wrong the clock', () => {
    const refusal = { type: '', title: '', status: 422, code: 'proof_missing', retry: 'never' as const };
    const long = Array.from({ length: 500 }, (_, at) => item({ state: 'refused', refusal, visit: `VIS-${String(at)}` }));
    for (const now of [NOW, 0, NOW + 50 * 366 * 86_400_000]) expect(Value.Check(PhoneReport, report(long, now))).toBe(true);
  });
});
