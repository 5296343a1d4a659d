import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { processExists } from './owner.ts';
import type { Runner } from './privileges.ts';
import { PostgresRefusal } from './refusal.ts';

const LONGEST_SOCKET_FOLDER = 90; // the kernel's limit for the whole socket path is 104 to 108 bytes

/** Where one cluster keeps its things. */
export interface Places {
  readonly folder: string;
  readonly data: string;
  /** Written once initdb has finished: from then on the data is somebody's and never made anew. */
  readonly ready: string;
  readonly sockets: string;
}

export function placesIn(folder: string): Places {
  const beside = join(folder, 'run');
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return { folder, data: join(folder, 'data'), ready: join(folder, 'ready'), sockets: beside.length < LONGEST_SOCKET_FOLDER ? beside : join(tmpdir(), `postgres-${digest}`) };
}

/**
 * Makes the cluster if it is not there. A first initdb that was cut short is done again; a finished one is never touched.
 * @throws {PostgresRefusal} when a finished cluster has lost its files, or initdb fails.
 */
export async function ensureCluster(places: Places, binaries: Binaries, runner: Runner, { durable }: { durable: boolean }): Promise<void> {
  runner.own(places.folder);
  mkdirSync(places.sockets, { recursive: true, mode: 0o700 });
  runner.own(places.sockets);
  const hasFiles = existsSync(join(places.data, 'PG_VERSION'));
  if (existsSync(places.ready)) {
    if (!hasFiles) throw new PostgresRefusal(`${places.data} has lost its database: restore it from a backup, or remove ${places.folder} to begin anew.`);
    return;
  }
  rmSync(places.data, { recursive: true, force: true });
  const [command, args] = runner.wrap(binaries.initdb, [
    ...['-D', places.data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--data-checksums'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', ...(durable ? [] : ['--no-sync'])],
  ]);
  try {
    await promisify(execFile)(command, args, { ...runner.identity, cwd: places.folder });
  } catch (error) {
    throw new PostgresRefusal(`PostgreSQL could not make its data folder in ${places.folder}: ${lastLine(error)}`, { cause: error });
  }
  const marker = openSync(places.ready, 'w');
  fsyncSync(marker);
  closeSync(marker);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}

/** Ends a server that outlived the process that started it, so that exactly one tree of processes uses the folder. */
export async function stopLeftOver(places: Places, log: (line: string) => void): Promise<void> {
  const pidFile = join(places.data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!(pid > 1) || !runsOn(pid, places.data)) return;
  log(`Stopping PostgreSQL ${pid}, left over from a killed process.`);
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 600 && processExists(pid) && runsOn(pid, places.data); waited += 1) await pause(50);
}

function runsOn(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return false; // gone, or a system without /proc, where PostgreSQL's own lock file must do
  }
}
