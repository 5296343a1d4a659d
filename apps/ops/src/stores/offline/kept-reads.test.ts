import 'fake-indexeddb/auto';
import { entries } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { createKeptReads } from './kept-reads.ts';
import { aDay } from './offline.fixtures.ts';
import { createSeals } from './seal.ts';
import { openStrictStore } from './strict-store.ts';

let made = 0;
function aPhone() {
  const store = openStrictStore(`kept-${String((made += 1))}`);
  return { store, reads: createKeptReads(store, createSeals(openStrictStore(`seals-${String(made)}`))) };
}
const head = { tag: 'W/"1"', readAt: 1000, seq: 10 };
const catalogue = { asOf: '2026-11-23T13:00:00Z', items: [] };

describe('What is kept of the hub’s answers (R45)', () => {
  it('keeps each technician’s answers apart and forgets one without the other', async () => {
    const { reads } = aPhone();
    await reads.keep('TECH-001', 'day', { ...head, body: aDay() });
    await reads.keep('TECH-0010', 'day', { ...head, body: aDay({ date: '2026-11-24' }) });
    await reads.wipe('TECH-001');
    expect([await reads.read('TECH-001', 'day'), (await reads.read('TECH-0010', 'day'))?.body.date]).toEqual([undefined, '2026-11-24']);
  });

  it('does not let a slow answer replace a newer one', async () => {
    const { reads } = aPhone();
    await reads.keep('TECH-001', 'day', { ...head, seq: 12, body: aDay({ date: '2026-11-23' }) });
    await reads.keep('TECH-001', 'day', { ...head, seq: 11, body: aDay({ date: '2026-11-22' }) });
    expect(await reads.read('TECH-001', 'day')).toMatchObject({ seq: 12, body: { date: '2026-11-23' } });
  });

  it('lets nobody read a customer’s name on the device without the login’s key, which no script can export', async () => {
    const { store, reads } = aPhone();
    await reads.keep('TECH-001', 'day', { ...head, body: aDay() });
    const lying = (await entries(store)).map(([, row]) => (row as { bytes?: ArrayBuffer }).bytes).filter((bytes) => bytes !== undefined);
    expect(lying).toHaveLength(1);
    expect(new TextDecoder().decode(lying[0])).not.toContain('Ginette');
    const stranger = createKeptReads(store, createSeals(openStrictStore('seals-of-a-stranger')));
    expect(await stranger.read('TECH-001', 'day')).toBe(undefined);
  });

  it('takes an unchanged answer as fresh, with its later position, and only for the content it was of', async () => {
    const { reads } = aPhone();
    await reads.keep('TECH-001', 'day', { ...head, body: aDay() });
    await reads.confirm('TECH-001', 'day', { tag: 'W/"1"', readAt: 5000, seq: 20 });
    await reads.confirm('TECH-001', 'day', { tag: 'W/"other"', readAt: 9000, seq: 90 });
    expect(await reads.read('TECH-001', 'day')).toMatchObject({ readAt: 5000, seq: 20 });
    expect([await reads.lastContact('TECH-001'), await reads.lastContact('TECH-002')]).toEqual([5000, undefined]);
  });

  it('gives up prices and stock when room is short, never the visits', async () => {
    const { reads } = aPhone();
    await reads.keep('TECH-001', 'day', { ...head, body: aDay() });
    await reads.keep('TECH-001', 'catalogue', { ...head, body: catalogue });
    expect([await reads.shed(), await reads.shed()]).toEqual([true, false]);
    expect([(await reads.read('TECH-001', 'day'))?.body.date, await reads.read('TECH-001', 'catalogue')]).toEqual(['2026-11-23', undefined]);
  });
});
