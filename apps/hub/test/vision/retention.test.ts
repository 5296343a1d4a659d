import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub } from '../harness.ts';
import type { TestHub } from '../harness.ts';
import { createPictureShelf } from '../../src/modules/vision/picture-shelf.ts';
import type { PictureShelf } from '../../src/modules/vision/picture-shelf.ts';
import { createReadingStore } from '../../src/modules/vision/reading-store.ts';
import { purgeSettled } from '../../src/modules/vision/retention.ts';
import { createSettingsStore } from '../../src/modules/vision/settings-store.ts';
import type { ReadingStore, VisionSettingsStore } from '../../src/modules/vision/vision.ports.ts';
import { createScriptedReader, INVOICE, LABEL } from './readings.ts';

let hub: TestHub;
let folder: string;
let shelf: PictureShelf;
let store: ReadingStore;
let settings: VisionSettingsStore;
beforeAll(async () => {
  hub = await openTestHub({ readers: { embedded: createScriptedReader() } });
  folder = await mkdtemp(join(tmpdir(), 'shelf-'));
  shelf = createPictureShelf(folder);
  store = createReadingStore(hub.database.db);
  settings = createSettingsStore(hub.database.db);
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

const BY = { kind: 'staff', user: 'compta@demo.gigafibre.ca', displayName: 'Chantal Côté' } as const;
const purge = () => purgeSettled({ store, shelf, settings, clock: hub.clock.now });
/** A reading that is done, with its picture on the shelf. */
async function lay(kind: 'invoice' | 'equipment', sha256: string): Promise<string> {
  const id = randomUUID();
  await shelf.keep(sha256, Buffer.from('original'), [{ jpeg: Buffer.from('page') }]);
  const result = { result: kind === 'invoice' ? INVOICE : LABEL, source: 'embedded' } as const;
  await store.add({ id, kind, sha256, fileName: '', mediaType: 'image/jpeg', sizes: [{ width: 1, height: 1 }], createdBy: BY, visit: null, answered: result }, hub.clock.now());
  return id;
}

describe('what is kept of pictures', () => {
  it('goes once a reading was settled as many days ago as the setting says, not before, and not what is still open', async () => {
    await settings.write({ cloudAllowed: false, originalDays: 30, cloudPerDay: 0 });
    const [settled, open] = [await lay('invoice', 'a'.repeat(64)), await lay('invoice', 'b'.repeat(64))];
    await store.move(settled, ['read'], { state: 'discarded', reason: 'x', at: hub.clock.now() });
    hub.clock.advance({ hours: 30 * 24 - 1 });
    expect([await purge(), (await shelf.original('a'.repeat(64)))?.toString()]).toEqual([0, 'original']);
    hub.clock.advance({ hours: 2 });
    expect([await purge(), await shelf.original('a'.repeat(64)), await shelf.page('a'.repeat(64), 0), (await shelf.original('b'.repeat(64)))?.toString()]).toEqual([1, undefined, undefined, 'original']);
    expect([(await store.find(settled))?.isPurged, (await store.find(open))?.isPurged, await purge()]).toEqual([true, false, 0]);
  });

  it('stays as long as another reading of the same picture needs it', async () => {
    const [first, second] = [await lay('invoice', 'c'.repeat(64)), await lay('invoice', 'c'.repeat(64))];
    await store.move(first, ['read'], { state: 'discarded', reason: 'x', at: hub.clock.now() });
    hub.clock.advance({ hours: 31 * 24 });
    expect([await purge(), (await shelf.original('c'.repeat(64)))?.toString()]).toEqual([1, 'original']);
    await store.move(second, ['read'], { state: 'discarded', reason: 'x', at: hub.clock.now() });
    hub.clock.advance({ hours: 31 * 24 });
    expect([await purge(), await shelf.original('c'.repeat(64))]).toEqual([1, undefined]);
  });

  it('takes the Wi-Fi key of a label with it', async () => {
    const label = await lay('equipment', 'd'.repeat(64));
    hub.clock.advance({ hours: 31 * 24 });
    expect([await purge(), (await store.find(label))?.result]).toEqual([1, null]);
  });
});
