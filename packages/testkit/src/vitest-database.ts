import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@gigafibre/postgres';
import type { LocalPostgres } from '@gigafibre/postgres';
import type { TestProject } from 'vitest/node';
import type {} from './database.ts'; // says what is provided

const SHELF = fileURLToPath(new URL('../../../.test/', import.meta.url));
const UNSAFE_BUT_QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '64MB' };

interface SharedServer {
  users: number;
  readonly server: Promise<LocalPostgres>;
}

// Each Vitest project loads this file as a module of its own; the process is what they share.
const ofTheProcess = globalThis as { gigafibreTestServer?: SharedServer | undefined };

/** Vitest's global set-up: one throw-away server per run, however many projects ask for it. */
export async function setup(project: TestProject): Promise<void> {
  const shared = (ofTheProcess.gigafibreTestServer ??= { users: 0, server: open() });
  shared.users += 1;
  project.provide('postgres', (await shared.server).connection);
}

/** Ends the server when its last project is done. */
export async function teardown(): Promise<void> {
  const shared = ofTheProcess.gigafibreTestServer;
  if (!shared || (shared.users -= 1) > 0) return;
  ofTheProcess.gigafibreTestServer = undefined;
  await (await shared.server).stop();
  rmSync(folderOf(process.pid), { recursive: true, force: true });
}

const folderOf = (pid: number): string => join(SHELF, `pg-${pid}`);

async function open(): Promise<LocalPostgres> {
  mkdirSync(SHELF, { recursive: true });
  for (const name of readdirSync(SHELF)) {
    const pid = Number(/^pg-(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isRunning(pid)) rmSync(join(SHELF, name), { recursive: true, force: true }); // of a run that was killed
  }
  rmSync(folderOf(process.pid), { recursive: true, force: true });
  return startPostgres({ dir: folderOf(process.pid), settings: UNSAFE_BUT_QUICK });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
