/**
 * How long a technician without a network waits for today's list: the browser is started anew each time, on a phone that was primed before,
 * with the hub gone. `npm run bench:boot` after `npm run build`; one JSON line for each case. Counted in the page, from its navigation's beginning
 * to the first frame that shows the next visit; the browser's own start is not in it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { startFieldHub } from '../../../e2e/field-hub.ts';
import { ARGS, findChromium } from '../../../infra/dev/chromium.mjs';
import { precached, sizes } from './built-files.ts';

const RUNS = 20;
const PORT = 8139;
const ORIGIN = `http://localhost:${String(PORT)}`;
const PRECACHE_GOAL = 900_000;
const browser = await findChromium();
const folder = mkdtempSync(join(tmpdir(), 'gf-boot-'));
const profile = join(folder, 'profile');

const CASES = [
  { name: 'cold /j, no network', path: '/j', shows: '[data-test="next-visit"]', slowdown: 1, goalMs: 600 },
  { name: 'cold /j, no network, CPU 4x slower', path: '/j', shows: '[data-test="next-visit"]', slowdown: 4, goalMs: 1500 },
  { name: 'cold deep link /j/visit, no network', path: '/j/visit/VIS-000001', shows: '[data-test="visit-status"]', slowdown: 1, goalMs: 600 },
  { name: 'cold deep link /j/device, no network', path: '/j/device/ZTEG00AA11BB', shows: 'main h1', slowdown: 1, goalMs: 600 },
] as const;

const launch = (): Promise<BrowserContext> => chromium.launchPersistentContext(profile, { executablePath: browser.path, env: { ...process.env, ...browser.env }, args: [...ARGS], viewport: { width: 390, height: 844 }, locale: 'fr-CA', timezoneId: 'America/Toronto' });

async function prime(): Promise<void> {
  const hub = await startFieldHub(PORT);
  const context = await launch();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${hub.url}/j/l/abcd1234efgh`);
  await page.locator('[data-test="ready-offline"]').waitFor({ timeout: 60_000 });
  await context.close();
  await hub.close();
}

/** The page's own work, whatever else the machine does meanwhile: of its main thread, and of its whole process. */
interface Boot {
  readonly ms: number;
  readonly requests: number;
  readonly mainCpuMs: number;
  readonly cpuMs: number;
}

async function boot({ path, shows, slowdown }: (typeof CASES)[number]): Promise<Boot> {
  const context = await launch();
  const page = context.pages()[0] ?? (await context.newPage());
  let requests = 0;
  page.on('response', (response) => {
    if (!response.fromServiceWorker()) requests += 1;
  });
  await page.addInitScript((selector) => {
    const look = (): void => {
      if (document.querySelector(selector) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => Object.assign(window, { shownAt: performance.now() }));
    };
    look();
  }, shows);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  if (slowdown > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(`${ORIGIN}${path}`);
  const shown = await page.waitForFunction(() => (window as { shownAt?: number }).shownAt, undefined, { timeout: 60_000 });
  const ms = (await shown.jsonValue()) ?? Number.NaN;
  const { metrics } = await session.send('Performance.getMetrics');
  const spent = (name: string): number => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN);
  await context.close();
  return { ms, requests, mainCpuMs: spent('TaskDuration'), cpuMs: spent('ProcessTime') };
}

const rank = (sorted: readonly number[], share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);

try {
  await prime();
  for (const one of CASES) {
    const runs: Boot[] = [];
    for (let at = 0; at < RUNS; at += 1) runs.push(await boot(one));
    const sorted = (of: (run: Boot) => number): number[] => runs.map(of).sort((a, b) => a - b);
    const times = sorted(({ ms }) => ms);
    const p95 = rank(times, 0.95);
    console.log(JSON.stringify({ case: one.name, n: RUNS, p50Ms: rank(times, 0.5), p95Ms: p95, worstMs: rank(times, 1), mainCpuMs: rank(sorted((run) => run.mainCpuMs), 0.5), cpuMs: rank(sorted((run) => run.cpuMs), 0.5), goalMs: one.goalMs, ok: p95 <= one.goalMs, answersFromNetwork: runs.reduce((sum, run) => sum + run.requests, 0) }));
  }
  const weight = sizes(precached());
  console.log(JSON.stringify({ case: 'precached for a phone, the scanner’s engine included', ...weight, goalBytes: PRECACHE_GOAL, ok: weight.gzip <= PRECACHE_GOAL }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
