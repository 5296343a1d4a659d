import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { PoolConfig } from 'pg';
import { findBinaries } from './binaries.ts';
import { ensureCluster, placesIn, stopLeftOver } from './cluster.ts';
import type { Places } from './cluster.ts';
import { ownFolder } from './owner.ts';
import { chooseRunner } from './privileges.ts';
import { errorCode, PostgresRefusal } from './refusal.ts';

const PROBE_EVERY_MS = 25;
const PATIENCE_MS = 60_000;

export interface PostgresOptions {
  /** The folder that holds the cluster, made if needed; one process at a time. */
  readonly dir: string;
  /** Server settings over ours, for example `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Takes PostgreSQL's own log, one piece at a time. */
  readonly log?: (line: string) => void;
}

export interface LocalPostgres {
  /** Reaches the server's `postgres` database over a Unix socket that only this account can open. */
  readonly connection: PoolConfig;
  /** Fulfilled when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Ends the server within a second or so, cutting open transactions, and gives the folder up. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own in a folder, from binaries installed by npm or found on PATH. What was committed
 * survives `kill -9` of this process, of the server and of both; the server ends when this process does.
 * @throws {PostgresRefusal} one sentence with the remedy: folder in use, not writable, no binaries, damaged.
 */
export async function startPostgres({ dir, settings = {}, log = () => undefined }: PostgresOptions): Promise<LocalPostgres> {
  const places = placesIn(resolve(dir));
  const binaries = findBinaries();
  const release = ownFolder(places.folder);
  try {
    const runner = chooseRunner();
    await ensureCluster(places, binaries, runner, { durable: settings['fsync'] !== 'off' });
    await stopLeftOver(places, log);
    const [command, args] = runner.wrap(...dyingWithUs(binaries.postgres, serverArguments(places, settings)));
    // detached: Ctrl-C in a terminal reaches us, and we end the server after the last request
    const server = spawn(command, args, { ...runner.identity, cwd: places.folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    return await supervise(server, places, { log, release });
  } catch (error) {
    release();
    throw error;
  }
}

function serverArguments(places: Places, settings: Readonly<Record<string, string>>): string[] {
  const all = {
    listen_addresses: '',
    unix_socket_directories: places.sockets,
    dynamic_shared_memory_type: 'mmap', // systemd's RemoveIPC deletes the POSIX kind when a user logs out
    shared_buffers: '128MB',
    max_connections: '60',
    ...settings,
  };
  return ['-D', places.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** On Linux the kernel tells the server when this process dies, however it dies. */
function dyingWithUs(command: string, args: readonly string[]): [string, readonly string[]] {
  const canBeTold = process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0;
  return canBeTold ? ['setpriv', ['--pdeathsig', 'INT', command, ...args]] : [command, args];
}

async function supervise(server: ChildProcess, places: Places, { log, release }: { log: (line: string) => void; release: () => void }): Promise<LocalPostgres> {
  let tail = '';
  server.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    tail = (tail + piece).slice(-4000);
    log(piece.trimEnd());
  });
  const state = { hasEnded: false };
  const ended = new Promise<void>((tell) => {
    server.once('error', (error) => {
      tail += error.message;
    });
    server.once('close', () => {
      state.hasEnded = true;
      release();
      tell();
    });
  });
  const connection: PoolConfig = { host: places.sockets, port: 5432, user: 'postgres', database: 'postgres' };
  const stop = async (): Promise<void> => {
    if (!state.hasEnded) server.kill('SIGINT');
    await ended;
  };
  for (let waitedMs = 0; !(await answers(connection)); waitedMs += PROBE_EVERY_MS) {
    const said = tail.trim().split('\n').at(-1) ?? '';
    if (waitedMs > PATIENCE_MS) await stop();
    if (state.hasEnded) throw new PostgresRefusal(`PostgreSQL did not start in ${places.folder}: ${said}`);
    await pause(PROBE_EVERY_MS);
  }
  return { connection, ended, stop };
}

async function answers(connection: PoolConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03', ''].includes(errorCode(error))) return false; // not listening yet, or recovering
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
