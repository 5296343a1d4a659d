/**
 * How long a person waits: from `npm start` in a fresh clone, and again in the same folder, until a page can be opened.
 * One JSON line per case. The peer is the installation alone, which no start can be quicker than the first time.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const REST_MS = 5_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Running {
  readonly seconds: number;
  readonly process: ChildProcess;
}

/** Starts, waits for `Ready:` and for the page itself, and says how long that took. */
async function start(folder: string, port: number): Promise<Running> {
  const began = performance.now();
  const child = spawn('npm', ['start'], { cwd: folder, env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, '.data') }, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Ready: ')) break;
  const page = await fetch(`http://localhost:${port}/ops/`);
  if (!page.ok) throw new Error(`The page answered ${page.status}`);
  return { seconds: (performance.now() - began) / 1000, process: child };
}

async function stop({ process: child }: Running): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
}

/** Proportional memory of a process and all it started, in MB; Linux only. */
function memoryOf(pid: number): number {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]));
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
    grown = family.size > before;
  }
  const kilobytes = [...family].map((member) => Number(/^Pss:\s+(\d+)/m.exec(proc(member, 'smaps_rollup'))?.[1] ?? 0));
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
}
const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(proc(pid, 'status'))?.[1] ?? 0);
function proc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it ended between the listing and the reading
  }
}

const folder = mkdtempSync(join(tmpdir(), 'first-start-'));
try {
  execFileSync('git', ['clone', '--quiet', root, folder]);
  const port = await freePort();
  const first = await start(folder, port);
  console.log(JSON.stringify({ case: 'first-start', seconds: Number(first.seconds.toFixed(1)) }));
  await stop(first);
  const again = await start(folder, port);
  console.log(JSON.stringify({ case: 'second-start', seconds: Number(again.seconds.toFixed(1)), goalSeconds: 5 }));
  await sleep(REST_MS);
  if (process.platform === 'linux') console.log(JSON.stringify({ case: 'memory-at-rest', megabytes: memoryOf(again.process.pid ?? 0), goalMegabytes: 500 }));
  await stop(again);
  const began = performance.now();
  execFileSync('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], { cwd: folder, stdio: 'ignore' });
  console.log(JSON.stringify({ case: 'peer-install-nothing-to-do', seconds: Number(((performance.now() - began) / 1000).toFixed(1)) }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
