import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Times in milliseconds. */
export interface Figures {
  runs: number;
  p50: number;
  p95: number;
  max: number;
  perSecond: number;
}

/** One thing done once; `run` counts up from 0. */
export type Work = (run: number) => Promise<unknown>;

export interface MeasureOptions {
  concurrency: number;
  runs: number;
  /** Stops early after so long. */
  atMostMs?: number;
}

/** Does something many times, some at once, after a short warm-up. */
export async function measure(work: Work, { concurrency, runs, atMostMs = 15_000 }: MeasureOptions): Promise<Figures> {
  for (let warm = 0; warm < Math.min(10, runs); warm += 1) await work(warm);
  const times: number[] = [];
  const started = performance.now();
  let next = 10;
  const lane = async (): Promise<void> => {
    while (next < runs + 10 && performance.now() - started < atMostMs) {
      const run = next;
      next += 1;
      const began = performance.now();
      await work(run);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const elapsed = performance.now() - started;
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1), perSecond: rounded((sorted.length * 1000) / elapsed) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

const MEGABYTE = 1024 * 1024;

/** Memory of this process and of the PostgreSQL in a folder, in MB; shared pages are counted once. */
export function memoryMb(folder: string): { node: number; postgres: number | null } {
  return { node: Math.round(process.memoryUsage().rss / MEGABYTE), postgres: postgresMb(folder) };
}

function postgresMb(folder: string): number | null {
  try {
    const [postmaster = ''] = readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
    const family = readdirSync('/proc').filter((pid) => pid === postmaster || parentOf(pid) === postmaster);
    return Math.round(family.reduce((sum, pid) => sum + pssKb(pid), 0) / 1024);
  } catch {
    return null; // no /proc on this system
  }
}

const parentOf = (pid: string): string | undefined => (/^\d+$/.test(pid) ? reading(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] : undefined);
const pssKb = (pid: string): number => Number(/^Pss:\s+(\d+)/m.exec(reading(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

function reading(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended meanwhile
  }
}
