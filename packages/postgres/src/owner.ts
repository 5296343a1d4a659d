import { existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, PostgresRefusal } from './refusal.ts';

interface Owner {
  readonly pid: number;
  /** When that process started, in the kernel's ticks, so that a reused pid is not taken for a live owner. */
  readonly start: string | null;
}

const ours = new Set<string>();

/**
 * Makes this process the only owner of a folder, which is made if needed. An owner that was killed does not count.
 * @returns a function that gives the folder up.
 * @throws {PostgresRefusal} when a live process owns it, or it cannot be written to.
 */
export function ownFolder(folder: string): () => void {
  const file = join(folder, 'owner.json');
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Owner);
  for (;;) {
    if (claim(folder, file, mine)) break;
    const owner = readOwner(file);
    if (owner && isLive(owner, folder)) {
      throw new PostgresRefusal(`The data folder ${folder} is in use by process ${owner.pid}: stop that process, or choose another folder.`);
    }
    removeIfThere(file);
  }
  ours.add(folder);
  return () => {
    ours.delete(folder);
    if (existsSync(file) && readFileSync(file, 'utf8') === mine) removeIfThere(file);
  };
}

function claim(folder: string, file: string, mine: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && existsSync(file)) return false;
    throw new PostgresRefusal(`The data folder ${folder} is not writable (${errorCode(error)}): change its permissions, or choose another folder.`, { cause: error });
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined; // half-written by a killed process, or just removed: nobody's
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function isLive(owner: Owner, folder: string): boolean {
  if (owner.pid === process.pid) return ours.has(folder);
  return processExists(owner.pid) && startOf(owner.pid) === owner.start;
}

export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** A killed process that nobody has reaped yet counts as dead. Where there is no /proc the pid alone must do. */
function startOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return 'ZX'.includes(fields[0] ?? 'X') ? 'dead' : (fields[19] ?? null);
  } catch {
    return null;
  }
}
