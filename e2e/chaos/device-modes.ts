/** What becomes of the device and of what it keeps: reliability 2.3, modes 10 to 19, 24 and 25. */
import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../journey.ts';
import { atAnotherTime, freshTab, isOpen, online } from './hands.ts';
import type { Mode } from './network-modes.ts';
import { FIELD, launch, openTrialPhone } from './phone.ts';
import type { Rig, Verdict } from './rig.ts';

const DAY_MS = 86_400_000;
const drop = (rig: Rig): void => rig.proxy.spoil(({ path, method }) => (method === 'POST' && path === '/v1/commands' ? { kind: 'drop-request' } : undefined));
/** A few notes at once; those that the app says are kept must arrive. */
const pour = async (rig: Rig, many: number): Promise<readonly { at: number; text: string }[]> => {
  const texts = Array.from({ length: many }, (_, at) => ({ at, text: rig.fresh() }));
  await rig.phone.pour(texts.map(({ at, text }) => ({ visit: rig.visits[at % 3]?.visit.name ?? '', text })));
  return texts;
};
const expectKept = (rig: Rig, texts: readonly { at: number; text: string }[]): void => {
  for (const { at, text } of texts) if (rig.phone.kept.has(text)) rig.expect(at, text);
};

async function healAndJudge(rig: Rig, complaints: readonly string[] = [], facts?: Readonly<Record<string, unknown>>): Promise<Verdict> {
  rig.proxy.heal();
  await online(rig);
  await rig.converge(60_000);
  return rig.judge(complaints, facts);
}

/** Until the app says of so many that they are kept. */
async function untilKept(rig: Rig, texts: readonly { text: string }[], many: number): Promise<void> {
  for (let tries = 0; tries < 12_000 && texts.filter(({ text }) => rig.phone.kept.has(text)).length < many; tries += 1) await pause(25);
}

/** Something dies at a moment that differs each time, again and again, half of the time without a network; then everything must be there. */
async function die(rig: Rig, cycles: number, kill: (cycle: number) => Promise<void>): Promise<Verdict> {
  let acknowledged = 0;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    if (cycle % 2 === 0) drop(rig);
    else rig.proxy.heal();
    const texts = await pour(rig, 6);
    await untilKept(rig, texts, 1 + (cycle % texts.length));
    await pause((cycle * 37) % 120);
    await kill(cycle);
    expectKept(rig, texts);
    acknowledged += texts.filter(({ text }) => rig.phone.kept.has(text)).length;
  }
  return healAndJudge(rig, acknowledged === 0 ? ['nothing was ever kept: the trial proves nothing'] : [], { cycles, acknowledged });
}

const crash = async (rig: Rig): Promise<void> => {
  const { page, context } = rig.phone;
  const cdp = await rig.phone.cdp();
  const gone = page.waitForEvent('crash');
  void cdp.send('Page.crash').catch(() => undefined); // its answer never comes
  await gone;
  rig.phone.page = await context.newPage();
  await page.close().catch(() => undefined);
  await rig.phone.open();
};

export const rendererCrash = (rig: Rig, cycles: number): Promise<Verdict> => die(rig, cycles, () => crash(rig));

export const batteryPulled = (rig: Rig, cycles: number): Promise<Verdict> =>
  die(rig, cycles, async () => {
    // The browser writes cookies up to half a minute late. A session lost that way asks for a new link (mode 8); this trial is of the queue.
    const cookies = await rig.phone.context.cookies();
    await rig.phone.pullBattery();
    rig.replace(await openTrialPhone(rig.profile, rig.proxy.origin, rig.phone.kept));
    await rig.phone.context.addCookies(cookies);
    await rig.phone.open();
  });

export const workerKilled = (rig: Rig, cycles: number): Promise<Verdict> =>
  die(rig, cycles, async () => {
    const cdp = await rig.phone.cdp();
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await cdp.detach();
  });

export const severalTabs: Mode = async (rig, isWhole) => {
  const first = rig.phone.page;
  const others = [];
  for (let tab = 0; tab < (isWhole ? 2 : 1); tab += 1) {
    rig.phone.page = await rig.phone.context.newPage();
    await rig.phone.open();
    others.push(rig.phone.page);
  }
  const poured = [];
  for (const page of [first, ...others]) {
    rig.phone.page = page;
    poured.push(...(await pour(rig, 5)));
  }
  rig.phone.page = first;
  await crash(rig); // the first tab is the sender, most of the time
  await pause(500);
  // Two tabs enqueue side by side: their notes have no order among each other.
  let lost = 0;
  let doubled = 0;
  let reordered = 0;
  await rig.converge(60_000);
  for (let tab = 0; tab <= others.length; tab += 1) {
    expectKept(rig, poured.slice(tab * 5, tab * 5 + 5));
    const verdict = await rig.judge();
    lost += verdict.lost;
    doubled += verdict.doubled;
    reordered += verdict.reordered;
  }
  for (const page of others) await page.close();
  return { lost, doubled, reordered, complaints: [], facts: { tabs: others.length + 1 } };
};

export const newRelease: Mode = async (rig) => {
  rig.proxy.spoil(({ path, method }) => (path === '/sw.js' ? { kind: 'append', text: '\n// release B' } : method === 'POST' && path === '/v1/commands' ? { kind: 'drop-request' } : undefined));
  for (const at of [0, 1]) await rig.note(at);
  await rig.phone.page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
  const isWaiting = await rig.phone.page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null, undefined, { timeout: 20_000 }).then(() => true, () => false);
  const before = await rig.phone.page.evaluate(() => performance.timeOrigin);
  await pause(1000);
  const complaints = isWaiting ? [] : ['release B did not wait'];
  if ((await rig.phone.page.evaluate(() => performance.timeOrigin)) !== before) complaints.push('the page was replaced without a person asking');
  await rig.phone.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
    await taken;
  });
  await rig.phone.open();
  const rows = await rig.phone.rows();
  if (rows.filter(({ state }) => state === 'waiting' || state === 'sending').length < 2) complaints.push('the queue did not survive the new release');
  return healAndJudge(rig, complaints);
};

export const rolledBack: Mode = async (rig) => {
  drop(rig);
  await rig.note(0);
  await rig.note(1);
  // As a newer release would have written it.
  const rewrite = (v: number): Promise<unknown> =>
    rig.phone.page.evaluate(
      (version) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('gf-queue');
          opening.onsuccess = () => {
            const rows = opening.result.transaction('rows', 'readwrite').objectStore('rows');
            rows.openCursor().onsuccess = (event) => {
              const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
              if (cursor === null) return;
              const row = cursor.value as { state?: string; command?: { v: number } };
              if (row.command !== undefined && row.state === 'waiting') cursor.update({ ...row, command: { ...row.command, v: version } });
              cursor.continue();
            };
            rows.transaction.oncomplete = () => {
              opening.result.close();
              resolve();
            };
            rows.transaction.onerror = () => reject(new Error('The row could not be rewritten'));
          };
        }),
      v,
    );
  await rewrite(99);
  await rig.phone.open();
  rig.proxy.heal();
  await pause(1000);
  const parked = (await rig.phone.rows()).filter(({ state }) => state === 'parked').length;
  await rewrite(1);
  await rig.phone.open();
  return healAndJudge(rig, parked === 2 ? [] : [`${parked} of 2 rows were parked`]);
};

/** What the phone keeps of the hub's answers: records in the store of reads. */
const keptReads = (rig: Rig): Promise<number> =>
  rig.phone.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('gf-reads');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('rows').objectStore('rows').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

/** The day, the catalogue and the van's parts: a head and a body each. */
const ALL_READS = 6;
/** For so long Chromium goes on with what it believed of the room before. */
const QUOTA_MEMORY_MS = 31_000;

export const quotaExceeded: Mode = async (rig) => {
  const cdp = await rig.phone.cdp();
  const { usage = 0 } = await rig.phone.page.evaluate(() => navigator.storage.estimate());
  for (let tries = 0; tries < 80 && (await keptReads(rig)) < ALL_READS; tries += 1) await pause(250);
  drop(rig);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: rig.proxy.origin, quotaSize: usage + 2048 });
  await pause(QUOTA_MEMORY_MS);
  let refused = 0;
  for (let at = 0; at < 24; at += 1) {
    const text = rig.fresh();
    const kept = await rig.phone.enqueue('visit.note', { visit: rig.visits[at % 3]?.visit.name, text: `${text} ${'x'.repeat(600)}` }).then(() => true, () => false);
    if (kept) rig.expect(at, text);
    else refused += 1;
  }
  const shed = ALL_READS - (await keptReads(rig));
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: rig.proxy.origin });
  await freshTab(rig);
  return healAndJudge(rig, shed > 0 && shed < ALL_READS ? [] : [`${String(shed)} of ${String(ALL_READS)} kept reads were let go; the catalogue and the van’s parts make four`], { refusedAloud: refused, shedReads: shed });
};

interface Account {
  readonly technician: string;
  readonly unsent: number;
  readonly lost: { readonly why: string } | null;
}

/** What the hub comes to know of the phone, as soon as it fits. */
async function accountOnce(rig: Rig, fits: (account: Account) => boolean): Promise<Account | undefined> {
  for (let tries = 0; tries < 40; tries += 1) {
    const found = (await rig.office<{ phones: readonly Account[] }>('/v1/phones')).phones.find(({ technician }) => technician === rig.technician);
    if (found !== undefined && fits(found)) return found;
    await pause(500);
  }
  return undefined;
}

export const storageCleared: Mode = async (rig) => {
  drop(rig);
  await rig.phone.enqueue('visit.note', { visit: rig.visits[0]?.visit.name, text: rig.fresh() });
  const before = await accountOnce(rig, ({ unsent }) => unsent > 0);
  const cdp = await rig.phone.cdp();
  await cdp.send('Storage.clearDataForOrigin', { origin: rig.proxy.origin, storageTypes: 'indexeddb,local_storage,cache_storage,service_workers' });
  rig.proxy.heal();
  await rig.signIn();
  await rig.phone.open();
  const after = await accountOnce(rig, ({ lost }) => lost !== null);
  return { lost: 0, doubled: 0, reordered: 0, complaints: [...(before === undefined ? ['the hub never heard of the unsent work'] : []), ...(after === undefined ? ['dispatch was not told that work has gone'] : [])], facts: { countedBefore: before?.unsent, told: after?.lost?.why } };
};

export const clockJumps: Mode = async (rig) => {
  drop(rig);
  await rig.note(0);
  await rig.phone.page.clock.setSystemTime(now().getTime() - DAY_MS);
  await rig.note(0);
  await atAnotherTime(rig, 365 * DAY_MS, () => rig.note(0));
  const kept = (await rig.phone.rows()).filter(isOpen).length;
  return healAndJudge(rig, kept >= 3 ? [] : ['a row expired by a clock']);
};

const signOut = (rig: Rig): Promise<unknown> => rig.phone.page.evaluate(`${FIELD}.signOut()`);

/** What the second technician on a phone must not find there. */
async function strangersFinds(rig: Rig): Promise<readonly string[]> {
  const from = rig.proxy.seen.length;
  await online(rig);
  await pause(1500);
  const finds = {
    'the second technician sees the first one’s queue': (await rig.phone.rows()).length > 0,
    'the second technician sent the first one’s work': rig.proxy.seen.slice(from).some(({ method, path }) => method === 'POST' && path === '/v1/commands'),
    'the second technician sees the first one’s customer': await rig.phone.page.getByText(rig.visits[0]?.visit.customerName ?? '·').first().isVisible(),
  };
  return Object.entries(finds).flatMap(([find, isSo]) => (isSo ? [find] : []));
}

export const twoTechnicians: Mode = async (rig) => {
  drop(rig);
  await rig.note(0);
  await signOut(rig);
  await rig.signIn(rig.other.technician);
  await rig.phone.open();
  rig.proxy.heal();
  const complaints = await strangersFinds(rig);
  await signOut(rig);
  await rig.signIn();
  await rig.phone.open();
  return healAndJudge(rig, complaints);
};

const saysSo = (page: Page): Promise<boolean> => page.locator('[data-test="no-keeping"]').waitFor({ timeout: 30_000 }).then(() => true, () => false);

/** A browser whose person has switched storage off: cookies, `localStorage` and IndexedDB are refused, as in some private windows. */
async function saysSoWithStorageOff(rig: Rig): Promise<boolean> {
  const context = await launch(`${rig.profile}-off`, { profile: { default_content_setting_values: { cookies: 2 } } });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${rig.proxy.origin}/j`);
    return await saysSo(page);
  } finally {
    await context.close();
  }
}

export const nothingCanBeKept: Mode = async (rig) => {
  const page = await rig.phone.context.newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await page.goto(`${rig.proxy.origin}/j`);
  const says = await saysSo(page);
  await page.close();
  const finds = { 'a window that keeps nothing does not say so': !says, 'a browser with storage off does not say so': !(await saysSoWithStorageOff(rig)) };
  return { lost: 0, doubled: 0, reordered: 0, complaints: Object.entries(finds).flatMap(([find, isSo]) => (isSo ? [find] : [])) };
};

/** Follows the page's frames from now on. @returns how long the longest of them took, when asked. */
async function watchFrames(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { longest: 0, last: performance.now() };
    Object.assign(window, { trialFrames: seen });
    const tick = (at: number): void => {
      seen.longest = Math.max(seen.longest, at - seen.last);
      seen.last = at;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  return () => page.evaluate(() => Math.round((window as unknown as { trialFrames: { longest: number } }).trialFrames.longest));
}

/** A day's photos, each with the step that it proves. */
async function layPhotos(rig: Rig, many: number): Promise<readonly string[]> {
  const photos: string[] = [];
  for (let at = 0; at < many; at += 1) {
    const photo = await rig.phone.keepPhoto(180);
    await rig.phone.enqueue('visit.step', { visit: rig.visits[at % 3]?.visit.name, record: { step: `chaos-photo-${String(at % 5)}`, done: true, photo, at: now().toISOString() } });
    photos.push(photo);
  }
  return photos;
}

/** Whether everything comes; how smooth the screen is meanwhile is measured on a quiet machine by `npm run bench:drain`, and only told here. */
export const manyQueued: Mode = async (rig, isWhole) => {
  drop(rig);
  const [many, pictures] = isWhole ? [2000, 200] : [40, 4];
  const texts = await pour(rig, many);
  await untilKept(rig, texts, many);
  const photos = await layPhotos(rig, pictures);
  expectKept(rig, texts);
  const kept = texts.filter(({ text }) => rig.phone.kept.has(text)).length;
  const longestFrame = await watchFrames(rig.phone.page);
  rig.proxy.heal();
  const from = performance.now();
  await online(rig);
  await rig.phone.page.evaluate(`${FIELD}.queue.retry()`);
  const left = await rig.converge(600_000);
  const drainedMs = Math.round(performance.now() - from);
  const missing = (await Promise.all(photos.map(async (photo) => (await rig.digestOf(`/v1/blobs/${photo}`)) === photo))).filter((isThere) => !isThere).length;
  const refused = left.filter(({ state }) => state === 'refused').length;
  const finds = { [`only ${String(kept)} of ${String(many)} were kept`]: kept !== many, [`${String(missing)} photos are missing`]: missing > 0, [`${String(refused)} were refused`]: refused > 0 };
  return rig.judge(Object.entries(finds).flatMap(([find, isSo]) => (isSo ? [find] : [])), { commands: many + pictures, photos: pictures, drainedMs, longestFrameMs: await longestFrame() });
};
