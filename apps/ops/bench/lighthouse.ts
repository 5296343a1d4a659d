/**
 * What Lighthouse makes of the pages anybody can open, on a slowed-down phone: one JSON line for each page, scores from 0 to 1.
 * `npm run bench:lighthouse` after `npm run build`. Ends badly when a page is less accessible than the floor; the speed moves with the machine's load.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startHub } from '../../../e2e/hub-process.ts';
import { ARGS, findChromium } from '../../../infra/dev/chromium.mjs';

const PAGES = ['/ops/sign-in', '/j'];
const FLOOR = 0.95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number; readonly auditRefs: readonly { readonly id: string }[] }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly numericValue?: number; readonly details?: { readonly items?: readonly { readonly transferSize?: number }[] } }>>;
}

const run = promisify(execFile);
const lighthouse = join(dirname(createRequire(import.meta.url).resolve('lighthouse/package.json')), 'cli', 'index.js');
const chromium = await findChromium();

async function measure(url: string, file: string): Promise<Report> {
  const flags = ['--headless=new', '--no-sandbox', '--lang=fr-CA', ...ARGS].join(' ');
  await run(process.execPath, [lighthouse, url, '--quiet', '--output=json', `--output-path=${file}`, `--only-categories=${CATEGORIES.join(',')}`, `--chrome-flags=${flags}`], { env: { ...process.env, ...chromium.env, CHROME_PATH: chromium.path } });
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** What keeps a page from a full mark. */
const failed = ({ categories, audits }: Report, category: string): string[] => (categories[category]?.auditRefs ?? []).map(({ id }) => id).filter((id) => audits[id]?.score === 0);

function lineOf(page: string, report: Report): { accessibility: number } {
  const score = (category: string): number => report.categories[category]?.score ?? 0;
  const requests = report.audits['network-requests']?.details?.items ?? [];
  const line = {
    page,
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    transferBytes: requests.reduce((bytes, { transferSize = 0 }) => bytes + transferSize, 0),
    largestPaintMs: Math.round(report.audits['largest-contentful-paint']?.numericValue ?? 0),
    failed: [...failed(report, 'accessibility'), ...failed(report, 'best-practices')],
  };
  console.log(JSON.stringify(line));
  return line;
}

const folder = mkdtempSync(join(tmpdir(), 'gf-lighthouse-'));
const hub = await startHub(join(folder, 'data'));
try {
  for (const [at, page] of PAGES.entries()) {
    const { accessibility } = lineOf(page, await measure(`${hub.origin}${page}`, join(folder, `${at}.json`)));
    if (accessibility < FLOOR) process.exitCode = 1;
  }
} finally {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}
