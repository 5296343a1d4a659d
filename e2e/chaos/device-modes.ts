/** What becomes of the device and of what it keeps: reliability 2.3, modes 10 to 19, 24 and 25. */
import { setTimeout as pause } from 'node:timers/promises';
import { openTrialPhone } from './phone.ts';
import type { Mode } from './network-modes.ts';
import type { Rig, Verdict } from './rig.ts';

const drop = (rig: Rig): void => rig.proxy.spoil(({ path, method }) => (method === 'POST' && path === '/v1/commands' ? { kind: 'drop-request' } : undefined));
const online = (rig: Rig): Promise<unknown> => rig.phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
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

/** Something dies at a moment that differs each time, again and again, half of the time without a network; then everything must be there. */
async function die(rig: Rig, cycles: number, kill: (cycle: number) => Promise<void>): Promise<Verdict> {
  let acknowledged = 0;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    if (cycle % 2 === 0) drop(rig);
    else rig.proxy.heal();
    const texts = await pour(rig, 6);
    await pause((cycle * 37) % 250);
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

export const quotaExceeded: Mode = async (rig) => {
  const cdp = await rig.phone.cdp();
  const { usage = 0 } = await rig.phone.page.evaluate(() => navigator.storage.estimate());
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: rig.proxy.origin, quotaSize: usage + 2048 });
  drop(rig);
  const complaints: string[] = [];
  let refused = 0;
  for (let at = 0; at < 12; at += 1) {
    const text = rig.fresh();
    const kept = await rig.phone.enqueue('visit.note', { visit: rig.visits[at % 3]?.visit.name, text: `${text} ${'x'.repeat(600)}` }).then(() => true, () => false);
    if (kept) rig.expect(at, text);
    else refused += 1;
  }
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: rig.proxy.origin });
  await rig.phone.open();
  return healAndJudge(rig, complaints, { refusedAloud: refused });
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
  for (const [at, days] of [[0, 0], [0, -1], [0, 365]] as const) {
    await rig.phone.page.clock.setSystemTime(Date.now() + days * 86_400_000);
    await rig.note(at);
  }
  const kept = (await rig.phone.rows()).filter(({ state }) => state === 'waiting' || state === 'sending').length;
  await rig.phone.page.clock.setSystemTime(Date.now());
  const verdict = await healAndJudge(rig, kept >= 3 ? [] : ['a row expired by a clock']);
  const { context } = rig.phone;
  const old = rig.phone.page;
  rig.phone.page = await context.newPage();
  await old.close();
  await rig.phone.open();
  return verdict;
};

const signOut = (rig: Rig): Promise<unknown> => rig.phone.page.evaluate(`document.querySelector('#q-app').__vue_app__.config.globalProperties.$pinia._s.get('field').signOut()`);

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

export const nothingCanBeKept: Mode = async (rig) => {
  const page = await rig.phone.context.newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await page.goto(`${rig.proxy.origin}/j`);
  const says = await page.locator('[data-test="no-keeping"]').waitFor({ timeout: 20_000 }).then(() => true, () => false);
  await page.close();
  return { lost: 0, doubled: 0, reordered: 0, complaints: says ? [] : ['a window that keeps nothing does not say so'] };
};

export const manyQueued: Mode = async (rig, isWhole) => {
  drop(rig);
  const many = isWhole ? 400 : 40;
  const texts = await pour(rig, many);
  for (let tries = 0; tries < 240 && !texts.every(({ text }) => rig.phone.kept.has(text)); tries += 1) await pause(250);
  expectKept(rig, texts);
  const kept = texts.filter(({ text }) => rig.phone.kept.has(text)).length;
  rig.proxy.heal();
  const from = performance.now();
  await online(rig);
  await rig.converge(240_000);
  return rig.judge(kept === many ? [] : [`only ${kept} of ${many} were kept`], { commands: many, drainedMs: Math.round(performance.now() - from) });
};
