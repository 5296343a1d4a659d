import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shallowRef } from 'vue';
import { client } from '../../api/http.ts';
import { openPhone, type FieldIdentity, type Phone } from '../offline/index.ts';
import { aDay } from '../offline/offline.fixtures.ts';
import { createParting } from './custody.ts';

const HOUR = 3_600_000;
const READ_AT = Date.parse('2026-11-23T13:00:00Z');
const CATALOGUE = { asOf: '2026-11-23T13:00:00Z', items: [] };
const maxime: FieldIdentity = { technician: 'TECH-001', displayName: 'Maxime Gagnon', language: 'fr', expiresAt: '2026-11-24T13:00:00Z' };

/** The hub's word on this device's last session; silence where it is undefined. */
const hub: { isRevoked: boolean | undefined } = { isRevoked: undefined };
const http = await client();
const outside = http.defaults.adapter ?? 'xhr';
beforeEach(() => {
  hub.isRevoked = undefined;
  http.defaults.adapter = async (config) => {
    if (hub.isRevoked === undefined) return Promise.reject(Object.assign(new Error('no network'), { isAxiosError: true, config }));
    return { data: { isRevoked: hub.isRevoked }, status: 200, statusText: '', headers: {}, config };
  };
});
afterEach(() => {
  http.defaults.adapter = outside;
  indexedDB = new IDBFactory();
  localStorage.clear();
});

/** A phone with a day read and a note that has not left, and whoever works with it. @param refuses a store that cannot be written, as long as it says so. */
async function inUse(refuses: () => boolean = () => false) {
  let now = READ_AT;
  const real = openPhone();
  const reads = { ...real.reads, wipe: (technician: string) => (refuses() ? Promise.reject(new DOMException('refused', 'UnknownError')) : real.reads.wipe(technician)) };
  const phone: Phone = { ...real, reads, clock: () => now };
  await phone.reads.wipe('TECH-001');
  await phone.reads.keep('TECH-001', 'day', { tag: '1', readAt: READ_AT, seq: 1, body: aDay() });
  await phone.reads.keep('TECH-001', 'catalogue', { tag: '2', readAt: READ_AT, body: CATALOGUE });
  const queue = phone.openQueue('TECH-001', () => undefined);
  const before = (await queue.items()).length;
  await queue.enqueue('visit.note', { visit: 'VIS-1', text: 'Clé sous le pot' });
  const identity = shallowRef<FieldIdentity | undefined>(maxime);
  const parting = createParting(phone, { identity, close: () => undefined, reopenDay: () => Promise.resolve() });
  return {
    parting, identity, phone,
    after: (hours: number) => void (now = READ_AT + hours * HOUR),
    isDayKept: async () => (await real.reads.read('TECH-001', 'day')) !== undefined,
    unsent: async () => (await queue.items()).length - before,
  };
}

describe('customers’ data on a phone that the hub does not answer (R45)', () => {
  it('stays for 72 hours and goes after that; what was done stays', async () => {
    const { parting, after, isDayKept, unsent } = await inUse();
    after(72);
    await parting.expire('TECH-001');
    expect([await isDayKept(), parting.forgotten.value]).toEqual([true, undefined]);
    after(72.1);
    await parting.expire('TECH-001');
    expect([await isDayKept(), parting.forgotten.value, await unsent()]).toEqual([false, 'expired', 1]);
  });

  it('outlives a revocation for as long as there is no signal, and goes at the next contact', async () => {
    const { parting, identity, isDayKept, unsent } = await inUse();
    await parting.leaveIfRevoked();
    expect([await isDayKept(), identity.value?.technician]).toEqual([true, 'TECH-001']);
    hub.isRevoked = true;
    await parting.leaveIfRevoked();
    expect([await isDayKept(), identity.value, parting.forgotten.value, await unsent()]).toEqual([false, undefined, 'revoked', 1]);
  });

  it('stays when the session merely ran out', async () => {
    const { parting, isDayKept } = await inUse();
    hub.isRevoked = false;
    await parting.leaveIfRevoked();
    expect([await isDayKept(), parting.forgotten.value]).toEqual([true, undefined]);
  });
});

describe('a phone that refuses to erase', () => {
  it('says so, lets nobody in meanwhile, and erases as soon as it can, what was done excepted', async () => {
    let refuses = false;
    const { parting, identity, isDayKept, unsent } = await inUse(() => refuses);
    refuses = true;
    await parting.leave();
    expect([identity.value, parting.forgotten.value, await isDayKept()]).toEqual([undefined, 'stuck', true]);
    expect([await parting.settle(), parting.forgotten.value]).toEqual([false, 'stuck']);
    refuses = false;
    expect([await parting.settle(), parting.forgotten.value, await isDayKept(), await unsent()]).toEqual([true, undefined, false, 1]);
    expect(await parting.settle()).toBe(true);
  });

  it('erases at a revocation what it can, and owes the rest', async () => {
    let refuses = false;
    const { parting, isDayKept } = await inUse(() => refuses);
    [hub.isRevoked, refuses] = [true, true];
    await parting.leaveIfRevoked();
    expect([parting.forgotten.value, await isDayKept()]).toEqual(['stuck', true]);
    refuses = false;
    await parting.settle();
    expect(await isDayKept()).toBe(false);
  });
});
