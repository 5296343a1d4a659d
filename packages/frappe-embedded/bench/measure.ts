import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Times in milliseconds. */
export interface Figures {
  runs: number;
  /** Done before the clock started. */
  warmUps: number;
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
  const warmUps = Math.min(10, runs);
  for (let warm = 0; warm < warmUps; warm += 1) await work(warm);
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
  return { runs: sorted.length, warmUps, p50: at(0.5), p95: at(0.95), max: at(1), perSecond: rounded((sorted.length * 1000) / elapsed) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Processor time spent so far, in milliseconds: by this process, both client and site, and by the PostgreSQL in a folder. */
export function cpuMs(folder: string): { node: number; postgres: number } {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1000, postgres: postgresFamily(folder).reduce((sum, pid) => sum + ticksOf(pid), 0) * MS_PER_TICK };
}

/** Processor time of a stretch of work per operation, in milliseconds. */
export const cpuPerRun = (before: ReturnType<typeof cpuMs>, after: ReturnType<typeof cpuMs>, runs: number): { node: number; postgres: number } => ({
  node: rounded((after.node - before.node) / runs),
  postgres: rounded((after.postgres - before.postgres) / runs),
});

const MS_PER_TICK = 10; // the kernel counts in hundredths of a second for everybody outside

/** Its own time and that of the children it has buried. */
const ticksOf = (pid: string): number => (reading(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []).slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);

const MEGABYTE = 1024 * 1024;

/** Memory of this process and of the PostgreSQL in a folder, in MB; shared pages are counted once. */
export function memoryMb(folder: string): { node: number; postgres: number | null } {
  return { node: Math.round(process.memoryUsage().rss / MEGABYTE), postgres: postgresMb(folder) };
}

function postgresMb(folder: string): number | null {
  const family = postgresFamily(folder);
  return family.length === 0 ? null : Math.round(family.reduce((sum, pid) => sum + pssKb(pid), 0) / 1024);
}

/** The server and its children; none where there is no /proc. */
function postgresFamily(folder: string): string[] {
  try {
    const [postmaster = ''] = readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
    return readdirSync('/proc').filter((pid) => pid === postmaster || parentOf(pid) === postmaster);
  } catch {
    return [];
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
