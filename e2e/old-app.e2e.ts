/** The old field app leaves a phone: what it had not sent reaches dispatch, then its worker, its store and its caches are gone (R55, R57). */
import type { Page } from '@playwright/test';
import type { OldAppWork } from '../packages/contracts/src/index.ts';
import { expect, test } from './journey.ts';
import { openOldAddress } from './old-field-app.ts';
import { signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const MUTATIONS = [
  { url: '/api/jobs/1207', method: 'POST', body: { status: 'done', note: 'Câble remplacé à l’entrée' }, at: '2026-09-18T14:02:11Z' },
  { url: '/api/jobs/1207/notes', method: 'POST', body: { text: 'Clé\0sous le pot' }, at: '2026-09-18T14:03:40Z' },
];
const LARGE = 3 * 1024 * 1024;

/** A day of the old app's work: an array of what waited, photos larger together than one request may be, and what it had only read. */
const layWork = (page: Page): Promise<void> =>
  page.evaluate(
    async ([mutations, large]) => {
      const photos = [1, 2, 3].map((colour) => new Blob([new Uint8Array(large).fill(colour)], { type: 'image/jpeg' }));
      const { keep } = window as unknown as { keep: (pairs: readonly (readonly [string, unknown])[]) => Promise<void> };
      await keep([['mutations', mutations], ...photos.map((photo, at) => [`photo-${String(at)}`, photo] as const), ['cache-jobs', [{ name: 'JOB-1207', customer: 'Ginette' }]]]);
    },
    [MUTATIONS, LARGE] as const,
  );

/** What is left at the old address. */
const remains = (page: Page): Promise<object> =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));

test('a phone with the old app’s unsent work brings every row, opens the new app, and keeps nothing of the old (R55, R57)', async ({ browser }) => {
  const { origin } = readStage();
  const old = await openOldAddress();
  const dispatcher = await signedIn(browser, 'repartition@demo.gigafibre.ca', {});
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const page = await phone.newPage();
  try {
    await test.step('the old app works from its cache and has not sent a day’s work', async () => {
      await page.goto(old.origin);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null && 'isReady' in window);
      await layWork(page);
    });
    await test.step('its address leads to the hub now: without a network everything stays as it is', async () => {
      old.moveTo(origin);
      await phone.setOffline(true);
      await page.reload();
      await expect(page.getByRole('heading', { name: 'Mes tâches' })).toBeVisible();
      expect(await remains(page)).toEqual({ workers: 1, databases: 1, caches: 1 });
    });
    await test.step('with one, the page itself goes on to the new app', async () => {
      await phone.setOffline(false);
      await page.reload();
      await expect(page).toHaveURL(`${origin}/j`, { timeout: 60_000 });
    });
    await test.step('dispatch has every row, byte for byte, and nothing that was only read', async () => {
      const { rows } = (await (await dispatcher.request.get(`${origin}/v1/old-app/rows`)).json()) as OldAppWork;
      const at = (key: string): unknown[] => rows.filter(({ place }) => place === `keyval-store/keyval/${key}`).map(({ content }) => content);
      expect(at('mutations')).toEqual(expect.arrayContaining([MUTATIONS[0], { ...MUTATIONS[1], body: { text: 'Clé\ufffdsous le pot' } }]));
      expect(rows).toHaveLength(5);
      for (const [index, colour] of [1, 2, 3].entries()) {
        const [photo] = at(`photo-${String(index)}`) as { base64: string }[];
        const bytes = Buffer.from(photo?.base64 ?? '', 'base64');
        expect([bytes.length, bytes.every((byte) => byte === colour)]).toEqual([LARGE, true]);
      }
    });
    await test.step('nothing of the old app is left on the phone', async () => {
      // a bare page of that address: one of the hub's would lead on to the new app
      await page.route(`${old.origin}/v1/nothing`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
      await page.goto(`${old.origin}/v1/nothing`);
      await expect.poll(() => remains(page), { timeout: 60_000 }).toEqual({ workers: 0, databases: 0, caches: 0 });
    });
  } finally {
    await phone.close();
    await dispatcher.close();
    await old.close();
  }
});
