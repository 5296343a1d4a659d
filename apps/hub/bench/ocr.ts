/**
 * How well the embedded reader reads: every picture or PDF under a folder that has a `.json` beside it (`a.jpg` with
 * `a.json` or `a.jpg.json`; fields `vendor`, `number`, `date`, `total`, `taxes`, any may be absent), through the hub's own
 * intake and reader. One JSON line on stdout; `--misses` tells on stderr what was read wrong.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { setMaxListeners } from 'node:events';
import { createIntake } from '../src/modules/intake/index.ts';
import { createEmbeddedReader } from '../src/vendors/vision/embedded-reader.ts';
import type { VisionReader } from '../src/vendors/vision/vision.port.ts';
import { FIELDS, shown, verdictOf } from './ocr-truth.ts';
import type { Field, Truth } from './ocr-truth.ts';

const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif', '.pdf']);
const TICKS_PER_SECOND = 100;

interface Sample {
  readonly file: string;
  readonly truth: Truth;
}

function samplesUnder(folder: string): Sample[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .filter((file) => PICTURES.has(extname(file).toLowerCase()))
    .toSorted()
    .flatMap((file) => {
      const beside = [`${file.slice(0, -extname(file).length)}.json`, `${file}.json`].find((path) => existsSync(path));
      return beside === undefined ? [] : [{ file, truth: JSON.parse(readFileSync(beside, 'utf8')) as Truth }];
    });
}

/** Processor time of a process in milliseconds; 0 where the system does not tell. */
function cpuOf(pid: number): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return 0;
  const fields = readFileSync(path, 'utf8').replace(/^.*\) /, '').split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
}

/** The most memory a process ever held, in MB; 0 where the system does not tell. */
function peakOf(pid: number): number {
  const path = `/proc/${pid}/status`;
  const peak = existsSync(path) ? /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return peak === undefined ? 0 : Number(peak) / 1024;
}

const quantile = (values: readonly number[], share: number): number => Math.round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0);

const intake = createIntake({ patienceMs: 120_000 });
const reader: VisionReader = createEmbeddedReader({ today: () => '2099-12-31' });
const spentCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + intake.pids().reduce((sum, pid) => sum + cpuOf(pid), 0);
};

async function readFile(file: string) {
  const { pages } = await intake.admit(readFileSync(file));
  const pictures = [];
  for (const { jpeg, words } of pages) pictures.push({ ...(await intake.pixels(jpeg)), channels: 3 as const, ...(words === undefined ? {} : { words }) });
  const signal = new AbortController().signal;
  setMaxListeners(0, signal);
  return { reading: await reader.readInvoice(pictures, { signal }), pages: pages.length };
}

const [folder, ...flags] = process.argv.slice(2).toSorted((a, b) => Number(a.startsWith('--')) - Number(b.startsWith('--')));
if (folder === undefined || !existsSync(folder)) throw new Error('Say which folder: npm run bench:ocr -- DIR');
const samples = samplesUnder(folder);
const tally = new Map<Field, { right: number; of: number }>(FIELDS.map((field) => [field, { right: 0, of: 0 }]));
const perPage: number[] = [];
let pages = 0;
let unread = 0;
for (const { file, truth } of samples) {
  const before = spentCpu();
  let verdict: ReadonlyMap<Field, boolean>;
  let read: unknown = null;
  try {
    const done = await readFile(file);
    verdict = verdictOf(done.reading, truth);
    read = shown(done.reading);
    pages += done.pages;
    for (let page = 0; page < done.pages; page += 1) perPage.push((spentCpu() - before) / done.pages);
  } catch (error) {
    // a refused file counts as read wrong in every field that it was to give
    verdict = new Map(FIELDS.filter((field) => truth[field] !== undefined).map((field) => [field, false]));
    read = String(error);
    unread += 1;
  }
  for (const [field, isRight] of verdict) {
    const count = tally.get(field);
    if (count === undefined) continue;
    count.of += 1;
    count.right += Number(isRight);
  }
  if (flags.includes('--misses') && [...verdict.values()].includes(false)) console.error(JSON.stringify({ file: basename(file), missed: [...verdict].filter(([, isRight]) => !isRight).map(([field]) => field), truth, read }));
}
const peak = process.resourceUsage().maxRSS / 1024;
const decoders = Math.max(0, ...intake.pids().map(peakOf));
console.log(JSON.stringify({ case: 'ocr', files: samples.length, pages, refused: unread, fields: Object.fromEntries(tally), cpuMsPerPage: { median: quantile(perPage, 0.5), p95: quantile(perPage, 0.95) }, peakMemoryMb: { reader: Math.round(peak), decoder: Math.round(decoders) } }));
await reader.close();
intake.close();
