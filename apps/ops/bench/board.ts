/**
 * How the dispatch board holds up with the whole provider on it, in its densest view and a real Chromium: one JSON line for each
 * case. `npm run bench:board` after `npm run build`; `-- --hub http://localhost:8080` uses a hub that runs already.
 */
import type { CDPSession, Page } from '@playwright/test';
import type { Board, VisitCard } from '@gigafibre/contracts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { startHub } from '../../../e2e/hub-process.ts';
import { openBrowser, round, say } from './bench-browser.ts';
import { mainThreadCost, TRACE_CATEGORIES } from './main-thread.ts';
import { simulateDay, type SimulatedDay } from './simulated-day.ts';

const USER = 'repartition@demo.gigafibre.ca';
const VIEWPORT = { width: 1920, height: 1080 };
const EVENTS_A_SECOND = 20;
const EVENT_SECONDS = 10;
/** One a second, told as fast as the board takes them. */
const EVENTS_OF_AN_HOUR = 3600;
const AHEAD = 60;

const browser = await openBrowser();

interface Frames {
  readonly frames: number;
  readonly longestMs: number;
  readonly p95Ms: number;
  readonly over33: number;
  /** Of the page's own work alone, in milliseconds of the processor: a busy machine makes frames late, not tasks long. */
  readonly longestTaskCpuMs: number;
  readonly cpuMs: number;
}

/** Measures every frame while something is done. */
async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const seen = { deltas: [] as number[], last: performance.now(), isOn: true };
    Object.assign(window, { benchFrames: seen });
    const tick = (): void => {
      const now = performance.now();
      seen.deltas.push(now - seen.last);
      seen.last = now;
      if (seen.isOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  await act();
  const cost = mainThreadCost(await browser.stopTracing());
  const { deltas } = await page.evaluate(() => {
    const seen = (window as unknown as { benchFrames: { deltas: number[]; isOn: boolean } }).benchFrames;
    seen.isOn = false;
    return seen;
  });
  const sorted = deltas.slice(1).toSorted((one, other) => one - other);
  return {
    frames: sorted.length,
    longestMs: round(sorted.at(-1) ?? 0),
    p95Ms: round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    over33: sorted.filter((delta) => delta > 33.4).length,
    ...cost,
  };
}

async function timeToInteractive(page: Page, origin: string): Promise<number> {
  await page.goto(`${origin}/ops/board?density=all`, { waitUntil: 'commit' });
  const found = await page.waitForFunction(() => {
    const isThere = document.querySelectorAll('[data-row]').length > 0 && document.querySelectorAll('.lane [data-visit]').length > 0;
    return isThere ? performance.now() : false;
  }, undefined, { polling: 'raf' });
  return Number(await found.jsonValue());
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(1000, 500);
  for (let step = 0; step < 90; step += 1) {
    await page.mouse.wheel(step % 60 < 30 ? 40 : -40, step % 30 < 15 ? 30 : -30);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

async function drag(page: Page): Promise<void> {
  const bar = page.locator('.lane .bar--planned').nth(20);
  const box = await bar.boundingBox();
  if (box === null) throw new Error('Nothing to drag');
  await page.mouse.move(box.x + 8, box.y + 6);
  await page.mouse.down();
  for (let step = 1; step <= 120; step += 1) {
    await page.mouse.move(box.x + 8 + Math.sin(step / 12) * 300, 180 + (step * 5) % 620);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

/** The visit somewhat longer or shorter, and stamped anew. */
const changed = (visit: VisitCard, at: number): VisitCard => ({ ...visit, durationMinutes: visit.durationMinutes + (at % 2 === 0 ? 15 : 0), modified: `2999-01-01 00:00:00.${String(at).padStart(6, '0')}` });

async function hearEvents(day: SimulatedDay, visits: readonly VisitCard[]): Promise<void> {
  for (let at = 0; at < EVENTS_A_SECOND * EVENT_SECONDS; at += 1) {
    const visit = visits[(at * 7) % visits.length];
    if (visit !== undefined) day.happen(changed(visit, at));
    await pause(1000 / EVENTS_A_SECOND);
  }
}

async function heapOf(cdp: CDPSession): Promise<{ heapMb: number; nodes: number; listeners: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
  return { heapMb: round(metric('JSHeapUsedSize') / 1024 ** 2), nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

async function hearAnHour(day: SimulatedDay, visits: readonly VisitCard[]): Promise<void> {
  const first = day.reads();
  for (let at = 0; at < EVENTS_OF_AN_HOUR; at += 1) {
    const visit = visits[(at * 7) % visits.length];
    if (visit !== undefined) day.happen(changed(visit, at + 10_000));
    while (at - (day.reads() - first) > AHEAD) await pause(5);
  }
  while (EVENTS_OF_AN_HOUR - (day.reads() - first) > AHEAD) await pause(20);
  await pause(3000);
}

async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/ops/sign-in`);
  await page.getByText(USER).click();
  await page.getByRole('button', { name: /Compte de/ }).waitFor();
}

async function run(page: Page, day: SimulatedDay): Promise<void> {
  await signIn(page, day.origin);
  const first = await timeToInteractive(page, day.origin);
  const again = await timeToInteractive(page, day.origin);
  const date = await page.evaluate(() => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format());
  const answer = await page.request.get(`${day.origin}/v1/board?from=${date}&days=1`, { headers: { 'x-gf-client': 'bench' } });
  const { technicians, visits, unassigned } = (await answer.json()) as Board;
  const planned = visits.filter(({ status }) => status === 'planned' || status === 'confirmed');
  say({ case: 'open', technicians: technicians.length, visits: visits.length, unassigned: unassigned.length, firstMs: Math.round(first), againMs: Math.round(again) });
  await page.waitForLoadState('networkidle').catch(() => undefined);
  say({ case: 'idle', ...(await framesDuring(page, () => pause(2000))) });
  say({ case: 'scroll', ...(await framesDuring(page, () => scroll(page))) });
  say({ case: 'drag', ...(await framesDuring(page, () => drag(page))) });
  say({ case: 'events', perSecond: EVENTS_A_SECOND, ...(await framesDuring(page, () => hearEvents(day, planned))) });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await hearEvents(day, planned.slice(0, 20));
  const before = await heapOf(cdp);
  await hearAnHour(day, planned);
  const after = await heapOf(cdp);
  say({ case: 'hour', events: EVENTS_OF_AN_HOUR, before, after });
}

const { values } = parseArgs({ options: { hub: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'gf-board-'));
const own = values.hub === undefined ? await startHub(join(folder, 'data')) : undefined;
const day = await simulateDay(own?.origin ?? values.hub ?? '');
try {
  await run(await browser.newPage({ viewport: VIEWPORT, locale: 'fr-CA', timezoneId: 'America/Toronto', serviceWorkers: 'block' }), day);
} finally {
  await browser.close();
  await day.close();
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
}
