/**
 * What a long day without a network costs when it ends: 2,000 commands and 200 photos leave a real Chromium for a hub that answers
 * at once, so that the phone itself is measured. One JSON line for each case. `npm run bench:drain` after `npm run build`;
 * `-- --commands N --photos N` for other days.
 */
import type { CDPSession, Page } from '@playwright/test';
import { parseArgs } from 'node:util';
import { startFieldHub } from '../../../e2e/field-hub.ts';
import { openBrowser, round, say } from './bench-browser.ts';
import { mainThreadCost, TRACE_CATEGORIES } from './main-thread.ts';

const PHOTO_BYTES = 300_000;
const TECHNICIAN = 'TECH-001';
const PHONE = { width: 390, height: 844 };
const PATIENCE_MS = 600_000;

const { values } = parseArgs({ options: { commands: { type: 'string', default: '2000' }, photos: { type: 'string', default: '200' } } });
const day = { commands: Number(values.commands), photos: Number(values.photos), bytes: PHOTO_BYTES, technician: TECHNICIAN };

const browser = await openBrowser();

/** Puts a day's work into the phone's stores as the app would have, while no page of the app is open. */
async function layQueue(page: Page): Promise<void> {
  await page.evaluate(async ({ commands, photos, bytes, technician }) => {
    const open = (name: string): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onupgradeneeded = () => request.result.createObjectStore('rows');
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(`${name} does not open`));
        };
      });
    const done = (transaction: IDBTransaction): Promise<void> =>
      new Promise((resolve) => {
        transaction.oncomplete = () => {
          resolve();
        };
      });
    const album = await open('gf-photos');
    const names: string[] = [];
    for (let at = 0; at < photos; at += 1) {
      const picture = new Uint8Array(bytes).map((_, index) => (index * 31 + at) % 256);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', picture));
      const name = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const keeping = album.transaction('rows', 'readwrite');
      keeping.objectStore('rows').put({ technician, bytes: picture.buffer, mediaType: 'image/jpeg', isDelivered: false }, name);
      await done(keeping);
      names.push(name);
    }
    const queue = (await open('gf-queue')).transaction('rows', 'readwrite');
    const rows = queue.objectStore('rows');
    for (let counter = 1; counter <= commands; counter += 1) {
      const visit = `VIS-${String((counter % 8) + 1).padStart(6, '0')}`;
      const photo = counter % Math.max(1, Math.floor(commands / photos)) === 0 ? names.pop() : undefined;
      const at = new Date().toISOString();
      const deed = photo === undefined ? { type: 'visit.note', payload: { visit, text: `Note ${String(counter)}` } } : { type: 'visit.step', payload: { visit, record: { step: 'after', done: true, photo, at } } };
      const command = { id: crypto.randomUUID(), v: 1, at, device: 'bench', ...deed };
      rows.put({ technician, counter, command, lane: visit, dependsOn: [], photos: photo === undefined ? [] : [photo], state: 'waiting', attempts: 0, notBefore: 0 }, ['row', technician, counter]);
    }
    rows.put(commands, ['counter', technician]);
    await done(queue);
  }, day);
}

/** Follows every frame from the first moment of the page on. */
const watchFrames = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen = { deltas: [] as number[] };
    Object.assign(window, { benchFrames: seen });
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      seen.deltas.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

async function heapMb(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return round((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1024 ** 2);
}

async function drainOn(page: Page, address: string, screen: string): Promise<void> {
  await page.goto(`${address}/v1/nothing`);
  await layQueue(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await watchFrames(page);
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  const started = performance.now();
  let peakMb = 0;
  await page.goto(`${address}${screen}`);
  const badge = page.getByTestId('sync-badge').or(page.locator('[data-test="sync-badge"]'));
  while (!/Synchronisé|Synced/.test((await badge.textContent()) ?? '')) {
    if (performance.now() - started > PATIENCE_MS) throw new Error('The queue did not drain.');
    peakMb = Math.max(peakMb, await heapMb(cdp));
    await page.waitForTimeout(250);
  }
  const seconds = (performance.now() - started) / 1000;
  const cost = mainThreadCost(await browser.stopTracing());
  const deltas = await page.evaluate(() => (window as unknown as { benchFrames: { deltas: number[] } }).benchFrames.deltas);
  const sorted = deltas.slice(2).toSorted((one, other) => one - other);
  say({
    case: `drain ${screen}`, commands: day.commands, photos: day.photos, seconds: round(seconds), perSecond: round(day.commands / seconds),
    longestFrameMs: round(sorted.at(-1) ?? 0), p99FrameMs: round(sorted[Math.floor(sorted.length * 0.99)] ?? 0), framesOver50: sorted.filter((delta) => delta > 50).length, frames: sorted.length,
    ...cost, peakHeapMb: peakMb, heapAfterMb: await heapMb(cdp),
  });
}

const hub = await startFieldHub(0);
try {
  for (const screen of ['/j', '/j/sync']) {
    const context = await browser.newContext({ viewport: PHONE, locale: 'fr-CA', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`${hub.url}/j#ABCDEFGH2345`);
    await page.getByText('Synchronisé').first().waitFor();
    const before = hub.commands.length;
    await drainOn(page, hub.url, screen);
    const arrived = hub.commands.length - before;
    if (arrived !== day.commands) throw new Error(`${String(arrived)} of ${String(day.commands)} commands arrived.`);
    await context.close();
  }
} finally {
  await browser.close();
  await hub.close();
}
