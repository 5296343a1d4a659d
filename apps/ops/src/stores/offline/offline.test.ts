import 'fake-indexeddb/auto';
import { set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import type { CommandPayload, CommandType } from '@gigafibre/contracts';
import { createClockSkew } from './clock-skew.ts';
import { dayWith } from './day-view.ts';
import { aDay, aDevice, aVisit } from './offline.fixtures.ts';
import { createPhotoStore, sha256Of } from './photo-store.ts';
import type { StoredCommand } from './queue-ports.ts';
import { roomyPhotos, withRoom } from './room.ts';
import { leaseLock } from './sender-lock.ts';
import type { Lease } from './sender-lock.ts';
import { askForProtection } from './storage-state.ts';
import { openStrictStore } from './strict-store.ts';

let made = 0;
const store = () => openStrictStore(`store-${String((made += 1))}`);
const did = <T extends CommandType>(type: T, payload: CommandPayload<T>, at = '2026-11-23T14:00:00Z'): StoredCommand => ({ id: String((made += 1)), type, v: 1, at, payload });

describe('the day as the technician sees it (R45)', () => {
  it('shows what was done on the phone before the hub knows of it', () => {
    const day = dayWith(aDay(), [did('visit.depart', { visit: 'VIS-1' }, '2026-11-23T14:00:00Z'), did('visit.arrive', { visit: 'VIS-1' }, '2026-11-23T14:30:00Z')]);
    expect(day.visits[0]?.visit).toMatchObject({ status: 'on-site', departedAt: '2026-11-23T14:00:00Z', arrivedAt: '2026-11-23T14:30:00Z' });
    expect(day.visits[1]?.visit.status).toBe('planned');
  });

  it('changes nothing a second time when the snapshot already contains the deed', () => {
    const done = [did('visit.depart', { visit: 'VIS-1' }), did('visit.note', { visit: 'VIS-1', text: 'Chien attaché' })];
    const once = dayWith(aDay(), done);
    expect(dayWith(once, done)).toEqual(once);
  });

  it('never moves a visit that the state machine would not', () => {
    expect(dayWith(aDay(), [did('visit.complete', { visit: 'VIS-1', steps: [] })]).visits[0]?.visit.status).toBe('planned');
  });

  it('takes a linked device out of the van and away from any other place', () => {
    const elsewhere = aVisit('VIS-2', { equipment: [aDevice('ZTEG00AA11BB', { status: 'Active' })] });
    const day = dayWith(aDay({ visits: [aVisit('VIS-1'), elsewhere] }), [did('equipment.link', { visit: 'VIS-1', serial: 'TPLG1A2B3C4D' }), did('equipment.link', { visit: 'VIS-1', serial: 'ZTEG00AA11BB' })]);
    expect(day.vanStock).toEqual([]);
    expect(day.visits.map((each) => each.equipment.map((device) => [device.serial, device.status, device.customer]))).toEqual([[['TPLG1A2B3C4D', 'Active', 'CUST-1'], ['ZTEG00AA11BB', 'Active', 'CUST-1']], []]);
  });

  it('resumes the check-list from the last record of each step', () => {
    const record = (value: string) => ({ step: 'power', done: true, value, at: '2026-11-23T14:00:00Z' });
    const day = dayWith(aDay({ visits: [aVisit('VIS-1', { records: [record('-30')] })] }), [did('visit.step', { visit: 'VIS-1', record: record('-21') })]);
    expect(day.visits[0]?.records).toEqual([record('-21')]);
  });
});

describe('photos on the phone (R39)', () => {
  const photo = (...bytes: number[]) => ({ bytes: new Uint8Array(bytes).buffer, mediaType: 'image/jpeg' });

  it('keeps a picture under the SHA-256 of its content, once', async () => {
    const photos = createPhotoStore(store());
    const name = await photos.keep('TECH-001', photo(1, 2, 3));
    expect(name).toBe('039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81');
    await photos.markDelivered(name);
    expect(await photos.keep('TECH-001', photo(1, 2, 3))).toBe(name);
    expect((await photos.read(name))?.isDelivered).toBe(true);
    expect(await sha256Of(photo(1, 2, 3).bytes)).toBe(name);
  });

  it('lets go of delivered pictures only, when room is short and when the technician signs out', async () => {
    const photos = createPhotoStore(store());
    const sent = await photos.keep('TECH-001', photo(1));
    const unsent = await photos.keep('TECH-001', photo(2));
    await photos.markDelivered(sent);
    await photos.wipe('TECH-002');
    expect((await photos.read(sent))?.mediaType).toBe('image/jpeg');
    expect(await photos.shed()).toBe(true);
    expect(await photos.shed()).toBe(false);
    expect([await photos.read(sent), (await photos.read(unsent))?.isDelivered]).toEqual([undefined, false]);
  });
});

describe('a phone with little room (R39)', () => {
  it('lets go of one thing after another, in order, until what was done fits', async () => {
    const gone: string[] = [];
    const shed = (what: string) => async () => gone.push(what) > 0;
    const act = async () => {
      if (gone.length < 2) throw new DOMException('full', 'QuotaExceededError');
      return 'kept';
    };
    expect(await withRoom(act, [shed('reads'), shed('photos'), shed('more')])).toBe('kept');
    expect(gone).toEqual(['reads', 'photos']);
  });

  it('keeps a photo smaller rather than not at all', async () => {
    const album = createPhotoStore(store());
    const room = 3;
    const tight = { ...album, keep: (...[owner, picture]: Parameters<typeof album.keep>) => (picture.bytes.byteLength > room ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : album.keep(owner, picture)) };
    const small = new Uint8Array([9, 9]).buffer;
    const photos = roomyPhotos(tight, [], async () => ({ bytes: small, mediaType: 'image/jpeg' }));
    const name = await photos.keep('TECH-001', { bytes: new Uint8Array(10).buffer, mediaType: 'image/jpeg' });
    expect((await photos.read(name))?.bytes.byteLength).toBe(2);
  });

  it('lets a photo go that the hub holds when there is no room to note that it does', async () => {
    const album = createPhotoStore(store());
    const name = await album.keep('TECH-001', { bytes: new Uint8Array([1]).buffer, mediaType: 'image/jpeg' });
    const photos = roomyPhotos({ ...album, markDelivered: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }, [], (picture) => Promise.resolve(picture));
    await photos.markDelivered(name);
    expect(await photos.read(name)).toBeUndefined();
  });

  it('says so when nothing more can go', async () => {
    await expect(withRoom(() => Promise.reject(new DOMException('full', 'QuotaExceededError')), [])).rejects.toThrow('full');
  });

  it('tells whether the browser protects what is kept', async () => {
    expect(await askForProtection({ persist: async () => false, estimate: async () => ({ usage: 5, quota: 10 }) })).toEqual({ isProtected: false, usedBytes: 5, quotaBytes: 10 });
    expect((await askForProtection(undefined)).isProtected).toBe(false);
  });
});

describe('the sender’s lease where the browser has no locks', () => {
  it('lets one tab work at a time and takes over from a tab that died', async () => {
    const shared = store();
    let now = 1000;
    const wait = async (ms: number) => void (now += ms);
    const order: string[] = [];
    await leaseLock(shared, 'tab-1', () => now, wait).hold(async () => order.push('first'));
    await set('sender', { owner: 'a tab that died', until: now + 60_000 } satisfies Lease, shared);
    await leaseLock(shared, 'tab-2', () => now, wait).hold(async () => order.push('second'));
    expect(order).toEqual(['first', 'second']);
    expect(now).toBeGreaterThan(60_000);
  });
});

describe('the device’s clock (R39)', () => {
  it('learns how far off it is from the quickest of the hub’s answers', () => {
    const skew = createClockSkew();
    expect(skew.offsetMs()).toBeUndefined();
    const hub = Date.parse('2026-11-23T14:10:00Z');
    skew.learn(hub - 600_000 - 4000, hub - 600_000 + 4000, new Date(hub).toUTCString());
    skew.learn(hub - 600_000 + 400, hub - 600_000 + 600, new Date(hub).toUTCString());
    expect(skew.offsetMs()).toBe(600_000);
  });
});
